package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.registry.Route;
import dev.claimsverdict.registry.RouteKey;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestToken;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry's files, and the messages about wrong ones (docs/reference.md, The registry). */
class RegistryReaderTest {

    private static final String IDP = TestIdp.oidc().toString();

    private static RegistryReader.Files read(String... files) {
        SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
        for (String file : files) {
            contents.put((char) ('a' + contents.size()) + ".json", file.getBytes(StandardCharsets.UTF_8));
        }
        return RegistryReader.read(contents, Org.DEFAULT);
    }

    private static Registry registry(String... files) {
        return switch (read(files)) {
            case RegistryReader.Files.Read(Registry registry) -> registry;
            case RegistryReader.Files.Faulty(List<String> faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static Route route(String key) {
        return new Route(List.of(key), Optional.empty());
    }

    private static List<String> faults(String... files) {
        return switch (read(files)) {
            case RegistryReader.Files.Read _ -> List.of();
            case RegistryReader.Files.Faulty(List<String> faults) -> faults;
        };
    }

    @Test
    @DisplayName("an IdP is found by its id and by its issuer, exactly")
    void found() {
        Registry registry = registry("{\"idp\":" + IDP + "}", "{\"idp\":" + TestIdp.saml() + "}");
        assertEquals(
                List.of("0oa1", "0oa2"),
                registry.entries().stream().map(Registry.Entry::id).toList());
        assertEquals("0oa1", registry.ofId("0oa1").orElseThrow().id());
        assertEquals(
                "0oa1",
                registry.byIssuer("https://idp.example.com").orElseThrow().id());
        assertEquals(Optional.empty(), registry.byIssuer("https://idp.example.com/"));
        assertEquals(Optional.empty(), registry.ofId("0OA1"));
    }

    @Test
    @DisplayName("a SAML IdP's certificates verify its responses by idpId, and a request's own count instead")
    void certificates() {
        Registry registry =
                registry("{\"idp\":" + TestSaml.idp() + ",\"certificates\":[\"" + TestSaml.Signer.RSA.base64() + "\","
                        + TestApi.JSON.getNodeFactory().textNode(TestSaml.Signer.EC.pem()) + "]}");
        assertEquals(2, registry.entries().getFirst().certificates().size());
        Events events = TestApi.events(RequestSettings.DEFAULT, registry, new TestLog());
        ObjectNode request =
                TestSaml.request(TestSaml.good()).put("kind", "saml").put("idpId", "0oa2");
        request.remove(List.of("idp", "certificates"));
        assertEquals("AMR_USABLE", TestApi.first(TestApi.invoke(events, request.toString())));
        request.putArray("certificates").add(TestSaml.Signer.OTHER.base64());
        assertEquals("SAML_SIGNATURE_INVALID", TestApi.first(TestApi.invoke(events, request.toString())));
        assertEquals(
                List.of("a.json: /certificates/0: The field must be an X.509 certificate: PEM, or base64 of its DER."),
                faults("{\"idp\":" + TestSaml.idp() + ",\"certificates\":[\"MII\"]}"));
    }

    @Test
    @DisplayName("an OIDC IdP's JWKS verifies its tokens by idpId, and a request's own counts instead")
    void jwks() {
        Registry registry = registry("{\"idp\":" + IDP + ",\"jwks\":" + TestKey.jwks(TestKey.ES256) + "}");
        Events events = TestApi.events(RequestSettings.DEFAULT, registry, new TestLog());
        ObjectNode request = TestToken.request(
                        TestKey.ES256.sign(TestToken.claims("pwd").toString()))
                .put("kind", "token")
                .put("idpId", "0oa1");
        request.remove(List.of("idp", "jwks"));
        assertEquals("AMR_USABLE", TestApi.first(TestApi.invoke(events, request.toString())));
        request.set("jwks", TestApi.json(TestKey.jwks(TestKey.RS256)));
        assertEquals("TOKEN_KEY_NOT_FOUND", TestApi.first(TestApi.invoke(events, request.toString())));
    }

    @Test
    @DisplayName("a decision's id depends on the IdP's entry, also on what the verdict doesn't depend on")
    void decisionId() {
        String request = "{\"kind\":\"amr\",\"amr\":[\"pwd\"],\"idpId\":\"0oa1\"}";
        assertNotEquals(
                decisionId(request, "{\"idp\":" + IDP + "}"),
                decisionId(request, "{\"idp\":" + TestIdp.oidc().put("name", "Another") + "}"));
    }

    private static String decisionId(String request, String entry) {
        Events events = TestApi.events(RequestSettings.DEFAULT, registry(entry), new TestLog());
        return TestApi.invoke(events, request).path("decisionId").asText();
    }

    @Test
    @DisplayName("everything that a file may say")
    void everything() {
        String rule = "{\"factorMode\":\"2FA\",\"type\":\"ASSURANCE\"}";
        Registry.Entry entry = registry(
                        "{\"idp\":" + IDP + ",\"jwks\":{\"keys\":[]},\"org\":{\"engine\":\"CLASSIC\"}," + "\"rule\":"
                                + rule + ",\"rulesByRoute\":{\"GET /orders\":" + rule.replace("2FA", "1FA") + "}}")
                .entries()
                .getFirst();
        assertEquals(Optional.of(TestKey.given("{\"keys\":[]}")), entry.jwks());
        assertEquals(Org.Engine.CLASSIC, entry.org().orElseThrow().engine());
        assertEquals(entry.rule(), entry.ruleFor(route("GET /other")));
        assertNotEquals(entry.rule(), entry.ruleFor(route("GET /orders")));
        assertEquals(
                Optional.of(entry.rulesByRoute().get(RouteKey.of("GET /orders").orElseThrow())),
                entry.ruleFor(route("GET /orders")));
    }

    @Test
    @DisplayName("a secret and a member that stands twice inside an IdP are taken, as in Okta's guides; the secret is"
            + " dropped")
    void asInOktasGuides() {
        Registry registry = registry("{\"idp\":"
                + IDP.replace("\"client_id\"", "\"client_secret\":\"x\",\"client_id\"")
                        .replace("\"trustClaims\"", "\"trustClaims\":false,\"trustClaims\"")
                + "}");
        assertFalse(registry.entries().getFirst().idp().protocol().clientSecretPresent());
        String one = registry("{\"idp\":" + IDP.replace("\"client_id\"", "\"client_secret\":\"y\",\"client_id\"") + "}")
                .entries()
                .getFirst()
                .fingerprint();
        assertEquals(registry.entries().getFirst().fingerprint(), one);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "zebra                        | a.json: The file is not JSON: line 1, column 1.",
                "``                           | a.json: The file is empty.",
                "[]                           | a.json: The file must be a JSON object with a member idp.",
                "{}                           | a.json: /idp: The field is missing.",
                "{\"idp\":{}}                 | a.json: /idp/id: The field is missing.",
                "{\"idp\":IDP,\"zebra\":1}    | a.json: /zebra: The member is unknown. Known members: certificates, idp, jwks,"
                        + " org, rule, rulesByRoute.",
                "{\"idp\":IDP,\"idp\":IDP}    | a.json: /idp: The object has this member twice.",
                "{\"idp\":IDP,\"jwks\":{}}    | a.json: /jwks/keys: The field is missing.",
                "{\"idp\":IDP,\"org\":{\"engine\":\"x\"}} | a.json: /org/engine: The field must be one of"
                        + " [IDENTITY_ENGINE, CLASSIC].",
                "{\"idp\":IDP,\"rule\":{\"factorMode\":\"3FA\"}} | a.json: /rule/factorMode: The field must be 1FA or"
                        + " 2FA.",
                "{\"idp\":IDP,\"rulesByRoute\":{\"get /a\":{\"access\":\"DENY\"}}} | a.json: /rulesByRoute/get ~1a:"
                        + " The field has a wrong name: it must be METHOD /path, ANY /path or $default.",
                "{\"idp\":IDP,\"rulesByRoute\":{\"GET /\":1}} | a.json: /rulesByRoute/GET ~1: The field must be an"
                        + " object.",
                "{\"idp\":{\"id\":\"1\",\"type\":\"OIDC\",\"protocol\":{},\"policy\":{\"trustClaims\":\"yes\"}}} |"
                        + " a.json: /idp/policy/trustClaims: The field must be true or false.",
            })
    @DisplayName("each fault names the file and the field")
    void faultyFile(String file, String fault) {
        List<String> faults = faults(file.replace("IDP", IDP));
        assertEquals(fault, faults.getFirst());
    }

    @Test
    @DisplayName("all faults of all files are told at once")
    void allFaults() {
        assertEquals(
                List.of(
                        "a.json: /rule: The field must be an object.",
                        "c.json: The file is not JSON: line 1, column 1."),
                faults("{\"idp\":" + IDP + ",\"rule\":1}", "{\"idp\":" + TestIdp.saml() + "}", "x"));
    }

    @Test
    @DisplayName("two IdPs of one id, or of one issuer, are a fault that names both files")
    void twoOfOne() {
        String other = IDP.replace("0oa1", "0oa9");
        assertEquals(
                List.of("b.json: The IdP has the same issuer as the one in a.json."),
                faults("{\"idp\":" + IDP + "}", "{\"idp\":" + other + "}"));
        assertEquals(
                List.of("b.json: The IdP has the same id as the one in a.json."),
                faults("{\"idp\":" + TestIdp.saml() + "}", "{\"idp\":" + TestIdp.saml() + "}"));
        Registry.Entry entry = registry("{\"idp\":" + IDP + "}").entries().getFirst();
        Registry.Entry sameIssuer = new Registry.Entry(
                "0oa9", entry.idp(), entry.jwks(), List.of(), entry.org(), entry.rule(), entry.rulesByRoute(), "");
        assertThrows(IllegalArgumentException.class, () -> new Registry(List.of(entry, sameIssuer)));
        assertThrows(IllegalArgumentException.class, () -> new Registry(List.of(entry, entry)));
    }

    private static RegistryReader.Files snapshot(String idps, String keys, String org) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("acme/idps.json", idps.getBytes(StandardCharsets.UTF_8));
        files.put("acme/keys.json", keys.getBytes(StandardCharsets.UTF_8));
        files.put("acme/org.json", org.getBytes(StandardCharsets.UTF_8));
        files.put("acme/policies.json", "[{}]".getBytes(StandardCharsets.UTF_8));
        files.put("acme/snapshot.json", "{\"format\":\"claims-verdict-snapshot\"}".getBytes(StandardCharsets.UTF_8));
        return RegistryReader.read(files, Org.DEFAULT);
    }

    @Test
    @DisplayName("a snapshot's folder is a registry of its active IdPs, with the org's settings and SAML certificates")
    void snapshot() {
        ObjectNode saml = TestIdp.saml();
        ((ObjectNode) saml.at("/protocol/credentials/trust"))
                .put("kid", "one")
                .putArray("additionalKids")
                .add("three");
        ObjectNode inactive = TestIdp.oidc().put("id", "0oa9").put("status", "INACTIVE");
        String certificate = TestSaml.Signer.RSA.base64();
        String keys = "[{\"kid\":\"one\",\"x5c\":[\"" + certificate + "\"]},{\"kid\":\"two\",\"x5c\":[\"x\"]},"
                + "{\"kid\":\"three\",\"x5c\":[\"" + certificate + "\",\"of its issuer\"]},{\"kid\":\"one\"}]";
        Registry registry = ((RegistryReader.Files.Read)
                        snapshot("[" + IDP + "," + saml + "," + inactive + "]", keys, "{\"engine\":\"CLASSIC\"}"))
                .registry();
        assertEquals(
                List.of("0oa1", "0oa2"),
                registry.entries().stream().map(Registry.Entry::id).toList());
        registry.entries()
                .forEach(entry -> assertEquals(
                        Org.Engine.CLASSIC, entry.org().orElseThrow().engine()));
        assertEquals(0, registry.ofId("0oa1").orElseThrow().certificates().size());
        assertEquals(2, registry.ofId("0oa2").orElseThrow().certificates().size());
    }

    @Test
    @DisplayName("a snapshot that is no registry: each message names its file and its IdP")
    void faultySnapshot() {
        assertEquals(
                new RegistryReader.Files.Faulty(
                        List.of("idps.json (0oa2): The IdP has the same issuer as the one in idps.json (0oa1).")),
                snapshot("[" + IDP + "," + TestIdp.oidc().put("id", "0oa2") + "]", "[]", "{}"));
        assertEquals(
                new RegistryReader.Files.Faulty(List.of("idps.json: The file isn't an array of IdPs.")),
                snapshot("{}", "[]", "{}"));
        assertEquals(
                new RegistryReader.Files.Faulty(List.of("idps.json: The file is not JSON: line 1, column 2.")),
                snapshot("[", "[]", "{}"));
        assertEquals(
                new RegistryReader.Files.Faulty(List.of("org.json: The file is empty.")), snapshot("[]", "[]", ""));
    }

    @Test
    @DisplayName("a file named snapshot.json that doesn't say so is an entry like any other")
    void namedSnapshot() {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("snapshot.json", ("{\"idp\":" + IDP + "}").getBytes(StandardCharsets.UTF_8));
        RegistryReader.Files read = RegistryReader.read(files, Org.DEFAULT);
        assertEquals(1, ((RegistryReader.Files.Read) read).registry().entries().size());
    }
}
