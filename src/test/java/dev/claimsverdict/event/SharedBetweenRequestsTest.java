package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.testing.Confidences;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * No request leaves anything behind that another can see; what requests share is listed in docs/security.md. jackson-core
 * shares a table of member names between all parsers of a factory, and names whose hashes collide leave that table
 * inconsistent for whoever comes next.
 */
class SharedBetweenRequestsTest {

    private static final int FILLING = 13_000;
    private static final int COLLIDING = 320;
    private static final int EACH = 2_000;

    /** Names of the same hash in jackson-core's table, whose multiplier is 33: "Aa" and "B@" weigh the same. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 9; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "B@");
        }
        return name.toString();
    }

    private static ObjectNode members(IntStream numbers, boolean collide) {
        ObjectNode object = TestApi.JSON.createObjectNode();
        numbers.forEach(number -> object.put(collide ? colliding(number) : "name" + number, 1));
        return object;
    }

    @Test
    @DisplayName("the names of one caller's request break nobody else's")
    void names() {
        for (int from = 0; from < FILLING; from += EACH) {
            hostile(members(IntStream.range(from, from + EACH), false));
        }
        hostile(members(IntStream.range(0, COLLIDING), true));
        for (int i = 0; i < 3; i++) {
            JsonNode verdict = TestApi.verdict(
                    "/v1/token-verdicts",
                    TestToken.request(
                                    TestKey.ES256.sign(
                                            TestToken.claims("pwd", "sms").toString()),
                                    TestKey.ES256)
                            .toString());
            assertEquals("ACCEPTED", verdict.path("verdict").asText());
        }
    }

    /** As an event, as a body, as a member of an IdP, and in a token's header and payload. */
    private static void hostile(ObjectNode members) {
        TestApi.http("POST", "/v1/idp-verdicts", members.toString());
        ObjectNode event = TestApi.httpEvent("POST", "/v1/idp-verdicts", "{}");
        event.set("stageVariables", members);
        TestApi.invoke(event.toString());
        int each = 0;
        ObjectNode part = TestApi.JSON.createObjectNode();
        for (var member : members.properties()) {
            part.set(member.getKey(), member.getValue());
            // A token has 16 KiB at most.
            if (++each % 320 == 0) {
                token(part);
                part = TestApi.JSON.createObjectNode();
            }
        }
    }

    private static void token(ObjectNode members) {
        ObjectNode claims = TestToken.claims("pwd");
        claims.setAll(members);
        TestApi.http(
                "POST",
                "/v1/token-verdicts",
                TestToken.request(TestKey.ES256.sign(claims.toString()), TestKey.ES256)
                        .toString());
    }

    @Test
    @DisplayName(
            "keys are found again by all that a JWKS says: of two callers' keys with the same kid each verifies its own")
    void keys() {
        TestKey other = TestKey.generate("ec-1", "ES256", "EC", new ECGenParameterSpec("secp256r1"));
        assertEquals(TestKey.ES256.kid(), other.kid());
        String claims = TestToken.claims("pwd", "sms").toString();
        for (int i = 0; i < 3; i++) {
            for (TestKey published : List.of(TestKey.ES256, other)) {
                for (TestKey signer : List.of(TestKey.ES256, other)) {
                    JsonNode verdict = TestApi.verdict(
                            "/v1/token-verdicts",
                            TestToken.request(signer.sign(claims), published).toString());
                    assertEquals(
                            signer == published ? "ACCEPTED" : "REJECTED",
                            verdict.path("verdict").asText());
                }
            }
        }
    }

    @Test
    @DisplayName("requests at the same time, sound ones among hostile ones, are answered as each is by itself")
    void concurrently() throws InterruptedException, ExecutionException {
        List<String> events = Stream.concat(
                        Confidences.events().stream(),
                        Stream.of("1", "{}", "{\"type\":\"\"}")
                                .map(element -> "{\"kind\":\"idp\",\"after\":{},\"context\":{\"rules\":["
                                        + String.join(",", Collections.nCopies(5_000, element)) + "]}}"))
                .toList();
        List<String> alone =
                events.stream().map(SharedBetweenRequestsTest::answer).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> wrong = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> {
                        List<Integer> order = new ArrayList<>(
                                IntStream.range(0, events.size()).boxed().toList());
                        Collections.shuffle(order, new Random(thread));
                        return (int) order.stream()
                                .filter(each -> !answer(events.get(each)).equals(alone.get(each)))
                                .count();
                    }))
                    .toList();
            for (Future<Integer> each : wrong) {
                assertEquals(0, each.get());
            }
        }
    }

    private static String answer(String event) {
        try {
            return TestApi.invoke(event).toString();
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }

    @Test
    @DisplayName("no factory of the program keeps names")
    void factories() {
        assertEquals(false, StrictJson.factory().build().isEnabled(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES));
    }
}
