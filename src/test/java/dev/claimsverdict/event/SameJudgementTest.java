package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same change of an IdP, judged identically however it arrives: the verdict, its findings and its decision id. */
@DisplayName("the same change through every shape")
class SameJudgementTest {

    private static final ObjectNode OFF = idp(false);
    private static final ObjectNode ON = idp(true);

    private static ObjectNode idp(boolean trustClaims) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.path("policy")).put("trustClaims", trustClaims);
        return idp;
    }

    private static ObjectNode object() {
        return TestApi.JSON.createObjectNode();
    }

    private static ObjectNode change(JsonNode before, JsonNode after) {
        ObjectNode change = object();
        if (before != null) {
            change.set("before", before);
        }
        if (after != null) {
            change.set("after", after);
        }
        return change;
    }

    /** A request by each name: what it is, and what the System Log would call it. */
    private static Map<String, ObjectNode> changes() {
        Map<String, ObjectNode> changes = new LinkedHashMap<>();
        changes.put("trust turned on", change(OFF, ON));
        changes.put("trust turned off", change(ON, OFF));
        changes.put("nothing relevant", change(ON, ON));
        changes.put("created", change(null, ON));
        changes.put("deleted", change(ON, null));
        changes.put("incomplete", change(null, HttpResult.with(ON, "/protocol/issuer", null)));
        changes.put(
                "with a secret",
                change(
                        null,
                        HttpResult.with(ON, "/protocol/credentials/client/client_secret", TestApi.json("\"zebra\""))));
        return changes;
    }

    @TestFactory
    Stream<DynamicTest> everyShape() {
        return changes().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> check(each.getValue())));
    }

    private static void check(ObjectNode change) {
        String verdict = HttpResult.post("/v1/idp-verdicts", change).body();
        ObjectNode withKind = change.deepCopy().put("kind", "idp");
        String systemLog = systemLog(change);
        String hook = hook(systemLog);
        assertAll(
                () -> assertEquals(verdict, answer(withKind), "direct"),
                () -> assertEquals(verdict, answer(eventBridge("IdP Configuration Change", "com.example", change))),
                () -> assertEquals(verdict, answer(eventBridge("IdP Configuration Change", "com.example", withKind))),
                () -> assertEquals(
                        verdict,
                        answer(eventBridge("SystemLog", "aws.partner/okta.com/example/log", TestApi.json(systemLog)))),
                () -> assertEquals(
                        verdict,
                        TestApi.invoke(cloudEvent(change).toString())
                                .path("data")
                                .toString()),
                () -> assertEquals(
                        verdict,
                        TestApi.invoke(cloudEvent(TestApi.json(systemLog)).toString())
                                .path("data")
                                .toString()),
                () -> assertEquals("[" + verdict + "]", answer(sns(change.toString()))),
                () -> assertEquals("[" + verdict + "]", answer(sns(systemLog))),
                () -> assertEquals("[" + verdict + "]", answer(sns(hook))));
        JsonNode expected = TestApi.json(verdict);
        for (String body : List.of(
                change.toString(),
                withKind.toString(),
                eventBridge("IdP Configuration Change", "com.example", change).toString(),
                cloudEvent(change).toString(),
                sns(change.toString()).at("/Records/0/Sns").toString(),
                systemLog,
                hook)) {
            DecisionRecord decision = decision(sqs(body));
            assertAll(
                    body,
                    () -> assertEquals(expected.path("verdict").asText(), decision.verdict()),
                    () -> assertEquals(expected.path("decisionId").asText(), decision.decisionId()),
                    () -> assertEquals(
                            expected.path("findings").size(),
                            decision.findings().size()));
        }
    }

    private static String answer(JsonNode event) {
        return TestApi.invoke(event.toString()).toString();
    }

    /** What the log tells of a batch of one, since the queue is told nothing. */
    private static DecisionRecord decision(JsonNode batch) {
        TestLog log = new TestLog();
        Events events = TestApi.events(new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), Registry.EMPTY, log);
        assertEquals(
                "{\"batchItemFailures\":[]}",
                TestApi.invoke(events, batch.toString()).toString());
        assertEquals(1, log.decisions.size());
        return log.decisions.getFirst();
    }

    private static ObjectNode eventBridge(String detailType, String source, JsonNode detail) {
        return object().put("version", "0")
                .put("id", "17793124")
                .put("detail-type", detailType)
                .put("source", source)
                .set("detail", detail);
    }

    private static ObjectNode cloudEvent(JsonNode data) {
        return object().put("specversion", "1.0")
                .put("id", "1")
                .put("source", "/test")
                .put("type", "test")
                .set("data", data);
    }

    private static ObjectNode sns(String message) {
        ObjectNode event = object();
        event.putArray("Records")
                .addObject()
                .put("EventSource", "aws:sns")
                .putObject("Sns")
                .put("Type", "Notification")
                .put("Message", message);
        return event;
    }

    private static ObjectNode sqs(String body) {
        ObjectNode event = object();
        event.putArray("Records")
                .addObject()
                .put("messageId", "m1")
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:eu-central-1:123456789012:changes")
                .put("body", body);
        return event;
    }

    private static String systemLog(JsonNode change) {
        boolean deleted = !change.has("after");
        ObjectNode event = object().put("eventType", "system.idp.lifecycle." + (deleted ? "delete" : "update"));
        ObjectNode target =
                event.putArray("target").addObject().put("id", "0oa1").put("type", "IdentityProvider");
        ObjectNode details = target.putObject("changeDetails");
        details.set("from", change.path("before"));
        details.set("to", change.path("after"));
        return event.toString();
    }

    private static String hook(String systemLog) {
        ObjectNode delivery = object().put("eventType", "com.okta.event_hook");
        delivery.putObject("data").putArray("events").add(TestApi.json(systemLog));
        return delivery.toString();
    }
}
