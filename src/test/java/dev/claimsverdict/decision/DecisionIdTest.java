package dev.claimsverdict.decision;

import static dev.claimsverdict.testing.HttpResult.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decision ids, and answers that are the same to the byte (docs/reference.md, Verdicts). */
class DecisionIdTest {

    private static final JsonNode AMR =
            TestApi.json("{\"amr\":[\"pwd\",\"sms\"],\"idp\":" + TestIdp.oidc() + ",\"amrTable\":\"2025-04\"}");
    private static final ObjectNode TOKEN =
            TestToken.request(TestKey.RS256.sign(TestToken.claims("pwd").toString()), TestKey.RS256);
    private static final String SECRET = "/protocol/credentials/client/client_secret";

    @Test
    @DisplayName("a decision id is 32 hex digits")
    void form() {
        assertTrue(amr(AMR).matches("[0-9a-f]{32}"));
    }

    @Test
    @DisplayName("the same request in the same second has the same id, white space apart")
    void same() {
        assertEquals(amr(AMR), amr(AMR));
        assertEquals(amr(AMR), id(HttpResult.post("/v1/amr-verdicts", AMR.toPrettyString())));
        assertEquals(token("2026-11-24T12:00:00Z"), token("2026-11-24T12:00:00Z"));
    }

    @Test
    @DisplayName("another second, another id; within a second the request itself is what differs")
    void anotherSecond() {
        assertNotEquals(token("2026-11-24T12:00:00Z"), token("2026-11-24T12:00:01Z"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/amr                    | [\"pwd\"]",
                "/amr                    | [\"sms\",\"pwd\"]",
                "/amrTable               | \"2026-07\"",
                "/idp/name               | \"Another\"",
                "/idp/policy/trustClaims | false",
                "/org                    | {}",
                "/rule                   | {\"factorMode\":\"2FA\"}",
            })
    @DisplayName("another request, or another edition, has another id")
    void anotherRequest(String pointer, String value) {
        assertNotEquals(amr(AMR), amr(with(AMR, pointer, TestApi.json(value))));
    }

    @Test
    @DisplayName("requests of two kinds have two ids")
    void anotherKind() {
        assertNotEquals(
                id(HttpResult.post("/v1/idp-verdicts", TestIdp.oidc())),
                id(HttpResult.post("/v1/idp-verdicts", "{\"after\":" + TestIdp.oidc() + "}")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/v1/amr-verdicts, /idp",
        "/v1/token-verdicts, /idp",
        "/v1/idp-verdicts, /after",
        "/v1/idp-verdicts, /before",
        "/v1/idp-verdicts, ''",
        "/v1/idp-verdicts, /context/idps",
    })
    @DisplayName("a client secret is neither in the id nor in the answer, wherever the IdP stands")
    void noSecret(String route, String pointer) {
        HttpResult one = post(route, pointer, "zebra-1");
        HttpResult two = post(route, pointer, "zebra-2");
        assertEquals(200, one.status());
        assertEquals(one.body(), two.body());
        assertFalse(one.body().contains("zebra"));
        assertEquals(id(post(route, pointer, null)), id(one));
    }

    @Test
    @DisplayName("the same request twice gives the same bytes, findings, sets and all")
    void sameBytes() {
        JsonNode request = with(
                with(
                        AMR,
                        "/rule",
                        TestApi.json("{\"factorMode\":\"2FA\",\"constraints\":"
                                + "[{\"knowledge\":{},\"possession\":{\"hardwareProtection\":\"REQUIRED\"}}]}")),
                "/amr",
                TestApi.json("[\"face\",\"fpt\",\"geo\",\"mfa\",\"sms\",\"user\"]"));
        String first =
                TestApi.http("POST", "/v1/amr-verdicts", request.toString()).toString();
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    first,
                    TestApi.http("POST", "/v1/amr-verdicts", request.toString()).toString());
        }
        for (String route : List.of("/v1/amr-table", "/v1/findings")) {
            assertEquals(TestApi.http("GET", route, null), TestApi.http("GET", route, null));
        }
    }

    private static HttpResult post(String route, String pointer, String secret) {
        JsonNode idp = with(TestIdp.oidc(), SECRET, secret == null ? null : TestApi.json("\"" + secret + "\""));
        JsonNode request = switch (pointer) {
            case "" -> idp;
            case "/context/idps" ->
                TestApi.json("{\"after\":" + TestIdp.saml() + ",\"context\":{\"idps\":[" + idp + "]}}");
            case "/idp" -> with(route.contains("token") ? TOKEN : AMR, pointer, idp);
            default -> with(TestApi.json("{}"), pointer, idp);
        };
        return HttpResult.post(route, request);
    }

    private static String token(String at) {
        return id(HttpResult.post("/v1/token-verdicts", TOKEN.deepCopy().put("at", at)));
    }

    private static String amr(JsonNode request) {
        return id(HttpResult.post("/v1/amr-verdicts", request));
    }

    private static String id(HttpResult result) {
        assertEquals(200, result.status(), result.body());
        return result.json().path("decisionId").asText();
    }
}
