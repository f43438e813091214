package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Okta's event hook, its verification and its deliveries (docs/reference.md, Okta's hooks). */
class EventHookTest {

    private static final String PATH = "/v1/okta/event-hook";

    private final TestLog log = new TestLog();
    private final Events events = TestApi.events(RequestSettings.DEFAULT, Registry.EMPTY, log);

    private static ObjectNode request(String method, String body) {
        ObjectNode event = TestApi.httpEvent(method, PATH, body);
        ((ObjectNode) event.path("headers")).put("authorization", TestApi.HOOK_SECRET);
        return event;
    }

    private HttpResult answer(JsonNode event) {
        return HttpResult.of(TestApi.invoke(events, event.toString()));
    }

    private static String delivery(String... types) {
        ObjectNode delivery = TestApi.JSON.createObjectNode();
        delivery.put("eventType", "com.okta.event_hook").put("eventId", "85b60edb");
        var array = delivery.putObject("data").putArray("events");
        for (String type : types) {
            ObjectNode event = array.addObject().put("eventType", type).put("uuid", "f1d0b993");
            event.putArray("target").addObject().put("id", "0oa1").put("type", "IdentityProvider");
        }
        return delivery.toString();
    }

    @Test
    @DisplayName("the one-time verification: the challenge comes back, in exactly Okta's shape")
    void verification() {
        ObjectNode event = request("GET", null);
        ((ObjectNode) event.path("headers")).put("x-okta-verification-challenge", "a \"challenge\"");
        HttpResult answer = answer(event);
        assertEquals(200, answer.status());
        assertEquals("{\"verification\":\"a \\\"challenge\\\"\"}", answer.body());
        assertEquals("application/json", answer.header("content-type"));
    }

    @Test
    @DisplayName("a GET without a challenge is a bad request")
    void withoutChallenge() {
        assertEquals(400, answer(request("GET", null)).status());
    }

    @Test
    @DisplayName("deliveries: each system.idp event is judged and told to the log, the answer is an empty 204")
    void delivered() {
        HttpResult answer = answer(request(
                "POST",
                delivery(
                        "system.idp.lifecycle.update",
                        "system.idp.lifecycle.read_client_secret",
                        "user.session.start",
                        "system.idp.key.create")));
        assertEquals(204, answer.status());
        assertEquals("", answer.body());
        assertFalse(answer.headers().has("content-type"));
        assertEquals("no-store", answer.header("cache-control"));
        assertEquals("request-1", answer.header("x-request-id"));
        assertEquals(List.of("AT_RISK", "AT_RISK"), log.verdicts());
        assertEquals(2, log.undecided.size());
        assertEquals("OKTA_EVENT_HOOK", log.decisions.getFirst().shape(), "by which it is told from a dry run");
    }

    @Test
    @DisplayName("duplicates are harmless: the same answer, and the same decision id for who wants to count them once")
    void duplicate() {
        ObjectNode event = request("POST", delivery("system.idp.lifecycle.update"));
        assertEquals(answer(event), answer(event));
        assertEquals(
                log.decisions.getFirst().decisionId(), log.decisions.getLast().decisionId());
    }

    @Test
    @DisplayName("Okta's own sample delivery, and one without events, are taken")
    void samples() throws IOException {
        String sample = Files.readString(Path.of("src/test/resources/okta-events/event-hook-sample.json"));
        assertEquals(204, answer(request("POST", sample)).status());
        assertEquals(204, answer(request("POST", delivery())).status());
        assertEquals(List.of(), log.decisions);
    }

    @ParameterizedTest(name = "Authorization: {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "hook-secret-of-the-test",
                "hook-secret-of-the-testS",
                "hook-secret-of-the-tests ",
                "Bearer hook-secret-of-the-tests",
                "hook-secret-of-the-tests,hook-secret-of-the-tests"
            })
    @DisplayName("any other secret is a 401, and nothing is judged")
    void wrongSecret(String secret) {
        for (String method : List.of("GET", "POST")) {
            ObjectNode event = request(method, delivery("system.idp.lifecycle.update"));
            ((ObjectNode) event.path("headers"))
                    .put("authorization", secret)
                    .put("x-okta-verification-challenge", "challenge");
            HttpResult answer = answer(event);
            assertEquals(401, answer.status());
            assertEquals("Unauthorized", answer.json().path("title").asText());
        }
        assertEquals(List.of(), log.decisions);
        assertEquals(
                2,
                log.undecided.stream()
                        .filter(line -> line.contains("WRONG_HOOK_SECRET"))
                        .count());
    }

    @Test
    @DisplayName("no Authorization at all is a 401")
    void noSecret() {
        ObjectNode event = request("POST", delivery());
        ((ObjectNode) event.path("headers")).remove("authorization");
        assertEquals(401, answer(event).status());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET", "POST", "PUT"})
    @DisplayName("a deployment without a secret has no such route")
    void notConfigured(String method) {
        Events without = new Events(
                Judges.of(
                        RequestSettings.DEFAULT,
                        Registry.EMPTY,
                        new TokenVerifier(
                                (jwks, url, kid) -> new KeySource.Keys.Unavailable("none"), (a, k, i, s) -> false),
                        Clock.systemUTC()),
                Optional.empty(),
                log);
        assertEquals(
                404,
                HttpResult.of(TestApi.invoke(
                                without, request(method, delivery()).toString()))
                        .status());
    }

    @Test
    @DisplayName("other methods are a 405 that names both")
    void otherMethods() {
        HttpResult answer = answer(request("PUT", delivery()));
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD, POST", answer.header("allow"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                                   | 400",
                "Hello                                                              | 400",
                "[]                                                                 | 422",
                "{}                                                                 | 422",
                "{\"eventType\":\"com.okta.event_hook\"}                            | 422",
                "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":{}}}   | 422",
                "{\"eventType\":\"com.okta.oauth2.tokens.transform\",\"data\":{\"events\":[]}} | 422",
                "{\"eventType\":\"com.okta.event_hook\",\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[]}}"
                        + " | 400",
                "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[\"x\"]}} | 422",
            })
    @DisplayName("what is no delivery is a problem, and told to the log, since Okta will not send it again")
    void noDelivery(String body, int status) {
        HttpResult answer = answer(request("POST", body == null ? "" : body));
        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.header("content-type"));
        assertTrue(log.undecided.getFirst().startsWith("UNREADABLE: "), log.undecided.toString());
    }

    @Test
    @DisplayName("one event that can't be read keeps none of the others from being judged")
    void oneUnreadable() {
        String body = delivery("system.idp.lifecycle.update", "zebra", "system.idp.lifecycle.update")
                .replace("\"zebra\"", "1");
        assertEquals(422, answer(request("POST", body)).status());
        assertEquals(List.of("AT_RISK", "AT_RISK"), log.verdicts());
    }

    @Test
    @DisplayName("the secret is shown nowhere, and an empty one is none")
    void secretIsKept() {
        assertEquals("HookSecrets", new HookSecrets(List.of("zebra")).toString());
        assertNotEquals(new HookSecrets(List.of("zebra")), new HookSecrets(List.of("zebra")), "compared by match only");
        assertTrue(new HookSecrets(List.of("zebra")).match("zebra"));
        assertThrows(IllegalArgumentException.class, () -> new HookSecrets(List.of(" ")));
        assertThrows(IllegalArgumentException.class, () -> new HookSecrets(List.of()));
    }

    @Test
    @DisplayName("while a secret is being replaced, the old one and the new one are taken, and no other")
    void twoSecrets() {
        HookSecrets secrets = new HookSecrets(List.of("old", "new"));
        assertTrue(secrets.match("old"));
        assertTrue(secrets.match("new"));
        for (String wrong : List.of("", "ol", "oldnew", "old,new", "OLD", "new ")) {
            assertFalse(secrets.match(wrong), wrong);
        }
    }
}
