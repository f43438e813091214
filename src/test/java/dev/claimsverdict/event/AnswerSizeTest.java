package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.verdict.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lambda takes answers of 6 MB at most: none is larger than 5, whatever is asked. */
class AnswerSizeTest {

    private static final int BODY = 256 * 1024;
    private static final int EVENT = 5_900_000;

    private static String array(String element, int bytes) {
        int count = (bytes - 300) / (element.length() + 1);
        return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
    }

    private static String rules(String rules) {
        return "{\"after\":{\"type\":\"OIDC\",\"protocol\":{}},\"context\":{\"rules\":" + rules + "}}";
    }

    /** An IdP with a hundred members that stand twice, as deep as they may, whose names are longest when written. */
    private static String twice() {
        String name = "\\u0001".repeat(100);
        String twice = IntStream.range(0, 100)
                .mapToObj("\"%1$d\":1,\"%1$d\":1"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
        String nested = twice;
        for (int depth = 0; depth < 29; depth++) {
            nested = "{\"" + name + "\":" + nested + "}";
        }
        return "{\"after\":{\"type\":\"OIDC\",\"protocol\":{},\"_\":" + nested + "}}";
    }

    private static String distinct(int bytes) {
        return IntStream.range(0, (bytes - 300) / 8)
                .mapToObj(number -> "\"" + Integer.toString(100_000 + number, 36) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String dryRun(String amr) {
        return "{\"idp\":{\"type\":\"OIDC\",\"policy\":{\"trustClaims\":true}},\"amr\":" + amr + "}";
    }

    private static String change(String address) {
        return "{\"type\":\"okta_idp_oidc\",\"address\":\"" + address
                + "\",\"change\":{\"actions\":[\"create\"],\"after\":"
                + "{\"authorization_url\":\"x\",\"token_url\":\"x\",\"jwks_url\":\"x\",\"issuer_url\":\"x\",\"user_info_url\":\"x\","
                + "\"client_secret\":\"x\",\"max_clock_skew\":999999,\"trust_claims\":true}}}";
    }

    private static String plan(int changes, String address) {
        return "{\"resource_changes\":[" + String.join(",", Collections.nCopies(changes, change(address))) + "]}";
    }

    private static String sns(int records, String message) {
        ObjectNode record = TestApi.JSON.createObjectNode().put("EventSource", "aws:sns");
        record.putObject("Sns").put("Message", message);
        return "{\"Records\":[" + String.join(",", Collections.nCopies(records, record.toString())) + "]}";
    }

    private static String hook(int events) {
        return "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":["
                + String.join(
                        ",",
                        Collections.nCopies(
                                events,
                                "{\"eventType\":\"system.idp.lifecycle.update\",\"target\":[{\"type\":\"IdentityProvider\",\"id\":\"0oa\"}]}"))
                + "]}}";
    }

    private static String direct(String kind, String request) {
        return request.replaceFirst("\\{", "{\"kind\":\"" + kind + "\",");
    }

    static Stream<String> hostile() {
        String idps = "/v1/idp-verdicts";
        Stream<String> http = Stream.of(
                        rules(array("{\"type\":\"\"}", BODY)),
                        rules(array("{}", BODY)),
                        twice(),
                        plan(900, "a"),
                        plan(200, "\\u0001".repeat(150)))
                .map(body -> TestApi.httpEvent("POST", idps, body).toString());
        Stream<String> dryRuns = Stream.of(dryRun(distinct(BODY)), dryRun(array("\"\\\"\"", BODY)))
                .map(body -> TestApi.httpEvent("POST", "/v1/amr-verdicts", body).toString());
        Stream<String> events = Stream.of(
                direct("idp", rules(array("{\"type\":\"\"}", EVENT))),
                direct("idp", plan(1000, "x".repeat(4_000))),
                direct("amr", dryRun(distinct(EVENT))),
                sns(1, plan(1000, "a")),
                sns(20, plan(1000, "a")),
                sns(1000, rules(array("{\"type\":\"\"}", 3000))),
                sns(10, twice()),
                sns(1, hook(1000)),
                sns(1, hook(30_000)),
                sns(1000, rules("[]")),
                sns(1001, rules("[]")));
        return Stream.of(http, dryRuns, events).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("no answer is larger than 5 MB: it has fewer findings, or the event fails and goes back whole")
    void bounded(String event) {
        String answer;
        try {
            answer = TestApi.invoke(event).toString();
        } catch (UnreadableEvent failure) {
            answer = failure.getMessage();
        }
        int bytes = answer.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= AnswerSize.MAX_BYTES, bytes + " bytes");
    }

    @Test
    @DisplayName("256 KiB of rules that no AMR satisfies: the worst hundred, the last of which counts the rest")
    void verdict() {
        int rules = 20_000;
        JsonNode verdict = TestApi.verdict(
                "/v1/idp-verdicts", rules("[" + String.join(",", Collections.nCopies(rules, "{\"type\":\"\"}")) + "]"));
        JsonNode findings = verdict.path("findings");
        assertEquals(100, findings.size());
        assertEquals("INVALID", verdict.path("verdict").asText());
        assertEquals("OIDC_ISSUER_MISSING", findings.path(0).path("code").asText());
        List<String> codes = findings.findValuesAsText("code");
        assertEquals("FINDINGS_OMITTED", codes.getLast());
        assertEquals(98, codes.lastIndexOf("RULE_OUT_OF_REACH"));
        long rulesTold = codes.stream().filter("RULE_OUT_OF_REACH"::equals).count();
        String message = findings.path(99).path("message").asText();
        int omitted = Integer.parseInt(message.substring(0, message.indexOf(' ')));
        // All else, such as PKCE_NOT_REQUIRED, is milder than the rules.
        assertTrue(omitted >= rules - rulesTold && omitted < rules - rulesTold + 5, message);
    }

    @Test
    @DisplayName("a plan of a thousand changes: each has its verdict and its worst findings")
    void thousandChanges() {
        JsonNode one =
                TestApi.invoke(direct("idp", plan(1, "a"))).path("changes").path(0);
        JsonNode plan = TestApi.invoke(direct("idp", plan(1000, "a")));
        assertEquals(1000, plan.path("changes").size());
        for (JsonNode change : plan.path("changes")) {
            assertEquals(one.path("verdict"), change.path("verdict"));
            assertEquals(
                    one.path("findings").path(0).path("code"),
                    change.path("findings").path(0).path("code"));
            int told = change.path("findings").size();
            assertTrue(told > 2 && told < one.path("findings").size(), told + " findings");
            assertEquals(
                    "FINDINGS_OMITTED",
                    change.path("findings").path(told - 1).path("code").asText());
        }
        assertEquals(one.path("verdict"), plan.path("verdict"));
    }

    @Test
    @DisplayName("a plan of a hundred changes has all findings")
    void hundredChanges() {
        JsonNode one =
                TestApi.invoke(direct("idp", plan(1, "a"))).path("changes").path(0);
        for (JsonNode change : TestApi.invoke(direct("idp", plan(100, "a"))).path("changes")) {
            assertEquals(
                    one.path("findings").findValuesAsText("code"),
                    change.path("findings").findValuesAsText("code"));
        }
    }

    @ParameterizedTest(name = "{0} rules: {1} codes, {2} omitted")
    @CsvSource({"10, 15, 0", "15, 20, 0", "16, 20, 2", "5000, 20, 4986"})
    @DisplayName("a line of the log has at most 20 codes, the last of which stands for the rest, and their number")
    void line(int rules, int codes, int omitted) {
        TestLog log = new TestLog();
        var events = TestApi.events(new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), Registry.EMPTY, log);
        String request = rules("[" + String.join(",", Collections.nCopies(rules, "{\"type\":\"\"}")) + "]");
        TestApi.invoke(
                events, TestApi.httpEvent("POST", "/v1/idp-verdicts", request).toString());
        DecisionRecord line = log.decisions.getFirst();
        assertEquals(codes, line.findings().size());
        assertEquals(omitted, line.findingsOmitted());
        assertEquals(omitted > 0, line.findings().getLast() == FindingCode.FINDINGS_OMITTED);
    }

    @Test
    @DisplayName("an address of any length is shown by its beginning")
    void address() {
        String address = "module.a[\\\"" + "\u00e4".repeat(10_000) + "\\\"].okta_idp_oidc.b";
        String shown = TestApi.invoke(direct("idp", plan(1, address)))
                .path("changes")
                .path(0)
                .path("address")
                .asText();
        assertTrue(shown.length() < 600 && shown.endsWith("…") && shown.startsWith("module.a[\"ä"), shown);
    }

    @Test
    @DisplayName("a batch of a thousand records of SNS is answered, each with its verdict; a larger one fails")
    void records() {
        ArrayNode answers = (ArrayNode) TestApi.invoke(sns(1000, rules(array("{\"type\":\"\"}", 3000))));
        assertEquals(1000, answers.size());
        for (JsonNode answer : answers) {
            assertEquals("INVALID", answer.path("verdict").asText());
            assertEquals("OIDC_ISSUER_MISSING", TestApi.first(answer));
        }
        String event = sns(1001, rules("[]"));
        assertThrows(UnreadableEvent.class, () -> TestApi.invoke(event));
    }

    @Test
    @DisplayName("a batch of SNS has a thousand verdicts at most, however few records they are in")
    void verdicts() {
        assertEquals(2, TestApi.invoke(sns(2, plan(500, "a"))).size());
        assertEquals(1, TestApi.invoke(sns(1, hook(1000))).size());
        for (String event : List.of(sns(3, plan(334, "a")), sns(1, hook(1001)))) {
            UnreadableEvent failure = assertThrows(UnreadableEvent.class, () -> TestApi.invoke(event));
            assertTrue(failure.getMessage().contains("at most 1000 verdicts"), failure.getMessage());
        }
    }

    @ParameterizedTest(name = "{0} IdPs, {1} rules: {2}")
    @CsvSource({"1000, 500, 200", "1001, 500, 422"})
    @DisplayName("an org over HTTP has at most 500,000 pairs of an IdP and a rule, of inactive IdPs, too")
    void pairs(int idps, int rules, int status) {
        String idp = "{\"id\":\"%d\",\"type\":\"X\",\"protocol\":{},\"status\":\"INACTIVE\"}";
        String request = "{\"idps\":" + numbered(idp, idps) + ",\"rules\":"
                + numbered("{\"id\":\"%d\",\"type\":\"\"}", rules) + "}";
        JsonNode answer = TestApi.http("POST", "/v1/org-verdicts", request);
        assertEquals(status, answer.path("statusCode").asInt());
        assertEquals(status == 422, answer.path("body").asText().contains("more than 500000 pairs"));
    }

    private static String numbered(String element, int count) {
        return IntStream.range(0, count).mapToObj(element::formatted).collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    @DisplayName("a batch stops at the record that has one verdict too many: nothing behind it is judged")
    void stops() {
        TestLog log = new TestLog();
        var events = TestApi.events(new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), Registry.EMPTY, log);
        assertThrows(UnreadableEvent.class, () -> TestApi.invoke(events, sns(20, plan(600, "a"))));
        assertEquals(1200, log.decisions.size());
    }
}
