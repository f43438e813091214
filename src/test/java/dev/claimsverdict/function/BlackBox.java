package dev.claimsverdict.function;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.GoldenEvent;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be seen of the function from outside, by Lambda events alone. */
abstract class BlackBox {

    /** Where Quarkus' mock event server takes events: host, port and path. */
    abstract String eventServer();

    static Stream<TestKey> keys() {
        return Stream.of(
                TestKey.RS256,
                TestKey.RS256.with("RS384"),
                TestKey.RS256.with("RS512"),
                TestKey.RS256.with("PS256"),
                TestKey.RS256.with("PS384"),
                TestKey.RS256.with("PS512"),
                TestKey.ES256,
                TestKey.ES384,
                TestKey.ES512,
                TestKey.ED25519);
    }

    @DisplayName("R5.2 a token of each algorithm is accepted and a tampered one is not")
    @ParameterizedTest
    @MethodSource("keys")
    void aTokenOfEachAlgorithmIsAcceptedAndATamperedOneIsNot(TestKey key) {
        String token = key.sign(freshClaims().toString());
        assertEquals(
                "ACCEPTED",
                verdict("/v1/token-verdicts", TestToken.request(token, key))
                        .path("verdict")
                        .asText());

        int middle = token.lastIndexOf('.') + 20;
        String tampered =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        JsonNode refused = verdict("/v1/token-verdicts", TestToken.request(tampered, key));
        assertEquals("REJECTED", refused.path("verdict").asText());
        assertEquals("TOKEN_SIGNATURE_INVALID", TestApi.first(refused));
    }

    @Test
    void aTokenWithoutASignatureIsRejected() {
        String token = TestKey.encode("{\"alg\":\"none\"}") + "."
                + TestKey.encode(freshClaims().toString()) + ".";
        JsonNode verdict = verdict("/v1/token-verdicts", TestToken.request(token, TestKey.ES256));
        assertEquals("TOKEN_ALGORITHM_REFUSED", TestApi.first(verdict));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-04", "2026-07"})
    void eachEditionOfTheTableIsThere(String edition) {
        ObjectNode event = TestApi.httpEvent("GET", "/v1/amr-table", null);
        event.putObject("queryStringParameters").put("edition", edition);
        JsonNode answer = invoke(event);
        assertEquals(200, answer.path("statusCode").asInt());
        assertEquals(
                edition,
                TestApi.json(answer.path("body").asText()).path("edition").asText());
    }

    @Test
    void theCatalogueOfFindingsIsThere() {
        JsonNode answer = invoke(TestApi.httpEvent("GET", "/v1/findings", null));
        assertTrue(TestApi.json(answer.path("body").asText()).path("findings").size() > 50);
    }

    @Test
    void theOpenApiDocumentIsThere() {
        JsonNode answer = invoke(TestApi.httpEvent("GET", "/v1/openapi.json", null));
        assertEquals(OpenApi.text(OpenApi.SOURCE), answer.path("body").asText());
    }

    @Test
    void anIdpIsJudgedAlikeThroughEveryShapeOfEvent() {
        ObjectNode idp = TestIdp.oidc();
        String overHttp = verdict("/v1/idp-verdicts", idp).path("findings").toString();

        ObjectNode base64 = TestApi.httpEvent(
                "POST",
                "/v1/idp-verdicts",
                Base64.getEncoder().encodeToString(idp.toString().getBytes()));
        base64.put("isBase64Encoded", true);
        assertEquals(overHttp, body(invoke(base64)).path("findings").toString());

        ObjectNode rest = TestApi.JSON.createObjectNode();
        rest.put("httpMethod", "POST").put("path", "/v1/idp-verdicts").put("body", idp.toString());
        rest.putObject("requestContext").put("requestId", "r");
        assertEquals(overHttp, body(invoke(rest)).path("findings").toString());

        assertEquals(overHttp, invoke(idp.put("kind", "idp")).path("findings").toString());
    }

    @Test
    void aSamlDryRunIsAnswered() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.putArray("amr").add("swk,mfa, pwd");
        request.set("idp", TestIdp.saml());
        JsonNode verdict = verdict("/v1/amr-verdicts", request);
        assertEquals("SAML_ATTRIBUTE", verdict.at("/amr/source").asText());
        assertEquals(3, verdict.at("/amr/counted").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"a\":1,\"a\":2}", "{\"idToken\":5}"})
    void aBadBodyIsAProblemAndNothingElse(String body) {
        JsonNode answer = invoke(TestApi.httpEvent("POST", "/v1/token-verdicts", body));
        assertTrue(List.of(400, 422).contains(answer.path("statusCode").asInt()), answer.toString());
        assertEquals(
                "application/problem+json", answer.at("/headers/content-type").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "\"text\"", "{\"kind\":\"token\",\"idToken\":\"secret-value\"}"})
    void whatCantBeReadFailsAndIsNotRepeated(String event) {
        Response answer = post(event);
        assertEquals(500, answer.statusCode());
        assertFalse(answer.asString().contains("secret-value"), answer.asString());
    }

    // A deployment with the registry of src/test/resources/registry.

    /** API Gateway answers 401 to this message and 500 to any other. */
    @ParameterizedTest
    @ValueSource(strings = {"authorizer-rest-token-no-token", "authorizer-rest-request-two-tokens"})
    void withoutATokenTheFunctionFailsWithExactlyUnauthorized(String golden) {
        Response answer = post(GoldenEvent.named(golden).event());
        assertEquals(500, answer.statusCode());
        assertEquals("Unauthorized", answer.jsonPath().getString("errorMessage"));
    }

    @ParameterizedTest
    @CsvSource({"'[\"pwd\",\"sms\"]', commands", "[], error"})
    void theTokenHookGetsCommandsOrAnError(String amr, String member) {
        ObjectNode event = TestApi.httpEvent(
                "POST",
                "/v1/okta/token-hook",
                "{\"eventType\":\"com.okta.oauth2.tokens.transform\",\"data\":{\"context\":{\"session\":{\"idp\":{\"id\":"
                        + "\"0oaregistry1\"}}},\"identity\":{\"claims\":{\"amr\":" + amr + "}}}}");
        assertEquals(401, invoke(event).path("statusCode").asInt());
        ((ObjectNode) event.path("headers")).put("authorization", TestApi.HOOK_SECRET);
        JsonNode answer = invoke(event);
        assertEquals(200, answer.path("statusCode").asInt());
        assertTrue(body(answer).has(member), answer.toString());
    }

    static Stream<GoldenPair> goldenPairs() {
        return GoldenPair.all().stream();
    }

    /** The pairs don't depend on the time, but for the decision id. */
    @ParameterizedTest
    @MethodSource("goldenPairs")
    void aGoldenRequestGetsItsAnswer(GoldenPair pair) {
        JsonNode answer = invoke(pair.event());
        assertEquals(
                pair.answer().path("status").asInt(), answer.path("statusCode").asInt());
        ObjectNode expected = (ObjectNode) pair.answer().path("body");
        ObjectNode actual = (ObjectNode) body(answer);
        // A decision id has the second of the decision in it; a plan's answer has one for each change.
        for (ObjectNode answered : List.of(expected, actual)) {
            answered.findParents("decisionId").forEach(each -> ((ObjectNode) each).remove("decisionId"));
        }
        assertEquals(expected, actual);
    }

    static Stream<GoldenEvent> goldenEvents() {
        return GoldenEvent.all().stream();
    }

    /** Likewise. What can't be read fails, with the message as the only thing to be seen of it. */
    @ParameterizedTest
    @MethodSource("goldenEvents")
    void aGoldenEventGetsItsAnswer(GoldenEvent golden) {
        JsonNode expected = golden.answer();
        Response answer = post(golden.event());
        if (expected.has("unreadable")) {
            assertEquals(500, answer.statusCode());
            assertTrue(
                    TestApi.json(answer.asString())
                            .path("errorMessage")
                            .asText()
                            .contains(expected.path("unreadable").asText()),
                    answer.asString());
        } else {
            assertEquals(200, answer.statusCode());
            assertEquals(
                    withoutDecisionIds(expected.toString()),
                    withoutDecisionIds(TestApi.json(answer.asString()).toString()));
        }
    }

    /** Also where a verdict is the text of an HTTP answer. */
    private static String withoutDecisionIds(String answer) {
        return answer.replaceAll("(decisionId\\\\?\":\\\\?\")[0-9a-f]{32}", "$1");
    }

    private static ObjectNode freshClaims() {
        long now = Instant.now().getEpochSecond();
        return TestToken.claims("pwd", "sms").put("iat", now - 5).put("exp", now + 600);
    }

    private JsonNode verdict(String path, JsonNode request) {
        JsonNode answer = invoke(TestApi.httpEvent("POST", path, request.toString()));
        assertEquals(200, answer.path("statusCode").asInt(), answer.toString());
        return body(answer);
    }

    private static JsonNode body(JsonNode answer) {
        return TestApi.json(answer.path("body").asText());
    }

    private JsonNode invoke(JsonNode event) {
        Response answer = post(event.toString());
        assertEquals(200, answer.statusCode(), answer.asString());
        return TestApi.json(answer.asString());
    }

    private Response post(String event) {
        String server = eventServer();
        return given().contentType("application/json")
                .body(event)
                .post(server.startsWith("http") ? server : "http://" + server);
    }
}
