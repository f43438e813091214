package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Section 6, {@code CONFIG_NOT_IN_EVENT}: events of Okta's System Log, which have of the configuration what their
 * details have, else what the deployment knows, else nothing.
 */
class SystemLogTest {

    private static final String UPDATE = "system.idp.lifecycle.update";

    private final TestLog log = new TestLog();

    private static ObjectNode idp(String id, boolean trustClaims) {
        ObjectNode idp = TestIdp.oidc().put("id", id);
        ((ObjectNode) idp.path("policy")).put("trustClaims", trustClaims);
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", "https://" + id + ".example.com");
        return idp;
    }

    /** The registry of these entries, each the JSON of a file. */
    private static Registry registry(String... entries) {
        return TestRegistry.of(
                Stream.of(entries).map(each -> (ObjectNode) TestApi.json(each)).toArray(ObjectNode[]::new));
    }

    private static ObjectNode event(String type, String id) {
        ObjectNode event = TestApi.JSON.createObjectNode();
        event.put("uuid", "f1d0b993").put("eventType", type).put("published", "2026-11-24T11:59:58.123Z");
        event.putObject("outcome").put("result", "SUCCESS").putNull("reason");
        event.putArray("target").addObject().put("id", id).put("type", "IdentityProvider");
        return event;
    }

    private static ObjectNode with(ObjectNode event, String from, String to) {
        ObjectNode details = ((ObjectNode) event.at("/target/0")).putObject("changeDetails");
        details.set("from", TestApi.json(from));
        details.set("to", TestApi.json(to));
        return event;
    }

    private JsonNode judge(Registry registry, JsonNode event) {
        ObjectNode eventBridge = TestApi.JSON.createObjectNode();
        eventBridge.put("detail-type", "SystemLog").put("source", "aws.partner/okta.com/example/log");
        eventBridge.set("detail", event);
        RequestSettings settings = new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT);
        return TestApi.invoke(TestApi.events(settings, registry, log), eventBridge.toString());
    }

    private static String told(JsonNode verdict) {
        String findings = StreamSupport.stream(verdict.path("findings").spliterator(), false)
                .map(finding -> finding.path("code").asText())
                .filter(code -> !code.equals("PKCE_NOT_REQUIRED"))
                .collect(Collectors.joining(" "));
        return verdict.path("verdict").asText() + " " + findings;
    }

    @ParameterizedTest(name = "from {0} to {1} -> {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                | {}                                 | NONE           | AT_RISK"
                        + " CONFIG_NOT_IN_EVENT",
                "{\"trustClaims\":false}           | {\"trustClaims\":true}             | CLAIMS_SHARING | AT_RISK"
                        + " CONFIG_NOT_IN_EVENT AMR_EVIDENCE_MISSING",
                "{\"trustClaims\":true}            | {\"trustClaims\":false}            | NONE           | AT_RISK"
                        + " TRUST_TURNED_OFF CONFIG_NOT_IN_EVENT",
                "{\"policy\":{\"trustClaims\":true}} | {\"policy\":{\"trustClaims\":false}} | NONE       | AT_RISK"
                        + " TRUST_TURNED_OFF CONFIG_NOT_IN_EVENT",
                "{\"trustClaims\":true}            | {\"name\":\"x\"}                   | NONE           | AT_RISK"
                        + " CONFIG_NOT_IN_EVENT",
                "{\"trustClaims\":\"true\"}        | {\"trustClaims\":0}                | NONE           | AT_RISK"
                        + " CONFIG_NOT_IN_EVENT",
                "\"false\"                         | \"true\"                           | NONE           | AT_RISK"
                        + " CONFIG_NOT_IN_EVENT",
                "null                              | [1]                                | NONE           | AT_RISK"
                        + " CONFIG_NOT_IN_EVENT",
            })
    @DisplayName("an IdP that the deployment doesn't know: no more is said than the details say")
    void unknownIdp(String from, String to, String trust, String expected) {
        JsonNode verdict = judge(Registry.EMPTY, with(event(UPDATE, "0oa1"), from, to));
        assertEquals(expected, told(verdict));
        assertEquals(trust, verdict.at("/trust/mode").asText());
        assertEquals("/target/0", verdict.at("/findings/0/pointer").asText());
        assertEquals(
                List.of("0oa1"),
                log.decisions.stream().flatMap(each -> each.idpId().stream()).toList());
    }

    @Test
    @DisplayName("trust in an org whose claims sharing is off")
    void claimsSharingOff() {
        Org off = new Org(Org.Engine.IDENTITY_ENGINE, false, true, false, Org.IdpUsage.SSO, false);
        Events events = TestApi.events(new RequestSettings(false, AmrTable.DEFAULT, off), Registry.EMPTY, log);
        ObjectNode batch = TestApi.JSON.createObjectNode();
        batch.putArray("Records")
                .addObject()
                .put("eventSource", "aws:sqs")
                .put("messageId", "m")
                .put(
                        "body",
                        with(event(UPDATE, "0oa1"), "{}", "{\"trustClaims\":true}")
                                .toString());
        TestApi.invoke(events, batch.toString());
        assertEquals(
                "[CLAIMS_SHARING_FEATURE_OFF, CONFIG_NOT_IN_EVENT]",
                log.decisions.getFirst().findings().toString());
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "system.idp.lifecycle.create     |                        | AT_RISK AMR_EVIDENCE_MISSING"
                        + " CONFIG_NOT_IN_EVENT",
                "system.idp.lifecycle.update     |                        | AT_RISK AMR_EVIDENCE_MISSING"
                        + " CONFIG_NOT_IN_EVENT",
                "system.idp.lifecycle.update     | {\"trustClaims\":false} | AT_RISK TRUST_TURNED_OFF"
                        + " CONFIG_NOT_IN_EVENT",
                "system.idp.lifecycle.activate   |                        | AT_RISK AMR_EVIDENCE_MISSING"
                        + " CONFIG_NOT_IN_EVENT",
                "system.idp.lifecycle.deactivate |                        | AT_RISK SIGN_IN_ENDS"
                        + " CONFIG_NOT_IN_EVENT",
                "system.idp.lifecycle.delete     |                        | AT_RISK SIGN_IN_ENDS"
                        + " CONFIG_NOT_IN_EVENT",
                "system.idp.key.create           |                        | AT_RISK AMR_EVIDENCE_MISSING"
                        + " CONFIG_NOT_IN_EVENT",
            })
    @DisplayName("an IdP of the registry: its configuration is judged, and that it is the registry's is said")
    void knownIdp(String type, String to, String expected) {
        Registry registry = registry("{\"idp\":" + idp("0oa1", true) + "}");
        ObjectNode event = event(type, "0oa1");
        JsonNode verdict = judge(registry, to == null ? event : with(event, "{\"trustClaims\":true}", to));
        assertEquals(expected, sorted(told(verdict)), told(verdict));
        String message = StreamSupport.stream(verdict.path("findings").spliterator(), false)
                .filter(finding -> finding.path("code").asText().equals("CONFIG_NOT_IN_EVENT"))
                .map(finding -> finding.path("level").asText() + " "
                        + finding.path("message").asText())
                .findFirst()
                .orElseThrow();
        assertTrue(message.startsWith("INFO"), message);
        assertTrue(message.contains("the deployment's registry"), message);
    }

    /** CONFIG_NOT_IN_EVENT last, wherever its level and the catalogue put it. */
    private static String sorted(String told) {
        return told.replace(" CONFIG_NOT_IN_EVENT", "") + " CONFIG_NOT_IN_EVENT";
    }

    @Test
    @DisplayName("an untrusted IdP of the registry is safe")
    void knownUntrusted() {
        Registry registry = registry("{\"idp\":" + idp("0oa1", false) + "}");
        assertEquals("SAFE CONFIG_NOT_IN_EVENT", told(judge(registry, event(UPDATE, "0oa1"))));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "system.idp.lifecycle.deactivate | BREAKING LAST_TRUSTED_IDP",
                "system.idp.lifecycle.delete     | BREAKING LAST_TRUSTED_IDP",
            })
    @DisplayName("LAST_TRUSTED_IDP: the registry's other IdPs and rules are the org around it")
    void lastTrusted(String type, String expected) {
        String twoFactors = "{\"factorMode\":\"2FA\",\"type\":\"ASSURANCE\"}";
        String chain = "{\"type\":\"AUTH_METHOD_CHAIN\",\"chains\":[]}";
        String last = "{\"idp\":" + idp("0oa1", true) + ",\"rule\":" + chain + ",\"rulesByRoute\":{\"GET /\":"
                + twoFactors + "}}";
        Registry alone = registry(last, "{\"idp\":" + idp("0oa2", false) + "}");
        JsonNode verdict = judge(alone, event(type, "0oa1"));
        assertTrue(told(verdict).startsWith(expected), told(verdict));
        assertFalse(told(verdict).contains("RULE_OUT_OF_REACH"), "the rules were not sent to be judged");
        Registry withAnother = registry(last, "{\"idp\":" + idp("0oa2", true) + "}");
        assertTrue(told(judge(withAnother, event(type, "0oa1"))).startsWith("AT_RISK"));
    }

    @Test
    @DisplayName("the registry's secret was not in the event")
    void noSecretInEvent() {
        ObjectNode idp = idp("0oa1", false);
        ((ObjectNode) idp.at("/protocol/credentials/client")).put("client_secret", "zebra");
        JsonNode verdict = judge(registry("{\"idp\":" + idp + "}"), event(UPDATE, "0oa1"));
        assertEquals("SAFE CONFIG_NOT_IN_EVENT", told(verdict));
    }

    @Test
    @DisplayName("an org of its own in the registry's file")
    void orgOfTheEntry() {
        Registry registry = registry("{\"idp\":" + idp("0oa1", true) + ",\"org\":{\"claimsSharing\":false}}");
        assertTrue(told(judge(registry, event(UPDATE, "0oa1"))).startsWith("AT_RISK CLAIMS_SHARING_FEATURE_OFF"));
    }

    @Test
    @DisplayName("details with the whole IdP are judged as a change, and outrank the registry")
    void wholeDetails() {
        Registry registry = registry("{\"idp\":" + idp("0oa1", false) + "}");
        JsonNode verdict = judge(
                registry,
                with(
                        event(UPDATE, "0oa1"),
                        idp("0oa1", true).toString(),
                        idp("0oa1", false).toString()));
        assertEquals("AT_RISK TRUST_TURNED_OFF", told(verdict));
        assertEquals(
                "/after/policy/trustClaims", verdict.at("/findings/0/pointer").asText());
    }

    @ParameterizedTest(name = "{0}, details have from: {1} -> {2}")
    @CsvSource({
        "system.idp.lifecycle.delete, true,  /before",
        "system.idp.lifecycle.delete, false, /target/0",
        "system.idp.lifecycle.update, true,  /target/0",
        "system.idp.lifecycle.update, false, /after",
    })
    @DisplayName("a deleted IdP is what the details had before, a changed one what they have after")
    void oneSide(String type, boolean from, String place) {
        String whole = idp("0oa1", true).toString();
        JsonNode verdict = judge(Registry.EMPTY, with(event(type, "0oa1"), from ? whole : "{}", from ? "{}" : whole));
        String pointer = verdict.at("/findings/0/pointer").asText();
        assertTrue(pointer.startsWith(place), verdict::toString);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "user.session.start",
                "policy.rule.update",
                "system.idp",
                "system.idpx.lifecycle.update",
                "SYSTEM.IDP.LIFECYCLE.UPDATE",
                "system.idp.lifecycle.read_client_secret",
                ""
            })
    @DisplayName("events of another type, and reading a secret, are passed over, with a line in the log")
    void ignored(String type) {
        JsonNode answer = judge(Registry.EMPTY, event(type, "0oa1"));
        assertEquals(1, answer.size());
        assertTrue(answer.path("ignored").isTextual());
        assertEquals(List.of(), log.decisions);
        assertEquals(List.of("IGNORED: " + answer.path("ignored").asText()), log.undecided);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"FAILURE, false", "DENY, false", "SUCCESS, true", "ALLOW, true", "UNKNOWN, true", "zebra, true"})
    @DisplayName("a change that failed or was denied is none")
    void outcome(String result, boolean judged) {
        ObjectNode event = event(UPDATE, "0oa1");
        ((ObjectNode) event.path("outcome")).put("result", result);
        assertEquals(judged, judge(Registry.EMPTY, event).has("verdict"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"eventType\":\"system.idp.lifecycle.update\"}",
                "{\"eventType\":\"system.idp.lifecycle.update\",\"target\":null}",
                "{\"eventType\":\"system.idp.lifecycle.update\",\"target\":[]}",
                "{\"eventType\":\"system.idp.lifecycle.update\",\"target\":[{}]}",
                "{\"eventType\":\"system.idp.lifecycle.update\",\"target\":[{\"id\":null}],\"outcome\":null}",
            })
    @DisplayName("an event that names no IdP is at risk all the same, since something changed")
    void noTarget(String event) {
        assertEquals("AT_RISK CONFIG_NOT_IN_EVENT", told(judge(Registry.EMPTY, TestApi.json(event))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                             | /eventType: The field is missing.",
                "{\"eventType\":1}                                              | /eventType: The field must be a"
                        + " string.",
                "[]                                                             | /eventType",
                "{\"eventType\":\"system.idp.x\",\"target\":{}}                 | /target: The field must be an array"
                        + " of objects.",
                "{\"eventType\":\"system.idp.x\",\"target\":[\"0oa1\"]}         | /target/0: The field must be an"
                        + " object.",
                "{\"eventType\":\"system.idp.x\",\"target\":[{\"id\":1}]}       | /target/0/id: The field must be a"
                        + " string.",
                "{\"eventType\":\"system.idp.x\",\"outcome\":\"SUCCESS\"}       | /outcome: The field must be an"
                        + " object.",
            })
    @DisplayName("what is no event of the System Log can't be read")
    void unreadable(String event, String message) {
        String said = assertThrows(UnreadableEvent.class, () -> judge(Registry.EMPTY, TestApi.json(event)))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    @DisplayName("which of several targets is the IdP: the one of that type, else the one with details, else the first")
    void whichTarget() {
        ObjectNode event = event(UPDATE, "0oa1");
        ((ObjectNode) event.at("/target/0")).put("type", "User");
        event.withArray("target").addObject().put("id", "0oa2").put("type", "identityProvider");
        assertEquals(
                "/target/1",
                judge(Registry.EMPTY, event).at("/findings/0/pointer").asText());
        ((ObjectNode) event.at("/target/1")).put("type", "x");
        assertEquals(
                "/target/0",
                judge(Registry.EMPTY, event).at("/findings/0/pointer").asText());
        ((ObjectNode) event.at("/target/1")).putObject("changeDetails");
        assertEquals(
                "/target/1",
                judge(Registry.EMPTY, event).at("/findings/0/pointer").asText());
    }

    @Test
    @DisplayName("Okta's own sample of an event hook's events is about a session, and so passed over")
    void oktasSample() throws IOException {
        JsonNode sample =
                TestApi.json(Files.readString(Path.of("src/test/resources/okta-events/event-hook-sample.json")));
        assertTrue(judge(Registry.EMPTY, sample.at("/data/events/0")).has("ignored"));
    }

    @Test
    @DisplayName("secrets in details enter neither the answer nor the decision id")
    void secrets() {
        String with = "{\"protocol\":{\"credentials\":{\"client\":{\"client_secret\":\"zebra\"}}}}";
        JsonNode verdict = judge(Registry.EMPTY, with(event(UPDATE, "0oa1"), "{}", with));
        assertFalse(verdict.toString().contains("zebra"));
        assertEquals(
                verdict.path("decisionId").asText(),
                judge(Registry.EMPTY, with(event(UPDATE, "0oa1"), "{}", with.replace("zebra", "lion")))
                        .path("decisionId")
                        .asText());
    }

    @Test
    @DisplayName("a detail of 1 MB is judged like any other")
    void oneMegabyte() {
        ObjectNode event = event(UPDATE, "0oa1");
        event.putObject("debugContext").put("debugData", "x".repeat(1024 * 1024));
        assertEquals("AT_RISK CONFIG_NOT_IN_EVENT", told(judge(Registry.EMPTY, event)));
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.put("detail-type", "IdP Configuration Change").put("source", "com.example");
        change.putObject("detail").set("after", idp("0oa1", true).put("description", "x".repeat(1024 * 1024)));
        assertEquals("AT_RISK AMR_EVIDENCE_MISSING", told(TestApi.invoke(change.toString())));
    }
}
