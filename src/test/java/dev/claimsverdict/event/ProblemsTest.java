package dev.claimsverdict.event;

import static dev.claimsverdict.testing.HttpResult.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.token.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statuses that are about HTTP, and the headers of every answer (docs/reference.md, Problems). */
class ProblemsTest {

    private static final String AMR = "{\"amr\":[\"pwd\",\"sms\"],\"idp\":" + TestIdp.oidc() + "}";

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "POST,    /v1/token-verdicts,  422,",
        "POST,    /v1/amr-verdicts,    422,",
        "POST,    /v1/idp-verdicts,    422,",
        "GET,     /v1/amr-table,       200,",
        "GET,     /v1/findings,        200,",
        "GET,     /v1/token-verdicts,  405, POST",
        "PUT,     /v1/amr-verdicts,    405, POST",
        "DELETE,  /v1/idp-verdicts,    405, POST",
        "OPTIONS, /v1/idp-verdicts,    405, POST",
        "POST,    /v1/amr-table,       405, 'GET, HEAD'",
        "PATCH,   /v1/findings,        405, 'GET, HEAD'",
        "POST,    /v1/,                405, 'GET, HEAD'",
        "GET,     /,                   404,",
        "GET,     /v1,                 200,",
        "POST,    /v1,                 405, 'GET, HEAD'",
        "GET,     /v1//,               404,",
        "GET,     /v1/,                200,",
        "POST,    /v1/amr-verdicts/,   404,",
        "POST,    /v1/Amr-verdicts,    404,",
        "POST,    //v1/amr-verdicts,   404,",
        "POST,    /v2/amr-verdicts,    404,",
        "POST,    amr-verdicts,        404,",
        "POST,    /_lambda_,           404,",
    })
    @DisplayName("404 for a path that is no route, 405 with allow for another method")
    void routes(String method, String path, int status, String allow) {
        HttpResult result = HttpResult.of(TestApi.http(method, path, "{}"));
        assertEquals(status, result.status());
        assertEquals(allow == null ? "" : allow, result.header("allow"));
        if (status >= 400) {
            assertEquals("application/problem+json", result.header("content-type"));
            assertEquals(status, result.json().path("status").asInt());
            assertEquals(path, result.json().path("instance").asText());
        }
    }

    @ParameterizedTest(name = "HEAD {0} -> {1}")
    @CsvSource({
        "/v1/,              200,",
        "/v1/amr-table,     200,",
        "/v1/findings,      200,",
        "/v1/openapi.json,  200,",
        "/v1/idp-verdicts,  405, POST",
        "/v1/nothing,       404,",
    })
    @DisplayName("HEAD works where GET does: the same status and headers, no body (RFC 9110 section 9.3.2)")
    void head(String path, int status, String allow) {
        HttpResult head = HttpResult.of(TestApi.http("HEAD", path, null));
        HttpResult get = HttpResult.of(TestApi.http("GET", path, null));
        assertEquals(status, head.status());
        assertEquals(get.status(), head.status());
        assertEquals(get.headers(), head.headers());
        assertEquals(allow == null ? "" : allow, head.header("allow"));
        assertFalse(get.body().isEmpty());
        assertEquals("", head.body());
    }

    @Test
    @DisplayName("GET /v1/ lists the routes that there are: the hooks' only with a secret")
    void list() {
        assertEquals(
                List.of(
                        "GET /v1/",
                        "POST /v1/token-verdicts",
                        "POST /v1/saml-verdicts",
                        "POST /v1/amr-verdicts",
                        "POST /v1/idp-verdicts",
                        "POST /v1/org-verdicts",
                        "GET /v1/amr-table",
                        "GET /v1/findings",
                        "GET /v1/openapi.json"),
                listed(withoutSecret()));
        List<String> withHooks = listed(TestApi.EVENTS);
        assertEquals(12, withHooks.size());
        assertTrue(withHooks.containsAll(
                List.of("GET /v1/okta/event-hook", "POST /v1/okta/event-hook", "POST /v1/okta/token-hook")));
    }

    private static List<String> listed(Events events) {
        HttpResult result = HttpResult.of(
                TestApi.invoke(events, TestApi.httpEvent("GET", "/v1/", null).toString()));
        return result.json()
                .path("routes")
                .valueStream()
                .map(route ->
                        route.path("method").asText() + " " + route.path("path").asText())
                .toList();
    }

    private static Events withoutSecret() {
        return new Events(
                Judges.of(
                        RequestSettings.DEFAULT,
                        Registry.EMPTY,
                        new TokenVerifier(new GivenKeys(), new JcaSignatureCheck()),
                        Clock.systemUTC()),
                Optional.empty(),
                new TestLog());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/okta/event-hook",
        "POST, /v1/okta/event-hook",
        "HEAD, /v1/okta/event-hook",
        "POST, /v1/okta/token-hook",
        "GET, /v1/okta/token-hook",
    })
    @DisplayName("a hook's route without a secret says what to set; with a secret it is there")
    void hooksWithoutSecret(String method, String path) {
        HttpResult result = HttpResult.of(TestApi.invoke(
                withoutSecret(), TestApi.httpEvent(method, path, "{}").toString()));
        assertEquals(404, result.status());
        if (!method.equals("HEAD")) {
            assertTrue(result.json().path("detail").asText().contains("set CLAIMS_HOOK_SECRET"), result.body());
        }
        assertTrue(HttpResult.of(TestApi.http(method, path, "{}")).status() != 404);
    }

    @Test
    @DisplayName("any other path is told where the routes are listed")
    void elsewhere() {
        assertEquals(
                "This route doesn't exist. GET /v1/ lists the routes.",
                HttpResult.of(TestApi.http("GET", "/v1/okta", null))
                        .json()
                        .path("detail")
                        .asText());
    }

    @ParameterizedTest(name = "{0} {1}?{2} -> {3}")
    @CsvSource({
        "GET,  /v1/amr-table,      edition, 2026-07, 200, ,                  ",
        "GET,  /v1/amr-table,      editon,  2026-07, 422, UNKNOWN_PARAMETER, /editon",
        "GET,  /v1/amr-table,      Edition, 2026-07, 422, UNKNOWN_PARAMETER, /Edition",
        "GET,  /v1/amr-table,      a/b~c,   '',      422, UNKNOWN_PARAMETER, /a~1b~0c",
        "GET,  /v1/amr-table,      edition, 2024-01, 422, UNKNOWN_VALUE,     /edition",
        "GET,  /v1/amr-table,      edition, '',      422, UNKNOWN_VALUE,     /edition",
        "GET,  /v1/findings,       edition, 2026-07, 422, UNKNOWN_PARAMETER, /edition",
        "GET,  /v1/openapi.json,   x,       '',      422, UNKNOWN_PARAMETER, /x",
        "GET,  /v1/,               x,       '',      422, UNKNOWN_PARAMETER, /x",
        "POST, /v1/amr-verdicts,   edition, 2026-07, 422, UNKNOWN_PARAMETER, /edition",
        "POST, /v1/idp-verdicts,   '',      '',      422, UNKNOWN_PARAMETER, /",
    })
    @DisplayName("422 for a query parameter that the route doesn't take: it would be answered with something else")
    void parameters(String method, String path, String name, String value, int status, String code, String pointer) {
        ObjectNode event = TestApi.httpEvent(method, path, method.equals("POST") ? AMR : null);
        event.putObject("queryStringParameters").put(name, value);
        HttpResult result = answer(event);
        assertEquals(status, result.status(), result.body());
        if (status == 422) {
            assertEquals(List.of(pointer), result.pointers());
            assertEquals(code, result.json().at("/errors/0/code").asText());
            assertEquals(
                    "A query parameter is wrong. The array errors says which.",
                    result.json().path("detail").asText());
        }
        if ("UNKNOWN_PARAMETER".equals(code)) {
            String known = path.equals("/v1/amr-table") ? "Known parameters: edition." : "takes no query parameters.";
            String detail = result.json().at("/errors/0/detail").asText();
            assertTrue(detail.endsWith(known), detail);
        }
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/amr-verdicts   | {`idpId`: `a`}                                         | /amr     | MISSING",
                "/v1/amr-verdicts   | {`amr`: [], `idp`: {`type`: `OIDC`}, `x`: 1}           | /x       | UNKNOWN_MEMBER",
                "/v1/amr-verdicts   | {`amr`: [], `amr`: []}                                 | /amr     | DUPLICATE_MEMBER",
                "/v1/amr-verdicts   | {`amr`: `pwd`, `idp`: {`type`: `OIDC`}}                | /amr     | WRONG_TYPE",
                "/v1/amr-verdicts   | []                                                     | ''       | WRONG_TYPE",
                "/v1/amr-verdicts   | {`amr`: [], `idp`: {`type`: `OIDC`}, `amrTable`: `1`}  | /amrTable | UNKNOWN_VALUE",
                "/v1/amr-verdicts   | {`amr`: [], `idp`: {`type`: `OIDC`, `status`: `A`}}    | /idp/status | UNKNOWN_VALUE",
                "/v1/amr-verdicts   | {`amr`: [], `idp`: {`type`: `OIDC`, `policy`: {`maxClockSkew`: 0.5}}} | /idp/policy/maxClockSkew | OUT_OF_RANGE",
                "/v1/amr-verdicts   | {`amr`: [], `idp`: {`type`: `OIDC`}, `idpId`: `a`}     | /idp     | CONFLICT",
                "/v1/token-verdicts | {`idToken`: ``, `idp`: {`type`: `OIDC`}, `at`: `noon`} | /at      | INVALID_VALUE",
                "/v1/saml-verdicts  | {`samlResponse`: ``, `idp`: {`type`: `SAML2`}, `certificates`: [``,``,``,``,``,``,``,``,``,``,``]} | /certificates | TOO_MANY",
            })
    @DisplayName("each error has the code of its kind")
    void codes(String path, String body, String pointer, String code) {
        HttpResult result = post(path, body.replace('`', '"'));
        assertEquals(pointer, result.json().at("/errors/0/pointer").asText(), result.body());
        assertEquals(code, result.json().at("/errors/0/code").asText());
    }

    @Test
    @DisplayName("a field that the deployment doesn't allow has a code of its own")
    void notAllowed() {
        ObjectNode event = TestApi.httpEvent(
                "POST",
                "/v1/token-verdicts",
                "{\"idToken\": \"\", \"idp\": {\"type\": \"OIDC\"}, \"at\": \"2026-11-24T00:00:00Z\"}");
        HttpResult result = HttpResult.of(TestApi.invoke(withoutSecret(), event.toString()));
        assertEquals("NOT_ALLOWED", result.json().at("/errors/0/code").asText(), result.body());
    }

    @Test
    @DisplayName("of a hundred and one unknown parameters the first hundred are told")
    void manyParameters() {
        ObjectNode event = TestApi.httpEvent("GET", "/v1/findings", null);
        ObjectNode query = event.putObject("queryStringParameters");
        for (int i = 0; i < 101; i++) {
            query.put("p" + i, "");
        }
        assertEquals(100, answer(event).pointers().size());
    }

    @Test
    @DisplayName("Okta's hooks take any query: after a 422 Okta would issue unchanged tokens")
    void parametersOfHooks() {
        ObjectNode event = TestApi.httpEvent("POST", "/v1/okta/token-hook", "{}");
        ((ObjectNode) event.path("headers")).put("authorization", TestApi.HOOK_SECRET);
        event.putObject("queryStringParameters").put("from", "okta");
        assertEquals(200, answer(event).status());
    }

    @ParameterizedTest(name = "{0} -> line {1}, column {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "x                      | 1 | 1",
                "{\"amr\": pwd}         | 1 | 9",
                "{\"amr\": [],}         | 1 | 12",
                "{;  \"amr\": [;  pwd]} | 3 | 3",
                "{\"amr\": [            | 1 | 10",
                "{\"amr\" 1}            | 1 | 8",
                "{} x                   | 1 | 4",
            })
    @DisplayName("400 tells the line and the column at which the body stops being JSON")
    void place(String body, int line, int column) {
        HttpResult result = post("/v1/amr-verdicts", body.strip().replace(';', '\n'));
        assertEquals(400, result.status());
        assertEquals(
                "The body is not JSON: line " + line + ", column " + column + ".",
                result.json().path("detail").asText());
    }

    @Test
    @DisplayName("405 before anything is said of the body, 404 before 405")
    void precedence() {
        assertEquals(
                405, HttpResult.of(TestApi.http("PUT", "/v1/amr-verdicts", "x")).status());
        assertEquals(404, HttpResult.of(TestApi.http("PUT", "/v1/nothing", "x")).status());
    }

    @ParameterizedTest(name = "content-type {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                             | 200",
                "application/json; charset=utf-8              | 200",
                "application/json;charset=\"UTF-8\"           | 200",
                "APPLICATION/JSON                             | 200",
                "application/vnd.example+json                 | 200",
                "application/merge-patch+json; charset=utf-8  | 200",
                "application/json ; q=1                       | 200",
                "text/json                                    | 415",
                "text/plain                                   | 415",
                "application/x-www-form-urlencoded            | 415",
                "application/jsonx                            | 415",
                "application/json, text/plain                 | 415",
                "image/svg+json                               | 415",
                "json                                         | 415",
                "'   '                                        | 415",
                ";                                            | 415",
                "application/jwt                              | 415",
            })
    @DisplayName("415 for a media type that is not JSON")
    void mediaTypes(String contentType, int status) {
        ObjectNode event = TestApi.httpEvent("POST", "/v1/amr-verdicts", AMR);
        ((ObjectNode) event.path("headers")).put("content-type", contentType);
        assertEquals(status, answer(event).status());
    }

    @Test
    @DisplayName("without a content-type a body is taken for JSON, as API Gateway takes it")
    void noContentType() {
        ObjectNode event = TestApi.httpEvent("POST", "/v1/amr-verdicts", AMR);
        ((ObjectNode) event.path("headers")).remove("content-type");
        assertEquals(200, answer(event).status());
        event.remove("headers");
        assertEquals(200, answer(event).status());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "x", "{", "{}{}", "{\"a\":1,}", "\uFEFF{}", "{\"amr\":1e999999999999}"})
    @DisplayName("400 for a body that is not JSON")
    void notJson(String body) {
        HttpResult result = post("/v1/amr-verdicts", body);
        assertEquals(400, result.status());
        assertFalse(result.json().has("errors"));
    }

    @Test
    @DisplayName("400 without a body")
    void noBody() {
        for (String route : List.of("/v1/token-verdicts", "/v1/amr-verdicts", "/v1/idp-verdicts")) {
            assertEquals(400, HttpResult.of(TestApi.http("POST", route, null)).status());
        }
    }

    @Test
    @DisplayName("400 for a body nested 33 deep; 32 deep is taken")
    void nesting() {
        String idp = "{\"type\":\"OIDC\",\"x\":%s}";
        String request = "{\"amr\":[\"pwd\"],\"idp\":" + idp + "}";
        assertEquals(
                200,
                post("/v1/amr-verdicts", request.formatted("[".repeat(30) + "]".repeat(30)))
                        .status());
        assertEquals(
                400,
                post("/v1/amr-verdicts", request.formatted("[".repeat(31) + "]".repeat(31)))
                        .status());
    }

    @Test
    @DisplayName("413 for more than 262144 bytes, in UTF-8; 262144 are taken")
    void size() {
        assertEquals(200, post("/v1/amr-verdicts", padded(262_144)).status());
        HttpResult result = post("/v1/amr-verdicts", padded(262_145));
        assertEquals(413, result.status());
        assertEquals("Content Too Large", result.json().path("title").asText());
        assertTrue(result.json().path("detail").asText().endsWith("claims-verdict lint FILE."), result.body());
        String umlauts = AMR + " ".repeat(10);
        assertEquals(
                400,
                post("/v1/amr-verdicts", umlauts + "ä".repeat((262_144 - umlauts.length()) / 2))
                        .status());
        assertEquals(
                413,
                post("/v1/amr-verdicts", umlauts + "ä".repeat(262_144 - umlauts.length()))
                        .status());
    }

    @Test
    @DisplayName("413 counts the bytes that base64 stands for")
    void sizeInBase64() {
        assertEquals(
                200, base64(padded(262_144).getBytes(StandardCharsets.UTF_8)).status());
        assertEquals(
                413, base64(padded(262_145).getBytes(StandardCharsets.UTF_8)).status());
    }

    @Test
    @DisplayName("a body in base64 is decoded")
    void base64IsDecoded() {
        HttpResult plain = post("/v1/amr-verdicts", AMR);
        HttpResult encoded = base64(AMR.getBytes(StandardCharsets.UTF_8));
        assertEquals(plain, encoded);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "e30", "e30=", "e3 0=", "e30=\n"})
    @DisplayName("400 for a body that is said to be base64 and is not; padding may be absent")
    void badBase64(String body) {
        ObjectNode event = TestApi.httpEvent("POST", "/v1/amr-verdicts", body).put("isBase64Encoded", true);
        HttpResult result = answer(event);
        boolean good = body.startsWith("e30") && !body.endsWith("\n");
        assertEquals(good ? 422 : 400, result.status());
        assertEquals(
                good
                        ? "The JSON doesn't match this route's request. The array errors lists each wrong field."
                        : "The event says that the body is base64, but it isn't.",
                result.json().path("detail").asText());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ff", "c0af", "eda080", "7b22ff227d", "f4908080", "e282"})
    @DisplayName("400 for bytes that are not UTF-8")
    void badUtf8(String hex) {
        HttpResult result = base64(HexFormat.of().parseHex(hex));
        assertEquals(400, result.status());
        assertEquals("The body is not UTF-8.", result.json().path("detail").asText());
    }

    @Test
    @DisplayName("GET /v1/amr-table takes an edition; 422 for one that does not ship")
    void amrTableEditions() {
        assertEquals("2025-04", amrTable(null).json().path("edition").asText());
        assertEquals("2025-04", amrTable("2025-04").json().path("edition").asText());
        assertEquals("2026-07", amrTable("2026-07").json().path("edition").asText());
        HttpResult result = amrTable("2024-01");
        assertEquals(422, result.status());
        assertEquals(List.of("/edition"), result.pointers());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /v1/amr-verdicts, 200", "GET, /v1/findings, 200", "GET, /v1/amr-table, 200",
        "GET, /nothing, 404", "GET, /v1/amr-verdicts, 405", "POST, /v1/idp-verdicts, 422"
    })
    @DisplayName("every answer has cache-control no-store and API Gateway's request id")
    void headers(String method, String path, int status) {
        HttpResult result = HttpResult.of(TestApi.http(method, path, AMR));
        assertEquals(status, result.status());
        assertEquals("no-store", result.header("cache-control"));
        assertEquals("request-1", result.header("x-request-id"));
        result.headers().fieldNames().forEachRemaining(name -> assertEquals(name.toLowerCase(), name));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "a b",
                "id\r\nset-cookie: a=b",
                "id\u0000",
                "id\u00e4",
                "<script>",
                "id,id",
                "id;x",
                "id\"",
            })
    @DisplayName("a request id that could do harm in a header is replaced by the invocation's")
    void hostileRequestIds(String id) {
        assertEquals("invocation-1", requestId(id));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"x", "JKJaXmPLvHcESHA=", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "a/b+c_d", "0"})
    @DisplayName("a request id of API Gateway's own kind comes back as it is")
    void requestIds(String id) {
        assertEquals(id, requestId(id));
    }

    @Test
    @DisplayName("a request id of 128 characters comes back, one of 129 doesn't")
    void requestIdLength() {
        assertEquals("i".repeat(128), requestId("i".repeat(128)));
        assertEquals("invocation-1", requestId("i".repeat(129)));
    }

    @Test
    @DisplayName("a problem tells what is wrong without the request's own text, its path apart")
    void problemsQuoteNothing() {
        for (String body : List.of(
                "zebra",
                "{\"zebra\":}",
                "{\"amr\":\"zebra\",\"idp\":{\"type\":\"OIDC\"}}",
                "\"zebra\"",
                "{\"amr\":[],\"idp\":{\"type\":\"OIDC\",\"status\":\"zebra\"},\"amrTable\":\"zebra\"}")) {
            HttpResult result = post("/v1/amr-verdicts", body);
            assertTrue(result.status() >= 400);
            assertFalse(result.body().contains("zebra"), result.body());
        }
    }

    private static String requestId(String id) {
        ObjectNode event = TestApi.httpEvent("GET", "/v1/findings", null);
        ((ObjectNode) event.path("requestContext")).put("requestId", id);
        return answer(event).header("x-request-id");
    }

    private static HttpResult amrTable(String edition) {
        ObjectNode event = TestApi.httpEvent("GET", "/v1/amr-table", null);
        event.putObject("queryStringParameters").put("edition", edition);
        return answer(event);
    }

    private static HttpResult base64(byte[] body) {
        ObjectNode event = TestApi.httpEvent(
                "POST", "/v1/amr-verdicts", Base64.getEncoder().encodeToString(body));
        return answer(event.put("isBase64Encoded", true));
    }

    private static HttpResult answer(JsonNode event) {
        return HttpResult.of(TestApi.invoke(event.toString()));
    }

    private static String padded(int bytes) {
        return AMR + " ".repeat(bytes - AMR.length());
    }
}
