package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.jwks.RegistryKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.token.TokenVerifier;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment's settings, and the messages about wrong ones at start (docs/reference.md, Settings). */
class SettingsTest {

    @TempDir
    Path folder;

    private static Settings read(String... settings) {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return Settings.read(property -> Optional.ofNullable(config.get(property)));
    }

    private static String refusal(String... settings) {
        return assertThrows(IllegalStateException.class, () -> read(settings)).getMessage();
    }

    @Test
    @DisplayName("none at all is a working deployment")
    void none() {
        Settings settings = read();
        assertEquals(RequestSettings.DEFAULT, settings.requests());
        assertEquals(List.of(), settings.registry().entries());
        assertEquals(Optional.empty(), settings.hookSecrets());
        assertEquals(
                settings.requests(),
                read("claims.amr-table", " ", "claims.org", "").requests());
    }

    @Test
    @DisplayName("each setting is read")
    void each() {
        Settings settings = read(
                "claims.amr-table", "2026-07",
                "claims.org", "{\"engine\":\"CLASSIC\",\"claimsSharing\":false}",
                "claims.at-allowed", "true",
                "claims.hook-secret", "secret");
        assertEquals("2026-07", settings.requests().amrTable().edition());
        assertEquals(Org.Engine.CLASSIC, settings.requests().org().engine());
        assertFalse(settings.requests().org().claimsSharing());
        assertTrue(settings.requests().org().amrClaimsMapping());
        assertTrue(settings.requests().atAllowed());
        assertTrue(settings.hookSecrets().isPresent());
    }

    @Test
    @DisplayName("the registry is a file, or a folder's *.json files")
    void registry() throws IOException {
        Path one = folder.resolve("one.json");
        Files.writeString(one, "{\"idp\":" + TestIdp.oidc() + "}");
        assertEquals(List.of("0oa1"), ids(one));
        Files.writeString(folder.resolve("two.json"), "{\"idp\":" + TestIdp.saml() + "}");
        Files.writeString(folder.resolve("README.md"), "not an IdP");
        assertEquals(List.of("0oa1", "0oa2"), ids(folder));
    }

    @Test
    @DisplayName(
            "JWKS may be fetched from the hosts of the setting, and from those of the registry's IdPs without keys")
    void jwksHosts() throws IOException {
        assertEquals(FetchSettings.NOTHING, read().fetches());
        Files.writeString(folder.resolve("one.json"), "{\"idp\":" + TestIdp.oidc() + "}");
        Files.writeString(
                folder.resolve("two.json"),
                "{\"idp\":" + TestIdp.oidc().toString().replace("0oa1", "0oa2").replace("idp.example", "two.example")
                        + ",\"jwks\":{\"keys\":[]}}");
        Settings settings = read(
                "claims.jwks-hosts", "keys.example.com, Other.example.com",
                "claims.jwks-private-addresses", "true",
                "claims.idps", folder.toString());
        assertEquals(
                Set.of("keys.example.com", "other.example.com", "idp.example.com"),
                settings.fetches().allowedHosts());
        assertTrue(settings.fetches().privateAddressesAllowed());
        assertEquals(
                new RegistryKeys(
                        Set.of(TestKey.given("{\"keys\":[]}").identity()), Set.of("https://idp.example.com/keys")),
                settings.registryKeys());
    }

    private static List<String> ids(Path path) {
        return read("claims.idps", path.toString()).registry().entries().stream()
                .map(Registry.Entry::id)
                .toList();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "claims.amr-table  | zebra                  | CLAIMS_AMR_TABLE: It must be one of [2025-04, 2026-07].",
                "claims.at-allowed | TRUE                   | CLAIMS_AT_ALLOWED: It must be true or false.",
                "claims.jwks-private-addresses | yes    | CLAIMS_JWKS_PRIVATE_ADDRESSES: It must be true or false.",
                "claims.jwks-hosts | idp.example.com/keys | CLAIMS_JWKS_HOSTS: It must be a list of host names, separated by"
                        + " commas, without ports or paths.",
                "claims.jwks-hosts | idp.example.com:8443 | CLAIMS_JWKS_HOSTS: It must be a list of host names, separated by"
                        + " commas, without ports or paths.",
                "claims.jwks-hosts | https://idp.example.com | CLAIMS_JWKS_HOSTS: It must be a list of host names, separated"
                        + " by commas, without ports or paths.",
                "claims.org        | zebra                  | CLAIMS_ORG: It is not JSON: line 1, column 1.",
                "claims.org        | 1                      | CLAIMS_ORG: : The field must be an object.",
                "claims.org        | {\"engine\":\"zebra\"} | CLAIMS_ORG: /engine: The field must be one of"
                        + " [IDENTITY_ENGINE, CLASSIC].",
                "claims.org        | {\"zebra\":1}          | CLAIMS_ORG: The member is unknown. Known members:"
                        + " amrClaimsMapping, claimsSharing, claimsSourcingFixed, engine, idpUsage,"
                        + " securityQuestionForMfa.",
                "claims.idps       | nowhere/zebra.json     | CLAIMS_IDPS: nowhere/zebra.json can't be read"
                        + " (NoSuchFileException).",
            })
    @DisplayName("a wrong value is told with the variable's name")
    void wrong(String property, String value, String fault) {
        String message = refusal(property, value);
        assertEquals("Claims Verdict can't start with these settings:\n" + fault, message);
    }

    @Test
    @DisplayName("a folder without IdPs, and a file with a fault, are told with file and field; all faults at once")
    void wrongRegistry() throws IOException {
        assertTrue(refusal("claims.idps", folder.toString()).endsWith(folder + " has no *.json file."));
        Path file = folder.resolve("one.json");
        Files.writeString(file, "{\"idp\":{\"id\":\"1\",\"type\":\"OIDC\",\"protocol\":1}}");
        String message = refusal("claims.idps", folder.toString(), "claims.amr-table", "zebra");
        assertTrue(message.contains("CLAIMS_IDPS: " + file + ": /idp/protocol: The field must be an object."), message);
        assertTrue(message.contains("CLAIMS_AMR_TABLE: "), message);
    }

    @Test
    @DisplayName("a secret is told nowhere")
    void secret() {
        assertFalse(read("claims.hook-secret", "zebra").toString().contains("zebra"));
        assertFalse(refusal("claims.hook-secret", "zebra", "claims.org", "{").contains("zebra"));
    }

    @Test
    @DisplayName("docs/configuration.md has each setting, with its variable, meaning and default, and no other")
    void documented() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `CLAIMS_"))
                .toList();
        List<String> expected = java.util.Arrays.stream(Settings.Setting.values())
                .map(each -> "| `" + each.variable() + "` | " + each.meaning() + " | " + each.fallback() + " |")
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa$$word", "${x}", "$", "a\\\\${b:c}", "${", "pa ss"})
    @DisplayName("a secret is taken as it is: no $ in it is expanded")
    void secretAsItIs(String secret) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(
                        Map.of("CLAIMS_HOOK_SECRET", "other", "CLAIMS_HOOK_SECRET_NEXT", secret), 300))
                .build();
        Events events = new Events(
                Judges.of(
                        RequestSettings.DEFAULT,
                        Registry.EMPTY,
                        new TokenVerifier(new GivenKeys(), new JcaSignatureCheck()),
                        Clock.systemUTC()),
                Settings.read(config).hookSecrets(),
                new TestLog());
        for (String each : List.of(secret, "other")) {
            assertEquals(200, verification(events, each));
        }
        assertEquals(401, verification(events, secret + "x"));
    }

    private static int verification(Events events, String secret) {
        ObjectNode event = TestApi.httpEvent("GET", "/v1/okta/event-hook", null);
        ((ObjectNode) event.path("headers"))
                .put("authorization", secret)
                .put("x-okta-verification-challenge", "challenge");
        return TestApi.invoke(events, event.toString()).path("statusCode").asInt();
    }
}
