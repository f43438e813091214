package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command explain: what it says of one sign-in, and what it refuses. */
class ExplainTest {

    private static final String ORG = "examples/org";
    private static final String EVENTS = "examples/sign-in/events.json";
    private static final String TWO_FACTORS = "{\"type\": \"ASSURANCE\", \"factorMode\": \"2FA\"}";
    private static final Path GOLDEN = Path.of("src/test/resources/explain");

    @TempDir
    Path folder;

    private String idp;
    private String rule;

    @BeforeEach
    void files() throws IOException {
        idp = file("idp.json", TestIdp.oidc().toString());
        rule = file("rule.json", TWO_FACTORS);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static CliRun explain(String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(arguments));
        return CliRun.of(all.toArray(String[]::new));
    }

    private static String refused(int status, String... arguments) {
        CliRun run = explain(arguments);
        assertEquals(status, run.status(), run.out() + run.err());
        assertEquals("", run.out());
        return run.err();
    }

    @ParameterizedTest
    @CsvSource({"text, sign-in.txt", "json, sign-in.json"})
    @DisplayName("the explanation of the example's sign-in, word for word, as")
    void golden(String format, String file) throws IOException {
        CliRun run = explain("--amr", "pwd,mfa", "--snapshot", ORG, "--events", EVENTS, "--format", format);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN.resolve(file), run.out());
        }
        assertEquals(Files.readString(GOLDEN.resolve(file)), run.out());
        assertEquals(1, run.status());
        assertEquals("", run.err());
    }

    @DisplayName("the status is 0 when nothing more is needed, 1 for a step-up, 2 for a refusal")
    @ParameterizedTest(name = "{0} under {1}: {2}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `pwd,otp`, `{"type": "ASSURANCE", "factorMode": "2FA"}`, 0, ACCEPTED
            `pwd`, `{"type": "ASSURANCE", "factorMode": "2FA"}`, 1, STEP_UP
            `pwd,otp`, `{"access": "DENY"}`, 2, REJECTED
            `x`, `{"type": "ASSURANCE", "factorMode": "2FA"}`, 2, REJECTED
            ``, `{"type": "ASSURANCE", "factorMode": "2FA"}`, 2, REJECTED
            """)
    void statuses(String amr, String ruleJson, int status, String outcome) throws IOException {
        CliRun run = explain("--amr", amr, "--idp", idp, "--rule", file("r.json", ruleJson));
        assertEquals(status, run.status(), run.err());
        assertTrue(run.out().startsWith(outcome + " (dry run): "), run.out());
        JsonNode json = explain("--amr", amr, "--idp", idp, "--rule", file("r.json", ruleJson), "--format", "json")
                .json();
        assertEquals(outcome, json.path("verdict").asText());
        assertFalse(json.path("verified").asBoolean(true));
        assertTrue(json.at("/signIn/dryRun").asBoolean());
    }

    @Test
    @DisplayName("a token with its keys is verified; without them it is a dry run, never accepted as if verified")
    void token() throws IOException {
        String signed = TestKey.ES256.sign(TestToken.claims("pwd", "otp").toString());
        String token = file("token.txt", "Bearer " + signed + "\n");
        String jwks = file("jwks.json", TestKey.jwks(TestKey.ES256));
        CliRun verified = explain("--token", token, "--jwks", jwks, "--idp", idp, "--rule", rule);
        assertEquals(0, verified.status(), verified.err());
        assertTrue(verified.out().startsWith("ACCEPTED: "), verified.out());
        assertFalse(verified.out().contains("dry run"));
        CliRun unverified = explain("--token", token, "--idp", idp, "--rule", rule);
        assertEquals(0, unverified.status());
        assertTrue(unverified.out().startsWith("ACCEPTED (dry run): "), unverified.out());
        assertTrue(unverified.out().contains("The token is not verified"), unverified.out());
        JsonNode json = explain("--token", token, "--idp", idp, "--rule", rule, "--format", "json")
                .json();
        assertFalse(json.path("verified").asBoolean(true));
        assertTrue(json.at("/signIn/dryRun").asBoolean());
        for (CliRun run : List.of(verified, unverified)) {
            assertFalse(run.out().contains(signed.split("\\.")[1]), "the token isn't shown");
        }
    }

    @Test
    @DisplayName("a token that isn't of these keys, or is old, is refused; --at looks at the time of the sign-in")
    void tokenRefused() throws IOException {
        String forged = file(
                "forged.txt", TestKey.ES256.sign(TestToken.claims("pwd", "otp").toString()) + "A");
        String jwks = file("jwks.json", TestKey.jwks(TestKey.ES256));
        CliRun run = explain("--token", forged, "--jwks", jwks, "--idp", idp, "--rule", rule);
        assertEquals(2, run.status());
        assertFalse(run.out().contains("pwd"), "nothing of it is shown");
        ObjectNode old = TestToken.claims("pwd", "otp");
        old.put("iat", TestApi.NOW.getEpochSecond() - 90_000).put("exp", TestApi.NOW.getEpochSecond() - 86_400);
        String token = file("old.txt", TestKey.ES256.sign(old.toString()));
        assertTrue(explain("--token", token, "--jwks", jwks, "--idp", idp, "--rule", rule)
                .out()
                .contains("TOKEN_EXPIRED"));
        assertEquals(
                0,
                explain("--token", token, "--jwks", jwks, "--idp", idp, "--rule", rule, "--at", "2026-11-23T11:30:00Z")
                        .status());
    }

    @DisplayName("an unverified token's amr is judged as it is")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `"amr": ["pwd", "otp"]`, RULE_SATISFIED, 0
            `"amr": "pwd otp"`, AMR_NOT_ARRAY, 2
            `"amr": []`, AMR_EMPTY, 2
            `"sub": "x"`, AMR_MISSING, 2
            `"amr": ["pwd", "otp"], "okta_auth": "opaque"`, OKTA_TO_OKTA_OPAQUE, 1
            """)
    void unverified(String claims, String code, int status) throws IOException {
        String token = file("t.txt", TestKey.ES256.sign("{" + claims + "}"));
        CliRun run = explain("--token", token, "--idp", idp, "--rule", rule, "--format", "json");
        assertEquals(status, run.status(), run.out());
        assertEquals(code, run.json().at("/signIn/findings/0/code").asText());
    }

    @Test
    @DisplayName("the answer of a token endpoint is taken for its ID token")
    void tokenResponse() throws IOException {
        String token = TestKey.ES256.sign(TestToken.claims("pwd", "otp").toString());
        String answer = file("answer.json", "{\"access_token\": \"x\", \"id_token\": \"" + token + "\"}");
        assertEquals(0, explain("--token", answer, "--idp", idp, "--rule", rule).status());
    }

    @Test
    @DisplayName("a SAML response is evidence: verified with its certificate, else a dry run")
    void saml() throws IOException {
        JsonNode example = TestApi.json(Files.readString(Path.of("examples/saml-response.json")));
        String samlIdp = file("saml-idp.json", example.path("idp").toString());
        String samlRule = file("saml-rule.json", example.path("rule").toString());
        String response = example.path("samlResponse").asText();
        String xml = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        String certificate = file("idp.pem", example.at("/certificates/0").asText());
        String posted =
                "SAMLResponse=" + java.net.URLEncoder.encode(response, StandardCharsets.UTF_8) + "&RelayState=x";
        for (String content : List.of(response, xml, posted)) {
            String file = file("response.txt", content);
            CliRun run = explain("--saml", file, "--idp", samlIdp, "--rule", samlRule);
            assertEquals(0, run.status(), run.out() + run.err());
            assertTrue(run.out().startsWith("ACCEPTED (dry run): "), run.out());
            assertTrue(run.out().contains("The SAML response is not verified"), run.out());
            run = explain(
                    "--saml",
                    file,
                    "--certificate",
                    certificate,
                    "--idp",
                    samlIdp,
                    "--rule",
                    samlRule,
                    "--at",
                    "2026-12-01T00:00:00Z");
            assertEquals(0, run.status(), run.out() + run.err());
            assertTrue(run.out().startsWith("ACCEPTED: "), run.out());
        }
        assertTrue(refused(64, "--saml", file("r.txt", xml), "--idp", idp).contains("--token"));
        assertTrue(refused(64, "--token", file("r.txt", xml), "--idp", samlIdp).contains("--saml"));
        assertTrue(
                refused(2, "--saml", file("r.txt", "no XML"), "--idp", samlIdp).contains("no SAML response"));
    }

    @Test
    @DisplayName("the snapshot gives the IdP, the rule and the settings; the events name them where nobody else does")
    void snapshot() {
        CliRun named = explain(
                "--amr",
                "pwd,mfa",
                "--snapshot",
                ORG,
                "--idp",
                "0oa1acmeEntraId0x7d8",
                "--rule",
                "rul1acmePayrollKey01");
        CliRun found = explain("--amr", "pwd,mfa", "--snapshot", ORG, "--events", EVENTS);
        assertEquals(1, named.status(), named.err());
        assertEquals(1, found.status(), found.err());
        assertTrue(named.out().contains("rule      Hardware key of Payroll"), named.out());
        assertTrue(found.out().contains("rule      Hardware key of Payroll"), found.out());
        assertTrue(found.out().contains("Okta asked for more, as the verdict says."), found.out());
    }

    @Test
    @DisplayName("events that don't fit the verdict are told to")
    void contradictions() throws IOException {
        String accepted = explain(
                        "--amr", "pwd,hwk", "--snapshot", ORG, "--events", EVENTS, "--rule", "rul1acmePayrollKey01")
                .out();
        assertTrue(
                accepted.replaceAll("\\s+", " ").contains("Okta asked for more although the verdict isn't STEP_UP."),
                accepted);
        String other = explain(
                        "--amr",
                        "pwd",
                        "--snapshot",
                        ORG,
                        "--events",
                        EVENTS,
                        "--rule",
                        "rul4acmeTwoFactors01",
                        "--idp",
                        "0oa2acmeKeycloak9p0q")
                .out()
                .replaceAll("\\s+", " ");
        assertTrue(
                other.contains(
                        "The events don't name the rule that was given, but Hardware key (rul1acmePayrollKey01)."),
                other);
        assertTrue(other.contains("The events don't name the IdP that was given."), other);
    }

    @Test
    @DisplayName("a user's name, address or device in the events comes into no output")
    void nobodyIsNamed() {
        for (String format : List.of("text", "json")) {
            String out = explain("--amr", "pwd", "--snapshot", ORG, "--events", EVENTS, "--format", format)
                    .out();
            for (String secret :
                    List.of("Ann", "acme.example\"", "ann@", "dtHash", "deviceFingerprint", "requestUri", "00u1")) {
                assertFalse(out.contains(secret), secret);
            }
        }
    }

    @Test
    @DisplayName("what is missing or doesn't fit together is wrong usage")
    void usage() throws IOException {
        assertTrue(refused(64, "--idp", idp).contains("Give one of --token, --saml and --amr."));
        assertTrue(refused(64, "--amr", "pwd", "--token", idp, "--idp", idp).contains("Give one of"));
        assertTrue(refused(64, "--amr", "pwd").contains("The IdP is missing"));
        assertTrue(refused(64, "--amr", "pwd", "--idp", "no-such-file").contains("does not exist"));
        assertTrue(
                refused(64, "--amr", "pwd", "--snapshot", ORG, "--idp", "0oaX").contains("no IdP with the id 0oaX"));
        assertTrue(refused(64, "--amr", "pwd", "--idp", idp, "--jwks", idp).contains("--jwks is for --token."));
        assertTrue(
                refused(64, "--amr", "pwd", "--idp", idp, "--certificate", idp).contains("is for --saml."));
        assertTrue(refused(64, "--amr", "pwd", "--idp", idp, "--session", "x").contains("is for --events."));
        assertTrue(refused(64, "--amr", "pwd", "--idp", idp, "--at", "2026-11-24T00:00:00Z")
                .contains("--at works only with"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html></html>", "eyJ", "{\"type\": \"OIDC\"}"})
    @DisplayName("what is no IdP is refused:")
    void noIdp(String content) throws IOException {
        refused(2, "--amr", "pwd", "--idp", file("x.json", content));
    }

    @Test
    @DisplayName(
            "a token that isn't one, events that aren't, and a rule that can't be read are refused without their text")
    void unreadable() throws IOException {
        String secret = "s3cret";
        assertTrue(refused(2, "--token", file("t.txt", secret), "--idp", idp).contains("no ID token"));
        assertTrue(refused(2, "--amr", "pwd", "--idp", idp, "--events", file("e.txt", secret))
                .contains("aren't JSON"));
        assertTrue(refused(2, "--amr", "pwd", "--idp", idp, "--rule", file("r.json", "{\"" + secret + "\": 1}"))
                .contains("/rule"));
        assertTrue(refused(
                        2,
                        "--token",
                        file("t.txt", TestKey.ES256.sign("{}")),
                        "--idp",
                        idp,
                        "--jwks",
                        file("j.json", "[]"))
                .contains("/jwks"));
    }

    @Test
    @DisplayName("64: the report doesn't overwrite a file of the snapshot")
    void outputInSnapshot() throws IOException {
        Path snapshot = Files.createDirectory(folder.resolve("snapshot"));
        Path idps = snapshot.resolve("idps.json");
        Files.writeString(idps, "[" + Files.readString(Path.of(idp)) + "]");
        String id = TestApi.json(Files.readString(Path.of(idp))).path("id").asText();
        String message = refused(
                64, "--amr", "pwd", "--idp", id, "--snapshot", snapshot.toString(), "--output", idps.toString());
        assertTrue(message.contains(idps + " is an input file. --output would overwrite it."), message);
    }

    @Test
    @DisplayName("the report goes into a file as a whole")
    void output() throws IOException {
        String target = folder.resolve("why.txt").toString();
        CliRun run = explain("--amr", "pwd", "--idp", idp, "--rule", rule, "--output", target);
        assertEquals("", run.out() + run.err());
        assertTrue(Files.readString(Path.of(target)).startsWith("STEP_UP (dry run): "));
    }
}
