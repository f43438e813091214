package dev.claimsverdict.request;

import static dev.claimsverdict.testing.HttpResult.post;
import static dev.claimsverdict.testing.HttpResult.with;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.json.StrictTreeTest;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JSON is a request, and the errors for any other, field by field (docs/reference.md, Requests). */
class RequestReaderTest {

    private static final String RULE = """
        {"conditions": {}, "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod":
          {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT2H", "constraints":
            [{"knowledge": {"types": ["PASSWORD"], "required": true, "reauthenticateIn": "PT2H"},
              "possession": {"deviceBound": "REQUIRED", "hardwareProtection": "OPTIONAL",
                "phishingResistant": "OPTIONAL", "userPresence": "REQUIRED", "userVerification": "OPTIONAL",
                "userVerificationMethods": ["BIOMETRICS"]}}]}}}}\
        """;
    private static final String ORG = """
        {"engine": "IDENTITY_ENGINE", "claimsSharing": true, "amrClaimsMapping": false,
         "securityQuestionForMfa": false, "idpUsage": "SSO", "claimsSourcingFixed": true}\
        """;

    private static final ObjectNode TOKEN = token();
    private static final ObjectNode AMR = (ObjectNode) TestApi.json("""
        {"amr": ["pwd", "sms"], "idp": %s, "rule": %s, "org": %s, "amrTable": "2026-07"}\
        """.formatted(TestIdp.oidc(), RULE, ORG));
    private static final ObjectNode IDP =
            (ObjectNode) TestApi.json("""
                {"before": %s, "after": %s, "org": %s, "amrTable": "2025-04",
                 "evidence": {"idToken": "e30.e30.e30", "amr": ["pwd"], "claimsSupported": ["amr"]},
                 "context": {"idps": [%s], "rules": [%s]}}\
                """.formatted(TestIdp.saml(), TestIdp.oidc(), ORG, TestIdp.saml(), RULE));

    private static final ObjectNode SAML = (ObjectNode) TestApi.json("""
                {"samlResponse": "PHg+", "idp": %s, "certificates": [], "rule": %s, "org": %s,
                 "expect": {"audience": "a", "recipient": "r", "inResponseTo": "i"},
                 "amrTable": "2026-07", "at": "2026-11-24T12:00:00Z"}\
                """.formatted(TestIdp.saml(), RULE, ORG));

    private static final Map<String, ObjectNode> REQUESTS = Map.of(
            "/v1/token-verdicts", TOKEN, "/v1/saml-verdicts", SAML, "/v1/amr-verdicts", AMR, "/v1/idp-verdicts", IDP);

    private static ObjectNode token() {
        ObjectNode token = TestToken.request(
                TestKey.ES256.sign(TestToken.claims("pwd", "sms")
                        .put("nonce", "n-1")
                        .put("auth_time", TestApi.NOW.getEpochSecond() - 10)
                        .toString()),
                TestKey.ES256);
        token.put("accessToken", "opaque");
        token.set("rule", TestApi.json(RULE));
        token.set("org", TestApi.json(ORG));
        token.set("expect", TestApi.json("""
            {"nonce": "n-1", "maxAge": 3600, "audiences": ["other"], "checkAzp": true, "sameTokenResponse": false}\
            """));
        return token.put("amrTable", "2026-07").put("at", "2026-11-24T12:00:00Z");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/v1/token-verdicts", "/v1/saml-verdicts", "/v1/amr-verdicts", "/v1/idp-verdicts"})
    @DisplayName("a request with every field of section 3 is taken")
    void everyField(String route) {
        assertEquals(200, post(route, REQUESTS.get(route)).status());
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "/v1/token-verdicts, /accessToken",
        "/v1/token-verdicts, /jwks",
        "/v1/token-verdicts, /rule",
        "/v1/token-verdicts, /org",
        "/v1/token-verdicts, /expect",
        "/v1/token-verdicts, /amrTable",
        "/v1/token-verdicts, /at",
        "/v1/token-verdicts, /idp/policy",
        "/v1/token-verdicts, /idp/protocol",
        "/v1/token-verdicts, /expect/nonce",
        "/v1/token-verdicts, /expect/maxAge",
        "/v1/token-verdicts, /expect/audiences",
        "/v1/token-verdicts, /expect/checkAzp",
        "/v1/token-verdicts, /expect/sameTokenResponse",
        "/v1/saml-verdicts, /certificates",
        "/v1/saml-verdicts, /rule",
        "/v1/saml-verdicts, /org",
        "/v1/saml-verdicts, /expect",
        "/v1/saml-verdicts, /expect/audience",
        "/v1/saml-verdicts, /expect/recipient",
        "/v1/saml-verdicts, /expect/inResponseTo",
        "/v1/saml-verdicts, /amrTable",
        "/v1/saml-verdicts, /at",
        "/v1/amr-verdicts, /rule",
        "/v1/amr-verdicts, /org",
        "/v1/amr-verdicts, /amrTable",
        "/v1/amr-verdicts, /org/engine",
        "/v1/amr-verdicts, /org/claimsSharing",
        "/v1/amr-verdicts, /org/amrClaimsMapping",
        "/v1/amr-verdicts, /org/securityQuestionForMfa",
        "/v1/amr-verdicts, /org/idpUsage",
        "/v1/amr-verdicts, /org/claimsSourcingFixed",
        "/v1/idp-verdicts, /before",
        "/v1/idp-verdicts, /after",
        "/v1/idp-verdicts, /org",
        "/v1/idp-verdicts, /evidence",
        "/v1/idp-verdicts, /evidence/idToken",
        "/v1/idp-verdicts, /evidence/amr",
        "/v1/idp-verdicts, /evidence/claimsSupported",
        "/v1/idp-verdicts, /context",
        "/v1/idp-verdicts, /context/idps",
        "/v1/idp-verdicts, /context/rules",
        "/v1/idp-verdicts, /amrTable",
    })
    @DisplayName("a field that may be absent may be null as well, and means the same")
    void absentAndNull(String route, String pointer) {
        HttpResult absent = post(route, with(REQUESTS.get(route), pointer, null));
        HttpResult isNull = post(route, with(REQUESTS.get(route), pointer, TestApi.json("null")));
        assertEquals(200, absent.status());
        assertEquals(200, isNull.status());
        assertEquals(withoutDecisionId(absent), withoutDecisionId(isNull));
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/token-verdicts | /idToken                         | 1",
                "/v1/token-verdicts | /idToken                         | {}",
                "/v1/token-verdicts | /idToken                         | [\"e30.e30.e30\"]",
                "/v1/token-verdicts | /accessToken                     | true",
                "/v1/token-verdicts | /accessToken                     | {}",
                "/v1/token-verdicts | /idp                             | \"0oa1\"",
                "/v1/token-verdicts | /idp                             | []",
                "/v1/token-verdicts | /idp/id                          | 1",
                "/v1/token-verdicts | /idp/type                        | 1",
                "/v1/token-verdicts | /idp/status                      | true",
                "/v1/token-verdicts | /idp/status                      | \"active\"",
                "/v1/token-verdicts | /idp/policy                      | []",
                "/v1/token-verdicts | /idp/policy/trustClaims          | \"true\"",
                "/v1/token-verdicts | /idp/policy/mapAMRClaims         | 1",
                "/v1/token-verdicts | /idp/policy/maxClockSkew         | \"0\"",
                "/v1/token-verdicts | /idp/policy/maxClockSkew         | 0.5",
                "/v1/token-verdicts | /idp/policy/maxClockSkew         | 1e400",
                "/v1/token-verdicts | /idp/protocol                    | \"OIDC\"",
                "/v1/token-verdicts | /idp/protocol/type               | 1",
                "/v1/token-verdicts | /idp/protocol/issuer             | \"https://idp.example.com\"",
                "/v1/token-verdicts | /idp/protocol/issuer/url         | 1",
                "/v1/token-verdicts | /idp/protocol/credentials        | 1",
                "/v1/token-verdicts | /idp/protocol/credentials/client | \"client-1\"",
                "/v1/token-verdicts | /idp/protocol/credentials/client/client_id | 1",
                "/v1/token-verdicts | /idp/protocol/credentials/client/client_secret | 1",
                "/v1/token-verdicts | /idp/protocol/endpoints          | []",
                "/v1/token-verdicts | /idp/protocol/endpoints/jwks     | []",
                "/v1/token-verdicts | /idp/protocol/endpoints/jwks/url | {}",
                "/v1/token-verdicts | /idp/protocol/scopes             | \"openid\"",
                "/v1/token-verdicts | /jwks                            | []",
                "/v1/token-verdicts | /jwks                            | \"{}\"",
                "/v1/token-verdicts | /jwks/keys                       | {}",
                "/v1/token-verdicts | /jwks/keys                       | \"\"",
                "/v1/token-verdicts | /rule                            | []",
                "/v1/token-verdicts | /rule                            | \"2FA\"",
                "/v1/token-verdicts | /org                             | []",
                "/v1/token-verdicts | /expect                          | []",
                "/v1/token-verdicts | /expect/nonce                    | 1",
                "/v1/token-verdicts | /expect/maxAge                   | \"60\"",
                "/v1/token-verdicts | /expect/maxAge                   | 0.5",
                "/v1/token-verdicts | /expect/maxAge                   | -1",
                "/v1/token-verdicts | /expect/maxAge                   | 2147483648",
                "/v1/token-verdicts | /expect/maxAge                   | 1e400",
                "/v1/token-verdicts | /expect/maxAge                   | 1e-400",
                "/v1/token-verdicts | /expect/maxAge                   | 1E+2147483648",
                "/v1/token-verdicts | /expect/maxAge                   | 1E-2147483647",
                "/v1/token-verdicts | /expect/audiences                | \"other\"",
                "/v1/token-verdicts | /expect/checkAzp                 | \"false\"",
                "/v1/token-verdicts | /expect/sameTokenResponse        | \"true\"",
                "/v1/token-verdicts | /amrTable                        | 202504",
                "/v1/token-verdicts | /amrTable                        | \"2024-01\"",
                "/v1/token-verdicts | /amrTable                        | \"\"",
                "/v1/token-verdicts | /at                              | 1732449600",
                "/v1/token-verdicts | /at                              | \"yesterday\"",
                "/v1/token-verdicts | /at                              | \"2026-11-24\"",
                "/v1/token-verdicts | /at                              | \"2026-11-24T00:00:00\"",
                "/v1/token-verdicts | /at                              | \"2026-02-30T00:00:00Z\"",
                "/v1/saml-verdicts  | /samlResponse                    | 1",
                "/v1/saml-verdicts  | /certificates                    | \"MII\"",
                "/v1/saml-verdicts  | /expect                          | []",
                "/v1/saml-verdicts  | /expect/audience                 | [\"a\"]",
                "/v1/saml-verdicts  | /expect/recipient                | 1",
                "/v1/saml-verdicts  | /expect/inResponseTo             | true",
                "/v1/saml-verdicts  | /at                              | \"yesterday\"",
                "/v1/amr-verdicts   | /amr                             | \"pwd\"",
                "/v1/amr-verdicts   | /amr                             | {}",
                "/v1/amr-verdicts   | /amr                             | 1",
                "/v1/amr-verdicts   | /idp                             | \"0oa1\"",
                "/v1/amr-verdicts   | /rule                            | true",
                "/v1/amr-verdicts   | /org                             | \"IDENTITY_ENGINE\"",
                "/v1/amr-verdicts   | /org/engine                      | \"OIE\"",
                "/v1/amr-verdicts   | /org/engine                      | \"classic\"",
                "/v1/amr-verdicts   | /org/engine                      | 1",
                "/v1/amr-verdicts   | /org/claimsSharing               | \"on\"",
                "/v1/amr-verdicts   | /org/amrClaimsMapping            | 1",
                "/v1/amr-verdicts   | /org/securityQuestionForMfa      | []",
                "/v1/amr-verdicts   | /org/idpUsage                    | \"FACTOR\"",
                "/v1/amr-verdicts   | /org/idpUsage                    | true",
                "/v1/amr-verdicts   | /org/claimsSourcingFixed         | \"yes\"",
                "/v1/amr-verdicts   | /amrTable                        | {}",
                "/v1/idp-verdicts   | /before                          | []",
                "/v1/idp-verdicts   | /after                           | \"0oa1\"",
                "/v1/idp-verdicts   | /org                             | 1",
                "/v1/idp-verdicts   | /evidence                        | []",
                "/v1/idp-verdicts   | /evidence/idToken                | {}",
                "/v1/idp-verdicts   | /evidence/amr                    | \"pwd\"",
                "/v1/idp-verdicts   | /evidence/claimsSupported        | \"amr\"",
                "/v1/idp-verdicts   | /context                         | []",
                "/v1/idp-verdicts   | /context/idps                    | {}",
                "/v1/idp-verdicts   | /context/rules                   | \"\"",
                "/v1/idp-verdicts   | /amrTable                        | 2025",
            })
    @DisplayName("422: a field of the wrong type, or out of its range, is named by its pointer, and it alone")
    void wrongType(String route, String pointer, String value) {
        assertRefused(List.of(pointer), post(route, with(REQUESTS.get(route), pointer, StrictTreeTest.node(value))));
    }

    @ParameterizedTest(name = "{0}: {1} in {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/token-verdicts | /idp/protocol/scopes      | [\"openid\", 1]    | /idp/protocol/scopes/1",
                "/v1/token-verdicts | /expect/audiences         | [null]             | /expect/audiences/0",
                "/v1/token-verdicts | /jwks/keys                | [{}, \"key\"]      | /jwks/keys/1",
                "/v1/token-verdicts | /jwks/keys                | [null]             | /jwks/keys/0",
                "/v1/saml-verdicts  | /certificates             | [\"x\", 1]        | /certificates/1 /certificates/0",
                "/v1/amr-verdicts   | /amr                      | [\"pwd\", 1, null] | /amr/1 /amr/2",
                "/v1/amr-verdicts   | /amr                      | [[\"pwd\"]]        | /amr/0",
                "/v1/idp-verdicts   | /evidence/amr             | [true]             | /evidence/amr/0",
                "/v1/idp-verdicts   | /evidence/claimsSupported | [\"amr\", {}]      | /evidence/claimsSupported/1",
                "/v1/idp-verdicts   | /context/idps             | [{\"type\": \"OIDC\"}, 1] | /context/idps/1",
                "/v1/idp-verdicts   | /context/rules            | [\"2FA\"]          | /context/rules/0",
            })
    @DisplayName("422: an element of the wrong type is named by its place")
    void wrongElement(String route, String pointer, String value, String errors) {
        assertRefused(List.of(errors.split(" ")), post(route, with(REQUESTS.get(route), pointer, TestApi.json(value))));
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "/v1/token-verdicts, /idToken, /idToken",
        "/v1/token-verdicts, /idp, /idp",
        "/v1/token-verdicts, /idp/type, /idp/type",
        "/v1/token-verdicts, /jwks/keys, /jwks/keys",
        "/v1/saml-verdicts, /samlResponse, /samlResponse",
        "/v1/saml-verdicts, /idp, /idp",
        "/v1/amr-verdicts, /amr, /amr",
        "/v1/amr-verdicts, /idp, /idp",
        "/v1/amr-verdicts, /idp/type, /idp/type",
    })
    @DisplayName("422: a missing member is named where it should stand")
    void missing(String route, String pointer, String error) {
        HttpResult result = post(route, with(REQUESTS.get(route), pointer, null));
        assertRefused(List.of(error), result);
        assertRefused(List.of(error), post(route, with(REQUESTS.get(route), pointer, TestApi.json("null"))));
        assertTrue(result.json().at("/errors/0/detail").asText().contains("missing"), result.body());
    }

    @Test
    @DisplayName("422: an IdP request has after, before or both")
    void neitherAfterNorBefore() {
        assertRefused(List.of("/after"), post("/v1/idp-verdicts", "{}"));
        assertRefused(List.of("/after"), post("/v1/idp-verdicts", "{\"after\": null, \"before\": null}"));
        assertEquals(200, post("/v1/idp-verdicts", "{\"after\": {}}").status());
        assertEquals(200, post("/v1/idp-verdicts", "{\"before\": {}}").status());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/v1/token-verdicts", "/v1/amr-verdicts"})
    @DisplayName("422: idp or idpId, one of the two")
    void idpOrIdpId(String route) {
        JsonNode both = with(REQUESTS.get(route), "/idpId", TestApi.json("\"0oa1\""));
        assertRefused(List.of("/idp"), post(route, both));
        assertEquals(200, post(route, with(both, "/idp", null)).status());
        assertRefused(List.of("/idpId"), post(route, with(with(both, "/idp", null), "/idpId", TestApi.json("1"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/v1/token-verdicts, /amr",
        "/v1/token-verdicts, /Rule",
        "/v1/token-verdicts, /kind",
        "/v1/token-verdicts, /expect/nonces",
        "/v1/token-verdicts, /org/engines",
        "/v1/saml-verdicts, /idToken",
        "/v1/saml-verdicts, /certificate",
        "/v1/saml-verdicts, /expect/audiences",
        "/v1/saml-verdicts, /org/engines",
        "/v1/amr-verdicts, /idToken",
        "/v1/amr-verdicts, /jwks",
        "/v1/amr-verdicts, /at",
        "/v1/amr-verdicts, /kind",
        "/v1/amr-verdicts, /org/idpType",
        "/v1/idp-verdicts, /idp",
        "/v1/idp-verdicts, /rule",
        "/v1/idp-verdicts, /kind",
        "/v1/idp-verdicts, /evidence/idtoken",
        "/v1/idp-verdicts, /context/idp",
        "/v1/idp-verdicts, /org/name",
    })
    @DisplayName("422: an unknown member of what is ours is named, whatever it holds")
    void unknownMember(String route, String pointer) {
        for (String value : List.of("1", "null", "{}")) {
            assertRefused(List.of(pointer), post(route, with(REQUESTS.get(route), pointer, TestApi.json(value))));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/v1/token-verdicts, /idp/properties", "/v1/token-verdicts, /idp/policy/transformedUsernameMatchingEnabled",
        "/v1/token-verdicts, /jwks/anything", "/v1/token-verdicts, /rule/_links",
        "/v1/amr-verdicts, /rule/actions/appSignOn/verificationMethod/new", "/v1/idp-verdicts, /after/_links",
    })
    @DisplayName("an unknown member of what is Okta's, or of a JWKS, is welcome")
    void unknownMemberOfOktas(String route, String pointer) {
        for (String value : List.of("1", "null", "[]")) {
            assertEquals(
                    200,
                    post(route, with(REQUESTS.get(route), pointer, TestApi.json(value)))
                            .status());
        }
    }

    @Test
    @DisplayName("422: all wrong fields are reported at once, each once, in the order they are read")
    void allWrongFieldsAtOnce() {
        HttpResult result = post("/v1/token-verdicts", """
            {"idToken": 1, "accessToken": 2, "idp": {"policy": {"trustClaims": "yes"}}, "jwks": {"keys": 3},
             "rule": {"factorMode": "3FA"}, "org": {"engine": "X", "color": 1}, "expect": {"maxAge": -1},
             "amrTable": "x", "at": "x", "extra": 1}\
            """);
        assertRefused(
                List.of(
                        "/extra",
                        "/idToken",
                        "/accessToken",
                        "/idp/type",
                        "/idp/policy/trustClaims",
                        "/jwks/keys",
                        "/rule/factorMode",
                        "/expect/maxAge",
                        "/at",
                        "/org/color",
                        "/org/engine",
                        "/amrTable"),
                result);
    }

    @Test
    @DisplayName("422: at most 100 errors are listed, however many there are, and soon")
    void manyErrors() {
        ArrayNode numbers = TestApi.JSON.createArrayNode();
        IntStream.range(0, 100).forEach(numbers::add);
        assertEquals(
                100,
                post("/v1/amr-verdicts", with(AMR, "/amr", numbers)).pointers().size());
        IntStream.range(100, 40_000).forEach(numbers::add);
        HttpResult result = post("/v1/token-verdicts", with(TOKEN, "/expect/audiences", numbers));
        assertEquals(422, result.status());
        assertEquals(100, result.pointers().size());
        ObjectNode members = TestApi.JSON.createObjectNode();
        IntStream.range(0, 15_000).forEach(i -> members.put("m" + i, i));
        assertEquals(100, post("/v1/amr-verdicts", members).pointers().size());
    }

    @Test
    @DisplayName("the worst that 256 KiB can ask for stays well below the 6 MB of a Lambda answer")
    void answersStaySmall() {
        List<String> duplicates = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> duplicates.add("\"m" + i + "\":0,\"m" + i + "\":0"));
        String deep = "{\"" + "n".repeat(40_000) + "\":";
        String idp = TestIdp.oidc().toString();
        String body = "{\"amr\":[\"pwd\"],\"idp\":" + idp.substring(0, idp.length() - 1) + ",\"x\":" + deep.repeat(4)
                + "{" + String.join(",", duplicates) + "}" + "}".repeat(4) + "}}";
        HttpResult manyDuplicates = post("/v1/amr-verdicts", body);
        assertEquals(200, manyDuplicates.status());
        assertTrue(
                manyDuplicates.body().length() < 100_000,
                () -> "" + manyDuplicates.body().length());

        ArrayNode values = TestApi.JSON.createArrayNode();
        IntStream.range(0, 1000).forEach(i -> values.add("%0250d".formatted(i)));
        HttpResult manyValues = post("/v1/amr-verdicts", with(AMR, "/amr", values));
        assertEquals(200, manyValues.status());
        assertTrue(
                manyValues.body().length() < 1_000_000,
                () -> "" + manyValues.body().length());

        ArrayNode constraints = TestApi.JSON.createArrayNode();
        IntStream.range(0, 100).forEach(i -> constraints.add(TestApi.json("{\"knowledge\":{\"types\":[\"X\"]}}")));
        String pointer = "/rule/actions/appSignOn/verificationMethod/constraints";
        HttpResult manyConstraints = post("/v1/amr-verdicts", with(AMR, pointer, constraints));
        assertEquals(200, manyConstraints.status());
        assertTrue(
                manyConstraints.body().length() < 100_000,
                () -> "" + manyConstraints.body().length());
        assertRefused(
                List.of(pointer), post("/v1/amr-verdicts", with(AMR, pointer, constraints.add(TestApi.json("{}")))));
    }

    @Test
    @DisplayName("422: a JWKS of 100 keys is taken, of 101 not")
    void manyKeys() {
        ArrayNode keys = TestApi.JSON.createArrayNode();
        IntStream.range(0, 99)
                .forEach(i -> keys.addObject().put("kty", "future").put("kid", "k" + i));
        keys.add(TOKEN.at("/jwks/keys/0"));
        assertEquals(
                "ACCEPTED",
                post("/v1/token-verdicts", with(with(TOKEN, "/rule", null), "/jwks/keys", keys))
                        .json()
                        .path("verdict")
                        .asText());
        keys.addObject();
        assertRefused(List.of("/jwks/keys"), post("/v1/token-verdicts", with(TOKEN, "/jwks/keys", keys)));
    }

    @Test
    @DisplayName("422: of 10 certificates each is read, and 11 are refused at once")
    void manyCertificates() {
        ArrayNode certificates = TestApi.JSON.createArrayNode();
        IntStream.range(0, 10).forEach(i -> certificates.add("x"));
        HttpResult ten = post("/v1/saml-verdicts", with(SAML, "/certificates", certificates));
        assertEquals(422, ten.status());
        assertEquals(10, ten.pointers().size());
        assertRefused(
                List.of("/certificates"),
                post("/v1/saml-verdicts", with(SAML, "/certificates", certificates.add("x"))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/protocol/issuer/url", "/protocol/endpoints/jwks/url"})
    @DisplayName("the URLs of an IdP's issuer and of its endpoints are judged")
    void urls(String pointer) {
        JsonNode verdict = post("/v1/idp-verdicts", with(TestIdp.oidc(), pointer, TestApi.json("\"http://a.example\"")))
                .json();
        assertEquals(
                List.of(pointer),
                verdict.path("findings")
                        .valueStream()
                        .filter(finding -> finding.path("code").asText().equals("ENDPOINT_NOT_HTTPS"))
                        .map(finding -> finding.path("pointer").asText())
                        .toList());
    }

    @ParameterizedTest(name = "maxAge {0}")
    @ValueSource(strings = {"0", "1", "60", "60.0", "6e1", "2147483647"})
    @DisplayName("expect.maxAge is a whole number from 0 to 2147483647, however it is written")
    void maxAge(String maxAge) {
        assertEquals(
                200,
                post("/v1/token-verdicts", with(TOKEN, "/expect/maxAge", StrictTreeTest.node(maxAge)))
                        .status());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "1969-12-31T23:59:59.999Z, 422",
        "1970-01-01T00:00:00Z, 200",
        "2026-11-24T12:00:00Z, 200",
        "2026-11-24T12:00:00.5Z, 200",
        "2026-11-24T13:00:00+01:00, 200",
        "9999-12-31T23:59:59Z, 200",
        "9999-12-31T23:59:59.001Z, 422",
        "+10000-01-01T00:00:00Z, 422",
        "-0001-01-01T00:00:00Z, 422",
    })
    @DisplayName("at is an instant from 1970 to 9999")
    void at(String at, int status) {
        HttpResult result = post(
                "/v1/token-verdicts",
                with(TOKEN, "/at", TestApi.JSON.createArrayNode().add(at).get(0)));
        assertEquals(status, result.status());
    }

    @Test
    @DisplayName("422: at is refused where the deployment does not allow it, which is the default")
    void atNotAllowed() {
        var deployment = TestApi.events(RequestSettings.DEFAULT);
        String event = TestApi.httpEvent("POST", "/v1/token-verdicts", TOKEN.toString())
                .toString();
        assertRefused(List.of("/at"), HttpResult.of(TestApi.invoke(deployment, event)));
        String without = TestApi.httpEvent(
                        "POST", "/v1/token-verdicts", with(TOKEN, "/at", null).toString())
                .toString();
        assertEquals(200, HttpResult.of(TestApi.invoke(deployment, without)).status());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                       | /rule",
                "{\"name\": \"x\"}                                        | /rule",
                "{\"type\": 1}                                            | /rule/type /rule",
                "{\"actions\": {}}                                        | /rule/actions/signon",
                "{\"actions\": 1}                                         | /rule/actions /rule/actions/signon",
                "{\"actions\": {\"signon\": 1}}                           | /rule/actions/signon",
                "{\"actions\": {\"signon\": {\"requireFactor\": 1}}}      | /rule/actions/signon/requireFactor",
                "{\"actions\": {\"appSignOn\": {}}}             | /rule/actions/appSignOn/verificationMethod",
                "{\"access\": \"ALLOW\"}                                  | /rule/verificationMethod",
                "{\"access\": \"MAYBE\"}              | /rule/access /rule/verificationMethod",
                "{\"verificationMethod\": []}                             | /rule/verificationMethod",
                "{\"verificationMethod\": {}}                             | /rule/verificationMethod",
                "{\"type\": \"ASSURANCE\"}                                | /rule/factorMode",
                "{\"factorMode\": \"3FA\"}                                | /rule/factorMode",
                "{\"factorMode\": 2}                                      | /rule/factorMode",
                "{\"requireFactor\": \"true\"}                            | /rule/requireFactor",
                "{\"factorMode\": \"1FA\", \"constraints\": \"x\"}        | /rule/constraints",
                "{\"factorMode\": \"1FA\", \"constraints\": [1]}          | /rule/constraints/0",
                "{\"factorMode\": \"1FA\", \"constraints\": [null]}       | /rule/constraints/0",
                "{\"factorMode\": \"1FA\", \"constraints\": [{}, {\"x\": 1}]}               | /rule/constraints/1/x",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"knowledge\": 1}]} | /rule/constraints/0/knowledge",
                "{\"factorMode\": \"1FA\", \"constraints\": {\"possession\": []}}   | /rule/constraints/possession",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"x\": \"REQUIRED\"}}]} |"
                        + " /rule/constraints/0/possession/x",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"deviceBound\": true}}]} |"
                        + " /rule/constraints/0/possession/deviceBound",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"deviceBound\": \"YES\"}}]} |"
                        + " /rule/constraints/0/possession/deviceBound",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"userPresence\": \"YES\"}}]} |"
                        + " /rule/constraints/0/possession/userPresence",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"required\": \"YES\"}}]} |"
                        + " /rule/constraints/0/possession/required",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"knowledge\": {\"types\": \"PASSWORD\"}}]} |"
                        + " /rule/constraints/0/knowledge/types",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"knowledge\": {\"types\": [1]}}]} |"
                        + " /rule/constraints/0/knowledge/types/0",
            })
    @DisplayName("422: a rule that is no rule, or that can't be read whole, is refused, never passed over")
    void noRule(String rule, String errors) {
        assertRefused(List.of(errors.split(" ")), post("/v1/amr-verdicts", with(AMR, "/rule", TestApi.json(rule))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/token-verdicts | [] ",
                "/v1/token-verdicts | \"x\"",
                "/v1/amr-verdicts   | null",
                "/v1/amr-verdicts   | 1",
                "/v1/idp-verdicts   | []",
                "/v1/idp-verdicts   | true",
            })
    @DisplayName("422: JSON that is no object is no request")
    void noObject(String route, String body) {
        HttpResult result = post(route, body);
        assertEquals(422, result.status());
        assertEquals(List.of(""), result.pointers());
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/amr-verdicts | {\"amr\":[],\"amr\":[\"pwd\"],\"idp\":{\"type\":\"OIDC\"}}         | /amr",
                "/v1/amr-verdicts | {\"amr\":[],\"idp\":{\"type\":\"OIDC\"},\"idp\":{\"type\":\"OIDC\"}} | /idp",
                "/v1/amr-verdicts | {\"amr\":[],\"idp\":{\"type\":\"OIDC\"},\"org\":{\"engine\":null,\"engine\":null}}"
                        + " | /org/engine",
                "/v1/amr-verdicts | {\"amr\":[],\"idp\":{\"type\":\"OIDC\"},\"rule\":{\"a\":1,\"a\":2}} | /rule/a",
                "/v1/amr-verdicts | {\"x/y\":1,\"x/y\":2}                                              | /x~1y",
                "/v1/token-verdicts | {\"jwks\":{\"keys\":[],\"keys\":[]}}                             | /jwks/keys",
                "/v1/token-verdicts | {\"idToken\":\"a\",\"idToken\":\"b\"}                            | /idToken",
                "/v1/idp-verdicts | {\"after\":{},\"after\":{}}                                        | /after",
                "/v1/idp-verdicts | {\"after\":{},\"evidence\":{\"amr\":[],\"amr\":[]}}                | /evidence/amr",
                "/v1/idp-verdicts | {\"after\":{},\"context\":{\"rules\":[{\"a\":1,\"a\":1}]}}         |"
                        + " /context/rules/0/a",
            })
    @DisplayName("400: a member that stands twice outside of an IdP object")
    void duplicateMember(String route, String body, String pointer) {
        HttpResult result = post(route, body);
        assertEquals(400, result.status());
        assertEquals(List.of(pointer), result.pointers());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/amr-verdicts |"
                        + " {\"amr\":[\"pwd\"],\"idp\":{\"type\":\"OIDC\",\"policy\":{\"trustClaims\":false,\"trustClaims\":true}}}"
                        + " | /idp/policy/trustClaims",
                "/v1/idp-verdicts | {\"after\":{\"type\":\"OIDC\",\"type\":\"SAML2\",\"protocol\":{}}} | /after/type",
                "/v1/idp-verdicts | {\"before\":{\"type\":\"OIDC\",\"type\":\"SAML2\",\"protocol\":{}}} | /before/type",
                "/v1/idp-verdicts | {\"type\":\"OIDC\",\"type\":\"SAML2\",\"protocol\":{}} | /type",
            })
    @DisplayName(
            "a member that stands twice in an IdP object is taken from Okta's guides: the last counts, and it is said")
    void duplicateInIdp(String route, String body, String pointer) {
        HttpResult result = post(route, body);
        assertEquals(200, result.status());
        List<String> pointers = new ArrayList<>();
        result.json().path("findings").forEach(finding -> {
            if (finding.path("code").asText().equals("DUPLICATE_MEMBER")) {
                pointers.add(finding.path("pointer").asText());
            }
        });
        assertEquals(List.of(pointer), pointers);
    }

    @Test
    @DisplayName("of members that stand twice in an IdP the last one decides")
    void lastDuplicateDecides() {
        String request =
                "{\"amr\":[\"pwd\"],\"idp\":{\"type\":\"OIDC\",\"policy\":{\"trustClaims\":%s,\"trustClaims\":%s}}}";
        assertEquals(
                "ACCEPTED",
                post("/v1/amr-verdicts", request.formatted(false, true))
                        .json()
                        .path("verdict")
                        .asText());
        assertEquals(
                "STEP_UP",
                post("/v1/amr-verdicts", request.formatted(true, false))
                        .json()
                        .path("verdict")
                        .asText());
    }

    @Test
    @DisplayName("a duplicate in an IdP of the context is taken as well; nothing there is judged in this version")
    void duplicateInContext() {
        HttpResult result = post(
                "/v1/idp-verdicts",
                "{\"after\":%s,\"context\":{\"idps\":[{\"type\":\"OIDC\",\"type\":\"OIDC\"}]}}"
                        .formatted(TestIdp.oidc()));
        assertEquals(200, result.status());
        assertFalse(result.body().contains("DUPLICATE_MEMBER"));
    }

    @Test
    @DisplayName("an IdP object by itself is read as after; faults of an IdP are its verdict, not the request's")
    void bareIdp() {
        HttpResult bare = post("/v1/idp-verdicts", TestIdp.oidc());
        assertEquals(200, bare.status());
        assertEquals(
                "/policy/trustClaims", bare.json().at("/findings/0/pointer").asText());
        HttpResult after = post("/v1/idp-verdicts", "{\"after\":" + TestIdp.oidc() + "}");
        assertEquals(
                "/after/policy/trustClaims",
                after.json().at("/findings/0/pointer").asText());
        HttpResult faulty =
                post("/v1/idp-verdicts", with(TestIdp.oidc(), "/policy/trustClaims", TestApi.json("\"true\"")));
        assertEquals(200, faulty.status());
        assertEquals("INVALID", faulty.json().path("verdict").asText());
        assertEquals(
                "/policy/trustClaims", faulty.json().at("/findings/0/pointer").asText());
        assertRefused(
                List.of("/type", "/name", "/after"), post("/v1/idp-verdicts", "{\"type\": \"OIDC\", \"name\": \"x\"}"));
    }

    @Test
    @DisplayName("RFC 9457: a problem has type, title, status, detail, instance and errors, in that order")
    void problem() {
        HttpResult result = post("/v1/amr-verdicts", "{\"amr\": \"pwd\", \"idp\": {\"type\": \"OIDC\"}}");
        assertAll(
                () -> assertEquals("application/problem+json", result.header("content-type")),
                () -> assertEquals(
                        "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                                + "\"detail\":\"The JSON doesn't match this route's request. The array errors lists each wrong field.\","
                                + "\"instance\":\"/v1/amr-verdicts\",\"errors\":[{\"pointer\":\"/amr\",\"code\":\"WRONG_TYPE\","
                                + "\"detail\":\"The field must be an array of strings.\"}]}",
                        result.body()));
    }

    @Test
    @DisplayName("a problem about no field has no errors")
    void problemWithoutErrors() {
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"The body is not JSON: line 1, column 1.\",\"instance\":\"/v1/amr-verdicts\"}",
                post("/v1/amr-verdicts", "x").body());
    }

    private static void assertRefused(List<String> pointers, HttpResult result) {
        assertEquals(422, result.status(), result.body());
        assertEquals(pointers, result.pointers(), result.body());
    }

    private static JsonNode withoutDecisionId(HttpResult result) {
        return with(result.json(), "/decisionId", null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"100, AT_RISK", "101, INVALID"})
    @DisplayName("an IdP has at most 100 endpoints; more make it no IdP, wherever it stands")
    void endpoints(int count, String verdict) {
        ObjectNode idp = TestIdp.oidc();
        ObjectNode endpoints = (ObjectNode) idp.at("/protocol/endpoints");
        int more = count - endpoints.size();
        IntStream.range(0, more)
                .forEach(number -> endpoints.putObject("e" + number).put("url", "https://idp.example.com"));
        JsonNode answer = post("/v1/idp-verdicts", idp.toString()).json();
        assertEquals(verdict, answer.path("verdict").asText());
        assertEquals(
                count > 100 ? "/protocol/endpoints" : "/policy/trustClaims",
                answer.at("/findings/0/pointer").asText());
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("after", TestIdp.oidc());
        request.putObject("context").putArray("idps").add(idp);
        assertEquals(
                count > 100 ? 422 : 200,
                post("/v1/idp-verdicts", request.toString()).status());
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({"50000, idps, 200", "50001, idps, 422", "50000, rules, 200", "50001, rules, 422"})
    @DisplayName("an org has at most 50,000 IdPs and as many rules")
    void context(int count, String member, int status) {
        String request = "{\"kind\":\"idp\",\"after\":{\"type\":\"OIDC\",\"protocol\":{}},\"context\":{\"" + member
                + "\":[" + String.join(",", Collections.nCopies(count, "{\"type\":\"X\"}")) + "]}}";
        if (status == 200) {
            assertEquals("INVALID", TestApi.invoke(request).path("verdict").asText());
        } else {
            assertTrue(assertThrows(UnreadableEvent.class, () -> TestApi.invoke(request))
                    .getMessage()
                    .contains("/context/" + member + ": The field must have at most 50000 objects."));
        }
    }
}
