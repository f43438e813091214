package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches: the messages that can't be read return to their queue, and only they do. */
class BatchesTest {

    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:changes";
    private static final String READABLE = TestIdp.oidc().toString();

    /** Bodies by a short name; whether they can be read is their first letter: r or u. */
    private static final Map<String, String> BODIES = bodies();

    private static Map<String, String> bodies() {
        String idp = TestIdp.oidc().toString();
        Map<String, String> bodies = new HashMap<>();
        bodies.put("r bare IdP", idp);
        bodies.put("r change", "{\"after\":" + idp + "}");
        bodies.put("r change that breaks", "{\"after\":" + idp + ",\"evidence\":{\"amr\":[]}}");
        bodies.put("r change that is invalid", "{\"after\":{}}");
        bodies.put("r kind", "{\"kind\":\"amr\",\"amr\":[],\"idp\":" + idp + "}");
        bodies.put("r rejected", "{\"kind\":\"token\",\"idToken\":\"x\",\"idp\":" + idp + "}");
        bodies.put("r System Log", "{\"eventType\":\"system.idp.lifecycle.create\",\"target\":[]}");
        bodies.put("r System Log of another type", "{\"eventType\":\"user.session.start\"}");
        bodies.put("r empty hook delivery", "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[]}}");
        bodies.put("u empty", "");
        bodies.put("u no JSON", "Hello");
        bodies.put("u half", "{\"after\":");
        bodies.put("u two values", "{} {}");
        bodies.put("u number", "1");
        bodies.put("u array", "[]");
        bodies.put("u null", "null");
        bodies.put("u unknown", "{}");
        bodies.put("u unknown kind", "{\"kind\":\"zebra\",\"after\":" + idp + "}");
        bodies.put("u kind of another type", "{\"kind\":1,\"after\":" + idp + "}");
        bodies.put("u unknown member", "{\"after\":" + idp + ",\"zebra\":1}");
        bodies.put("u member twice", "{\"after\":" + idp + ",\"after\":" + idp + "}");
        bodies.put(
                "u HTTP event", TestApi.httpEvent("GET", "/v1/findings", null).toString());
        bodies.put("u batch", "{\"Records\":[]}");
        bodies.put("u System Log without targets", "{\"eventType\":\"system.idp.lifecycle.create\",\"target\":\"x\"}");
        bodies.put("u hook without events", "{\"eventType\":\"com.okta.event_hook\",\"data\":{}}");
        bodies.put("u CloudEvent with text", "{\"specversion\":\"1.0\",\"type\":\"x\",\"data\":\"x\"}");
        bodies.put("u EventBridge of another type", "{\"detail-type\":\"x\",\"source\":\"y\",\"detail\":" + idp + "}");
        bodies.put("u notification of text", "{\"Type\":\"Notification\",\"Message\":\"x\"}");
        bodies.put(
                "u nested 33 deep",
                "{\"after\":{\"type\":\"OIDC\",\"x\":%s}}".formatted("[".repeat(31) + "]".repeat(31)));
        bodies.put(
                "r nested 32 deep",
                "{\"after\":{\"type\":\"OIDC\",\"x\":%s}}".formatted("[".repeat(30) + "]".repeat(30)));
        return bodies;
    }

    private static ObjectNode record(String id, JsonNode body, String queue, String group) {
        ObjectNode record = TestApi.JSON.createObjectNode();
        record.put("messageId", id);
        record.put("eventSource", "aws:sqs").put("eventSourceARN", queue);
        record.set("body", body);
        ObjectNode attributes = record.putObject("attributes");
        if (group != null) {
            attributes.put("MessageGroupId", group);
        }
        return record;
    }

    private static ObjectNode record(String id, String body) {
        return record(id, TestApi.JSON.getNodeFactory().textNode(body), QUEUE, null);
    }

    private static String batch(List<ObjectNode> records) {
        ObjectNode batch = TestApi.JSON.createObjectNode();
        ArrayNode array = batch.putArray("Records");
        records.forEach(array::add);
        return batch.toString();
    }

    private static List<String> failed(List<ObjectNode> records) {
        return failed(TestApi.invoke(batch(records)));
    }

    private static List<String> failed(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        assertEquals(1, answer.size());
        assertTrue(answer.path("batchItemFailures").isArray());
        answer.path("batchItemFailures").forEach(failure -> {
            assertEquals(1, failure.size());
            ids.add(failure.path("itemIdentifier").asText());
        });
        return ids;
    }

    static Stream<String> names() {
        return BODIES.keySet().stream().sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @DisplayName("SQS: a message returns to its queue if, and only if, it can't be read")
    void sqs(String name) {
        List<String> expected = name.startsWith("u") ? List.of("m1") : List.of();
        assertEquals(expected, failed(List.of(record("m1", BODIES.get(name)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @DisplayName("SNS: a batch is answered if, and only if, all of it can be read")
    void sns(String name) {
        ObjectNode batch = TestApi.JSON.createObjectNode();
        ArrayNode records = batch.putArray("Records");
        for (String message : List.of(READABLE, BODIES.get(name))) {
            records.addObject().put("EventSource", "aws:sns").putObject("Sns").put("Message", message);
        }
        if (name.startsWith("u")) {
            assertThrows(UnreadableEvent.class, () -> TestApi.invoke(batch.toString()));
        } else {
            assertEquals(2, TestApi.invoke(batch.toString()).size());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"null", "1", "{}", "[]", "true"})
    @DisplayName("SQS: a record whose body is missing or no string fails, and only that one")
    void bodyOfAnotherType(String body) {
        ObjectNode wrong = record("wrong", TestApi.json(body), QUEUE, null);
        ObjectNode missing = record("missing", "x");
        missing.remove("body");
        assertEquals(
                List.of("wrong", "missing"),
                failed(List.of(record("m1", READABLE), wrong, record("m2", READABLE), missing)));
    }

    @Test
    @DisplayName("SQS: an empty batch has no failures")
    void emptyBatch() {
        assertEquals(List.of(), failed(List.of()));
    }

    @Test
    @DisplayName("SQS: one that can't be read and has no id fails the whole batch, since it would be lost else")
    void withoutId() {
        ObjectNode nameless = record("x", "Hello");
        nameless.remove("messageId");
        assertThrows(UnreadableEvent.class, () -> failed(List.of(record("m1", READABLE), nameless)));
        nameless.put("body", READABLE);
        assertEquals(List.of(), failed(List.of(nameless)));
    }

    @Test
    @DisplayName("SQS: a fault of this program is a failed message, which returns, and no lost batch")
    void fault() {
        Events broken = new Events(
                new Judges(null, null, null, null, null, null, null, null, null, null, null, null),
                java.util.Optional.empty(),
                new TestLog());
        assertEquals(
                List.of("m1", "m2"),
                failed(TestApi.invoke(broken, batch(List.of(record("m1", READABLE), record("m2", READABLE))))));
    }

    @Test
    @DisplayName("SQS: 10,000 records, each seventh unreadable")
    void tenThousand() {
        List<ObjectNode> records = IntStream.range(0, 10_000)
                .mapToObj(
                        i -> record("m" + i, i % 7 == 0 ? "{" : "{\"kind\":\"amr\",\"amr\":[\"pwd\"],\"idpId\":\"x\"}"))
                .toList();
        assertEquals(
                IntStream.range(0, 10_000)
                        .filter(i -> i % 7 == 0)
                        .mapToObj(i -> "m" + i)
                        .toList(),
                failed(records));
    }

    @Test
    @DisplayName("SQS: groups of a standard queue have no order to keep")
    void fairQueue() {
        List<ObjectNode> records = List.of(
                record("a1", TestApi.JSON.getNodeFactory().textNode("{"), QUEUE, "a"),
                record("a2", TestApi.JSON.getNodeFactory().textNode(READABLE), QUEUE, "a"));
        assertEquals(List.of("a1"), failed(records));
    }

    @Test
    @DisplayName("SQS FIFO: what comes after a failure in its group is not even judged")
    void fifoDoesNotJudge() {
        TestLog log = new TestLog();
        Events events = TestApi.events(RequestSettings.DEFAULT, Registry.EMPTY, log);
        String batch = batch(List.of(
                record("a1", TestApi.JSON.getNodeFactory().textNode("{"), QUEUE + ".fifo", "a"),
                record("a2", TestApi.JSON.getNodeFactory().textNode(READABLE), QUEUE + ".fifo", "a"),
                record("b1", TestApi.JSON.getNodeFactory().textNode(READABLE), QUEUE + ".fifo", "b")));
        assertEquals(List.of("a1", "a2"), failed(TestApi.invoke(events, batch)));
        assertEquals(1, log.decisions.size());
        assertEquals(List.of("UNREADABLE: /body: The message is not JSON: line 1, column 2."), log.undecided);
    }

    /** A message of a batch: the name of its body and its group. */
    record Message(String body, String group) {}

    @Provide
    static Arbitrary<List<Message>> messages() {
        return Combinators.combine(
                        Arbitraries.of(BODIES.keySet().stream().sorted().toList()), Arbitraries.of("a", "b", "c"))
                .as(Message::new)
                .list()
                .ofMaxSize(10);
    }

    @Property(tries = 300)
    @net.jqwik.api.Label("SQS FIFO: the first failure stops its group, and no other")
    void fifo(@ForAll("messages") List<Message> messages) {
        List<ObjectNode> records = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            records.add(record(
                    "m" + i,
                    TestApi.JSON.getNodeFactory().textNode(BODIES.get(message.body())),
                    QUEUE + ".fifo",
                    message.group()));
            if (message.body().startsWith("u")) {
                stopped.add(message.group());
            }
            if (stopped.contains(message.group())) {
                expected.add("m" + i);
            }
        }
        assertEquals(expected, failed(records));
    }

    @Property(tries = 300)
    @net.jqwik.api.Label("SQS: exactly those that can't be read return")
    void standard(@ForAll("messages") List<Message> messages) {
        List<ObjectNode> records = IntStream.range(0, messages.size())
                .mapToObj(i -> record("m" + i, BODIES.get(messages.get(i).body())))
                .toList();
        assertEquals(
                IntStream.range(0, messages.size())
                        .filter(i -> messages.get(i).body().startsWith("u"))
                        .mapToObj(i -> "m" + i)
                        .collect(Collectors.toList()),
                failed(records));
    }
}
