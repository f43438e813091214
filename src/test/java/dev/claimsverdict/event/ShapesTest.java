package dev.claimsverdict.event;

import static dev.claimsverdict.testing.HttpResult.with;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of events, recognized by their own fields (docs/reference.md, Events). */
class ShapesTest {

    static final String TAKEN =
            "Known shapes: HTTP API Lambda authorizer 2.0; REST API authorizer; API Gateway HTTP API (payload 2.0); API"
                    + " Gateway REST API proxy (payload 1.0); EventBridge event; SQS batch; SNS batch; CloudEvent 1.0 in"
                    + " structured mode; direct invocation with kind token, saml, amr, idp or org.";

    private static final String AMR = "{\"amr\":[\"pwd\",\"sms\"],\"idp\":" + TestIdp.oidc() + "}";

    // Payload 2.0

    @ParameterizedTest(name = "stage {0}, path {1} -> {2}")
    @CsvSource({
        "$default, /v1/findings,       200",
        "prod,     /prod/v1/findings,  200",
        "v1,       /v1/v1/findings,    200",
        "prod,     /v1/findings,       200",
        "prod,     /test/v1/findings,  404",
        "prod,     /product/v1/findings, 404",
        "prod,     /prod/prod/v1/findings, 404",
        "prod,     /prod,              404",
    })
    @DisplayName("HTTP API: the path of any stage but $default begins with the stage, which is no part of a route")
    void stages(String stage, String path, int status) {
        ObjectNode event = TestApi.httpEvent("GET", path, null);
        ((ObjectNode) event.path("requestContext")).put("stage", stage);
        assertEquals(status, answer(event).status());
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(
            strings = {
                "/headers",
                "/rawQueryString",
                "/isBase64Encoded",
                "/requestContext/stage",
                "/requestContext/requestId",
                "/requestContext/http/path",
                "/rawPath",
                "/body"
            })
    @DisplayName("HTTP API: any field may be missing, null, or of another type, and there is an answer")
    void missingFields(String pointer) {
        JsonNode event = TestApi.httpEvent("POST", "/v1/amr-verdicts", AMR);
        int status = pointer.equals("/body") ? 400 : 200;
        assertEquals(status, answer(with(event, pointer, null)).status());
        assertEquals(status, answer(with(event, pointer, TestApi.json("null"))).status());
        assertEquals(status, answer(with(event, pointer, TestApi.json("[]"))).status());
    }

    @Test
    @DisplayName("HTTP API: without a method nothing is done")
    void noMethod() {
        JsonNode event = TestApi.httpEvent("POST", "/v1/amr-verdicts", AMR);
        assertEquals(
                405, answer(with(event, "/requestContext/http/method", null)).status());
        assertEquals(
                405,
                answer(with(event, "/requestContext/http", TestApi.json("{}"))).status());
    }

    @Test
    @DisplayName("HTTP API: without any path there is no route")
    void noPath() {
        JsonNode event = with(TestApi.httpEvent("GET", "/v1/findings", null), "/rawPath", null);
        assertEquals(200, answer(event).status());
        assertEquals(404, answer(with(event, "/requestContext/http/path", null)).status());
    }

    @Test
    @DisplayName("HTTP API: the answer has statusCode, headers, body and isBase64Encoded, in that order")
    void answerShape() {
        JsonNode answer = TestApi.http("GET", "/v1/nothing", null);
        assertEquals(
                "{\"statusCode\":404,\"headers\":{\"cache-control\":\"no-store\","
                        + "\"content-type\":\"application/problem+json\",\"x-request-id\":\"request-1\"},"
                        + "\"body\":\"{\\\"type\\\":\\\"about:blank\\\",\\\"title\\\":\\\"Not Found\\\","
                        + "\\\"status\\\":404,\\\"detail\\\":\\\"This route doesn't exist. GET /v1/ lists the routes.\\\","
                        + "\\\"instance\\\":\\\"/v1/nothing\\\"}\",\"isBase64Encoded\":false}",
                answer.toString());
    }

    // Payload 1.0

    private static ObjectNode rest(String method, String path, String body) {
        ObjectNode event = (ObjectNode) TestApi.json("""
                {"resource": "/{proxy+}", "headers": {"Content-Type": "application/json"},
                 "multiValueHeaders": {"Content-Type": ["application/json"]}, "queryStringParameters": null,
                 "multiValueQueryStringParameters": null, "pathParameters": null, "stageVariables": null,
                 "requestContext": {"stage": "prod", "requestId": "request-1", "path": "/prod/v1"},
                 "isBase64Encoded": false}""");
        return event.put("httpMethod", method).put("path", path).put("body", body);
    }

    @Test
    @DisplayName("REST API: the same verdict as over the HTTP API, to the byte")
    void restSameAnswer() {
        assertEquals(
                TestApi.http("POST", "/v1/amr-verdicts", AMR).toString(),
                TestApi.invoke(rest("POST", "/v1/amr-verdicts", AMR).toString()).toString());
    }

    @ParameterizedTest(name = "{0} = {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/headers           | null                                | 200",
                "/headers           | {\"CONTENT-TYPE\":\"text/plain\"}   | 415",
                "/headers           | {\"CONTENT-TYPE\":\"application/json\"} | 200",
                "/headers           | {\"content-type\":\"text/plain\"}   | 415",
                "/multiValueHeaders | null                                | 200",
                "/multiValueHeaders | {\"Content-Type\":\"x\"}            | 200",
                "/multiValueHeaders | {\"Content-Type\":[]}               | 200",
                "/requestContext/requestId | null                         | 200",
                "/isBase64Encoded   | null                                | 200",
                "/body              | null                                | 400",
                "/body              | {}                                  | 400",
                "/path              | null                                | 404",
                "/path              | \"/prod/v1/amr-verdicts\"           | 404",
            })
    @DisplayName("REST API: maps may be null, names of headers come as the caller wrote them, paths have no stage")
    void restFields(String pointer, String value, int status) {
        JsonNode event = with(rest("POST", "/v1/amr-verdicts", AMR), pointer, TestApi.json(value));
        assertEquals(status, answer(event).status());
    }

    @Test
    @DisplayName("REST API: headers may stand in the multi-value map only; the last value counts")
    void restMultiValueHeadersOnly() {
        ObjectNode event = rest("POST", "/v1/amr-verdicts", AMR);
        event.remove("headers");
        assertEquals(200, answer(event).status());
        event.set("multiValueHeaders", TestApi.json("{\"content-TYPE\":[\"application/json\",\"text/plain\"]}"));
        assertEquals(415, answer(event).status());
    }

    @Test
    @DisplayName("REST API: the query may stand in either map")
    void restQuery() {
        ObjectNode event = rest("GET", "/v1/amr-table", null);
        assertEquals("2025-04", answer(event).json().path("edition").asText());
        event.set("multiValueQueryStringParameters", TestApi.json("{\"edition\":[\"x\",\"2026-07\"]}"));
        assertEquals("2026-07", answer(event).json().path("edition").asText());
        event.set("multiValueQueryStringParameters", null);
        event.set("queryStringParameters", TestApi.json("{\"edition\":\"2026-07\"}"));
        assertEquals("2026-07", answer(event).json().path("edition").asText());
    }

    @Test
    @DisplayName("REST API: a body in base64 is decoded")
    void restBase64() {
        String body = Base64.getEncoder().encodeToString(AMR.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                200,
                answer(rest("POST", "/v1/amr-verdicts", body).put("isBase64Encoded", true))
                        .status());
    }

    // Direct invocation

    private static String request(String kind) {
        return switch (kind) {
            case "token" ->
                TestToken.request(TestKey.RS256.sign(TestToken.claims("pwd").toString()), TestKey.RS256)
                        .toString();
            case "amr" -> AMR;
            case "org" -> "{\"idps\":[" + TestIdp.oidc() + "],\"evidence\":{\"0oa1\":{\"amr\":[\"pwd\"]}}}";
            default -> "{\"after\":" + TestIdp.oidc() + ",\"evidence\":{\"amr\":[\"pwd\"]}}";
        };
    }

    @ParameterizedTest(name = "kind {0}")
    @ValueSource(strings = {"token", "amr", "idp", "org"})
    @DisplayName("direct: the verdict itself, the same as over HTTP, with the same decision id")
    void direct(String kind) {
        ObjectNode request = (ObjectNode) TestApi.json(request(kind));
        String overHttp = HttpResult.post("/v1/" + kind + "-verdicts", request).body();
        assertEquals(
                overHttp,
                TestApi.invoke(with(request, "/kind", TestApi.json("\"" + kind + "\""))
                                .toString())
                        .toString());
        ObjectNode kindFirst = TestApi.JSON.createObjectNode().put("kind", kind);
        assertEquals(
                overHttp, TestApi.invoke(kindFirst.setAll(request).toString()).toString());
    }

    @Test
    @DisplayName("direct: a bare IdP object with kind idp is an IdP request too")
    void directBareIdp() {
        assertEquals(
                HttpResult.post("/v1/idp-verdicts", TestIdp.oidc()).body(),
                TestApi.invoke(TestIdp.oidc().put("kind", "idp").toString()).toString());
    }

    @Test
    @DisplayName("direct: a rejected sign-in is a success of the function")
    void directRejected() {
        JsonNode verdict = TestApi.invoke("{\"kind\":\"amr\",\"amr\":[],\"idp\":" + TestIdp.oidc() + "}");
        assertEquals("REJECTED", verdict.path("verdict").asText());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"amr\"} | /amr: The field is missing. /idp: The field is missing, and so is idpId.",
                "{\"kind\":\"amr\",\"amr\":\"zebra\",\"idpId\":\"zebra\"} | /amr: The field must be an array of strings.",
                "{\"kind\":\"amr\",\"amr\":[],\"idpId\":\"1\",\"zebra\":1} | The member is unknown. Known members: amr, amrTable, idp, idpId, org, rule.",
                "{\"kind\":\"amr\",\"amr\":[],\"idpId\":\"1\",\"rule\":{\"factorMode\":\"1FA\",\"constraints\":[{\"possession\":{\"zebra\":\"zebra\"}}]}} | The field is unknown, so the rule can't be judged.",
                "{\"kind\":\"amr\",\"amr\":[],\"idpId\":\"1\",\"rule\":{\"factorMode\":\"zebra\"}} | /rule/factorMode: The field must be 1FA or 2FA.",
                "{\"kind\":\"token\",\"idToken\":\"zebra\",\"idpId\":\"1\",\"at\":\"zebra\"} | /at: The field must be an instant such as 2026-11-24T00:00:00Z, from 1970 to 9999.",
                "{\"kind\":\"idp\"} | /after: The field is missing, and so is before.",
                "{\"kind\":\"amr\",\"zebra\":1,\"zebra\":2} | The object has this member twice.",
                "{\"kind\":\"amr\",\"kind\":\"amr\"} | The object has this member twice.",
            })
    @DisplayName("direct: what can't be read fails, naming the fields that are known here and no text of the event")
    void directUnreadable(String event, String message) {
        UnreadableEvent failure = assertThrows(UnreadableEvent.class, () -> TestApi.invoke(event));
        assertEquals(message, failure.getMessage());
        assertFalse(failure.getMessage().contains("zebra"));
    }

    @Test
    @DisplayName("direct: nested 33 deep fails, 32 deep is taken")
    void directNesting() {
        String event = "{\"kind\":\"amr\",\"amr\":[\"pwd\"],\"idp\":{\"type\":\"OIDC\",\"x\":%s}}";
        TestApi.invoke(event.formatted("[".repeat(30) + "]".repeat(30)));
        String deeper = event.formatted("[".repeat(31) + "]".repeat(31));
        assertThrows(UnreadableEvent.class, () -> TestApi.invoke(deeper));
    }

    // Anything else

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "1",
                "\"token\"",
                "{\"kind\":\"zebra\"}",
                "{\"kind\":1}",
                "{\"kind\":[\"amr\"]}",
                "{\"kind\":\"AMR\"}",
                "{\"amr\":[\"pwd\"],\"idpId\":\"1\"}",
                "{\"version\":\"2.0\"}",
                "{\"version\":\"2.0\",\"requestContext\":{}}",
                "{\"version\":2.0,\"requestContext\":{\"http\":{}}}",
                "{\"version\":\"1.0\",\"requestContext\":{\"http\":{}}}",
                "{\"version\":\"2.0\",\"requestContext\":{\"http\":\"GET\"}}",
                "{\"httpMethod\":\"GET\"}",
                "{\"requestContext\":null,\"httpMethod\":\"GET\"}",
                "{\"requestContext\":{},\"httpMethod\":null}",
                "{\"Records\":{}}",
                "{\"Records\":[{}]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
                "{\"Records\":[{\"EventSource\":\"aws:sqs\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:sns\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\"},{\"EventSource\":\"aws:sns\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\"},null]}",
                "{\"detail-type\":\"x\",\"source\":\"y\"}",
                "{\"detail-type\":\"x\",\"detail\":{}}",
                "{\"specversion\":\"1.0\"}",
                "{\"specversion\":\"0.3\",\"type\":\"x\"}",
                "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[]}}",
                "{\"version\":\"2.0\",\"type\":\"REQUEST\"}",
                "{\"version\":\"2.0\",\"type\":\"TOKEN\",\"routeArn\":\"a\"}",
                "{\"type\":\"TOKEN\",\"methodArn\":1}"
            })
    @DisplayName("anything else fails with the shapes that are taken, and without any of the event's text")
    void anythingElse(String event) {
        String message =
                assertThrows(UnreadableEvent.class, () -> TestApi.invoke(event)).getMessage();
        assertAll(
                () -> assertEquals(TAKEN, message.substring(message.indexOf("Known shapes"))),
                () -> assertFalse(message.contains("zebra")));
    }

    @Test
    @DisplayName("an authorizer's event is never taken for the request that it is about")
    void authorizersFirst() {
        ObjectNode http = TestApi.httpEvent("GET", "/v1/findings", null);
        http.put("type", "REQUEST").put("routeArn", "arn:aws:execute-api:x");
        assertTrue(TestApi.invoke(http.toString()).has("isAuthorized"));
        ObjectNode rest = rest("GET", "/v1/findings", null);
        rest.put("type", "REQUEST").put("methodArn", "arn:aws:execute-api:x");
        assertThrows(Unauthorized.class, () -> TestApi.invoke(rest.toString()));
    }

    private static HttpResult answer(JsonNode event) {
        return HttpResult.of(TestApi.invoke(event.toString()));
    }
}
