package dev.claimsverdict.local;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page takes a pasted text for (pasted.js), and what it never keeps (secrets.js): the functions themselves. */
class PastedContentTest extends InBrowser {

    private static final String TOKEN =
            TestKey.ES256.sign(TestToken.claims("pwd", "sms").toString());
    private static final String RULE = """
            {"id": "rul1", "name": "Catch-all", "type": "ACCESS_POLICY", "priority": 1,
             "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": {"type": "ASSURANCE", "factorMode": "2FA"}}}}""";
    private static final String POLICY = """
            {"id": "pol1", "name": "Payroll", "type": "ACCESS_POLICY", "priority": 1, "status": "ACTIVE", "_embedded": {"rules": [%s]}}""";

    private static JsonNode whatIs(String text) {
        return page.module("pasted.js", "whatIs", text);
    }

    private static String kind(String text) {
        return whatIs(text).path("kind").asText();
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String response() {
        return TestApi.json(example("saml-response.json")).path("samlResponse").asText();
    }

    private static String xml() {
        return new String(Base64.getDecoder().decode(response()), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return TestApi.JSON.getNodeFactory().textNode(text).toString();
    }

    @TestFactory
    @DisplayName("a token, however it was copied, is that token")
    Stream<DynamicTest> tokens() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("itself", TOKEN);
        texts.put("with spaces around it", "  " + TOKEN + "\n");
        texts.put("over several lines", TOKEN.replaceAll("(.{40})", "$1\n"));
        texts.put("in quotes", quoted(TOKEN));
        texts.put("with Bearer", "Bearer " + TOKEN);
        texts.put("as a header", "Authorization: bearer " + TOKEN);
        return texts.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    assertEquals("token", kind(each.getValue()));
                    assertEquals(TOKEN, whatIs(each.getValue()).path("text").asText());
                }));
    }

    @Test
    @DisplayName("RFC 9068: an access token is told by its typ; an encrypted token and one of alg none are tokens, too")
    void otherTokens() {
        String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}";
        assertEquals("access-token", kind(TestKey.ES256.signWithHeader(header, "{}")));
        assertEquals("token", kind(TestKey.encode("{\"alg\":\"none\"}") + ".e30."));
        assertEquals("token", kind(TestKey.encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}") + ".a.b.c.d"));
        assertEquals("unknown", kind("www.example.com"));
        assertEquals("unknown", kind("1.2.3"));
    }

    @TestFactory
    @DisplayName("a token response is told as JSON, as a form and as an address")
    Stream<DynamicTest> tokenResponses() {
        return Map.of(
                        "JSON",
                        "{\"access_token\": \"opaque\", \"id_token\": \"" + TOKEN + "\", \"token_type\": \"Bearer\"}",
                        "form",
                        "access_token=opaque&id_token=" + TOKEN,
                        "address",
                        "https://app.example.com/callback#access_token=opaque&state=1&id_token=" + TOKEN)
                .entrySet()
                .stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    JsonNode what = whatIs(each.getValue());
                    assertEquals("token-response", what.path("kind").asText());
                    assertEquals(TOKEN, what.path("idToken").asText());
                    assertEquals("opaque", what.path("accessToken").asText());
                }));
    }

    @TestFactory
    @DisplayName("a SAML response is told as XML, as base64 and as everything that SAML-tracer and browsers make of it")
    Stream<DynamicTest> responses() {
        String encoded = URLEncoder.encode(response(), StandardCharsets.UTF_8);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("base64", response());
        texts.put("base64 over several lines", response().replaceAll("(.{76})", "$1\r\n"));
        texts.put("percent-encoded base64", encoded);
        texts.put("a line of SAML-tracer", "SAMLResponse: " + response());
        texts.put("a form's body", "SAMLResponse=" + encoded + "&RelayState=%2Fapp");
        texts.put(
                "the page with the form",
                "<html><body><form method=\"post\"><input type=\"hidden\"" + " name=\"SAMLResponse\" value=\""
                        + response().replace("=", "&#x3d;") + "\"></form></body></html>");
        return Stream.concat(
                texts.entrySet().stream()
                        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                            assertEquals("saml", kind(each.getValue()));
                            assertEquals(
                                    response(),
                                    whatIs(each.getValue()).path("text").asText());
                        })),
                Stream.of(xml(), "<?xml version=\"1.0\"?>\n<!-- seen -->\n" + xml(), xml().replace(">", ">\n"))
                        .map(text -> DynamicTest.dynamicTest("XML", () -> {
                            assertEquals("saml", kind(text));
                            assertEquals(text.strip(), whatIs(text).path("text").asText());
                        })));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<samlp:AuthnRequest xmlns:samlp=\"urn:x\"/>                      | not-for-here",
                "SAMLRequest=fZ                                                   | not-for-here",
                "<saml:Assertion/>                                                | not-for-here",
                "<!DOCTYPE html><html><body>Sign in</body></html>                 | not-for-here",
                "<md:EntityDescriptor><X509Certificate>MIIB</X509Certificate></md:EntityDescriptor> | certificates",
                "<md:EntityDescriptor/>                                           | not-for-here",
                "<Response                                                        | saml",
                "<!DOCTYPE r [<!ENTITY a \"b\">]><r/>                             | saml",
                "<svg/>                                                           | unknown",
                "-----BEGIN CERTIFICATE-----                                      | certificates",
                "-----BEGIN PRIVATE KEY-----                                      | not-for-here",
                "-----BEGIN RSA PRIVATE KEY-----                                  | not-for-here",
                "{\"keys\": [{\"kty\": \"EC\", \"x\": \"1\"}]}                    | jwks",
                "{\"kty\": \"EC\", \"x\": \"1\"}                                  | jwks",
                "{\"keys\": [{\"kty\": \"EC\", \"d\": \"1\"}]}                    | not-for-here",
                "{\"keys\": [{\"kty\": \"oct\", \"k\": \"1\"}]}                   | not-for-here",
                "{\"issuer\": \"https://a\", \"jwks_uri\": \"https://a/k\"}       | discovery",
                "{\"iss\": \"https://a\", \"aud\": \"b\", \"amr\": [\"pwd\"]}     | amr",
                "[\"pwd\", \"sms\"]                                               | amr",
                "pwd, sms                                                         | amr",
                "pwd and sms                                                      | unknown",
                "{\"errorCode\": \"E0000011\", \"errorSummary\": \"Invalid token\"} | not-for-here",
                "{\"type\": \"ASSURANCE\", \"factorMode\": \"2FA\"}               | rule",
                "{\"actions\": {\"signon\": {\"requireFactor\": true}}}           | rule",
                "{\"format_version\": \"1.2\", \"resource_changes\": []}          | plan",
                "{\"format_version\": \"1.2\", \"planned_values\": {}}            | plan",
                "{\"format_version\": \"1.0\", \"values\": {}}                    | plan",
                "{\"format_version\": \"1.0\"}                                    | plan",
                "{\"format_version\": \"1.0\", \"x\": {}}                         | unknown",
                "{\"lineage\": \"a\", \"resources\": []}                          | not-for-here",
                "resource \"okta_idp_oidc\" \"a\" {                               | not-for-here",
                "{\"access_token\": \"a\"}                                        | not-for-here",
                "{}                                                               | unknown",
                "[]                                                               | unknown",
                "[1, 2]                                                           | unknown",
                "null                                                             | unknown",
                "{\"a\":                                                          | unknown",
                "true                                                             | unknown",
                "hello                                                            | unknown",
            })
    @DisplayName("everything else is told by its form")
    void kinds(String text, String kind) {
        assertEquals(kind, kind(text));
    }

    @Test
    @DisplayName(
            "IdPs, rules and policies: one is one, several are to be chosen from, and all stay as they were written")
    void org() {
        String idp = TestIdp.oidc().toPrettyString();
        String twice = idp.replace("\"trustClaims\" : true", "\"trustClaims\" : false, \"trustClaims\" : true");
        assertEquals("idp", kind(idp));
        assertEquals("idp", kind("[" + idp + "]"));
        assertEquals(twice, whatIs("[ " + twice + " ]").path("text").asText());
        JsonNode idps = whatIs("[" + idp + "," + TestIdp.saml() + "]");
        assertEquals("idps", idps.path("kind").asText());
        assertEquals(List.of("Example", "Example SAML"), idps.path("items").findValuesAsText("name"));
        assertEquals("rule", kind(RULE));
        assertEquals("rules", kind("[" + RULE + "," + RULE + "]"));
        assertEquals("rule", kind(POLICY.formatted(RULE)));
        JsonNode rules = whatIs("[" + POLICY.formatted(RULE) + "," + POLICY.formatted(RULE) + "]");
        assertEquals(
                List.of("Payroll: Catch-all", "Payroll: Catch-all"),
                rules.path("items").findValuesAsText("name"));
        assertEquals("org", kind("[" + idp + "," + RULE + "]"));
        assertEquals("org", kind("{\"idps\": [" + idp + "], \"rules\": [" + RULE + "]}"));
        assertEquals("not-for-here", kind(POLICY.formatted("")));
        assertEquals("unknown", kind("[" + idp + ", 1]"));
        ObjectNode update = TestIdp.oidc();
        update.remove("id");
        assertEquals("", whatIs(update.toString()).path("id").asText());
        assertEquals("idp", kind(update.toString()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "idp-from-okta-guide.json,       idp",
        "idp-that-sends-no-amr.json,     request",
        "token-satisfied.json,           request",
        "saml-response.json,             request",
        "amr-saml-dry-run.json,          request",
        "terraform-plan.json,            plan",
        "event-eventbridge-change.json,  request",
        "lambda-direct-invocation.json,  request",
    })
    @DisplayName("the examples of this project are what they are")
    void examples(String file, String kind) {
        assertEquals(kind, kind(example(file)));
    }

    @Test
    @DisplayName("a huge text, and one nested deeply, are told in time")
    void large() {
        assertEquals("unknown", kind("a".repeat(2_000_000)));
        assertEquals("unknown", kind("{\"a\": \"" + "b".repeat(2_000_000) + "\"}"));
        assertEquals("unknown", kind("[".repeat(20_000)));
        assertEquals("unknown", kind("<".repeat(200_000)));
        assertEquals("unknown", kind("[".repeat(2_000) + "]".repeat(2_000)));
    }

    @Test
    @DisplayName("secrets are blanked wherever a text has them; a text that can't be read is not kept with one")
    void secrets() {
        ObjectNode state = (ObjectNode) TestApi.json("""
                {"idToken": "hush", "accessToken": "hush", "evidenceToken": "hush", "samlResponse": "hush", "evidenceSaml": "hush",
                 "plan": "hush", "jwks": "{\\"keys\\": [{\\"kty\\": \\"EC\\", \\"d\\": \\"hush\\", \\"x\\": \\"kept\\"}]}",
                 "idp": "{\\"client_secret\\": \\"hush\\", \\"client_id\\": \\"kept\\"}",
                 "before": "{\\"client\\u005fsecret\\": \\"hush\\", \\"a\\": {\\"privateKey\\": \\"hush\\"}, \\"b\\": \\"kept\\"}",
                 "after": "{\\"clientSecret\\": \\"hush\\", broken",
                 "context": "{\\"idps\\": [{\\"password\\": \\"hush\\", \\"c\\": \\"kept\\"}]}", "rule": "kept",
                 "snapIdps": "[{\\"client_secret\\": \\"hush\\", \\"name\\": \\"kept\\"}]", "snapRules": "",
                 "snapEvidence": "{\\"0oa1\\": {\\"idToken\\": \\"hush\\", \\"samlResponse\\": \\"hush\\", \\"amr\\": [\\"kept\\"]}}"}""");
        String kept = page.module("secrets.js", "withoutSecrets", TestApi.JSON.convertValue(state, Map.class))
                .toString();
        assertFalse(kept.contains("hush"), kept);
        assertEquals(7, kept.split("kept", -1).length - 1, kept);
        assertTrue(
                kept.contains("{\\\"client_secret\\\": \\\"\\\", \\\"client_id\\\": \\\"kept\\\"}"),
                "as it was written: " + kept);
    }
}
