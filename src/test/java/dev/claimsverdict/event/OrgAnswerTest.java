package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.answer.JsonSize;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestOrg;
import dev.claimsverdict.verdict.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The answer on an org, which has a cell for each IdP under each rule, and its line in the log. */
class OrgAnswerTest {

    private static final TestLog LOG = new TestLog();
    private static final Events EVENTS = TestApi.events(RequestSettings.DEFAULT, Registry.EMPTY, LOG);

    private static TestOrg org(int idps, int rules) {
        TestOrg org = TestOrg.empty();
        for (int i = 0; i < idps; i++) {
            org.idp(TestApi.JSON
                    .createObjectNode()
                    .put("id", "i" + i)
                    .put("type", "OIDC")
                    .set("protocol", TestApi.json("{}")));
        }
        for (int i = 0; i < rules; i++) {
            org.rule(TestApi.JSON.createObjectNode().put("id", "r" + i).put("factorMode", "1FA"));
        }
        return org;
    }

    private static HttpResult post(TestOrg org) {
        return HttpResult.of(TestApi.invoke(
                EVENTS,
                TestApi.httpEvent("POST", TestOrg.PATH, org.request().toString())
                        .toString()));
    }

    @DisplayName("the largest matrix that is answered fits, and one rule more is a problem that names the command line")
    @Test
    void largest() {
        int idps = 60;
        int fits = 100;
        int tooMany = 1_000;
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) / 2;
            if (post(org(idps, middle)).status() == 200) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        JsonNode answer = TestApi.invoke(
                EVENTS,
                TestApi.httpEvent(
                                "POST", TestOrg.PATH, org(idps, fits).request().toString())
                        .toString());
        assertTrue(answer.toString().getBytes(StandardCharsets.UTF_8).length <= JsonSize.MAX_BYTES + 1_000);
        assertEquals(idps * fits, HttpResult.of(answer).json().path("matrix").size());
        int decisions = LOG.decisions.size();
        HttpResult refused = post(org(idps, tooMany));
        assertEquals(422, refused.status());
        assertTrue(refused.json().path("detail").asText().contains("claims-verdict audit"), refused.body());
        assertEquals(decisions, LOG.decisions.size());
        // So it is for a direct invocation.
        ObjectNode direct = org(idps, tooMany).request().put("kind", "org");
        UnreadableEvent failure = assertThrows(UnreadableEvent.class, () -> TestApi.invoke(EVENTS, direct.toString()));
        assertTrue(failure.getMessage().contains("claims-verdict audit"), failure.getMessage());
        assertTrue(TestApi.invoke(
                        EVENTS, org(idps, fits).request().put("kind", "org").toString())
                .has("matrix"));
    }

    @DisplayName("very many IdPs have their worst findings, and even more are refused")
    @Test
    void manyIdps() {
        for (int idps : new int[] {2_000, 15_000}) {
            TestOrg org = TestOrg.empty();
            for (int i = 0; i < idps; i++) {
                org.idp(TestApi.JSON.createObjectNode().put("id", "" + i));
            }
            JsonNode answer = TestApi.invoke(
                    EVENTS,
                    TestApi.httpEvent("POST", TestOrg.PATH, org.request().toString())
                            .toString());
            assertTrue(answer.toString().getBytes(StandardCharsets.UTF_8).length <= JsonSize.MAX_BYTES + 1_000);
            assertEquals(idps == 2_000 ? 200 : 422, answer.path("statusCode").asInt(), "of " + idps);
        }
    }

    @DisplayName("no cell is smaller than what the number of cells is judged by")
    @Test
    void smallestCell() {
        JsonNode verdict = TestOrg.empty()
                .idp("a", "{}")
                .idp("b", "{}")
                .rule("x", "{access: 'DENY'}")
                .rule("y", "{factorMode: '1FA'}")
                .evidence("b", "{amr: ['pwd']}")
                .verdict();
        for (JsonNode cell : verdict.path("matrix")) {
            assertTrue(JsonSize.bytes(cell.toString()) >= VerdictWriter.LEAST_BYTES_OF_CELL, cell.toString());
        }
    }

    @DisplayName("one line in the log: the worst verdict and each code once, and nothing that the caller named")
    @Test
    void log() {
        LOG.decisions.clear();
        LOG.undecided.clear();
        TestOrg org = TestOrg.empty()
                .idp("zebra1", "{}")
                .idp("zebra2", "{name: 'zebra'}")
                .idp("zebra3", "{}")
                .rule("zebra4", "{factorMode: '3FA'}")
                .evidence("zebra1", "{amr: []}");
        assertEquals(200, post(org).status());
        assertEquals(1, LOG.decisions.size());
        DecisionRecord line = LOG.decisions.getFirst();
        assertEquals("BREAKING", line.verdict());
        assertEquals(
                List.of(
                        FindingCode.FLOW_BREAKS_NO_AMR,
                        FindingCode.RULE_MALFORMED,
                        FindingCode.AMR_EVIDENCE_MISSING,
                        FindingCode.PKCE_NOT_REQUIRED),
                line.findings());
        assertEquals(0, line.findingsOmitted());
        assertEquals(Optional.empty(), line.idpId());
        assertEquals(
                422,
                post(TestOrg.empty().evidence("zebra", "{zebra: 1}").idp("a", "{}"))
                        .status());
        assertEquals(
                List.of(
                        "UNREADABLE: The field names none of the request's idps: its name must be the id of one of them."),
                LOG.undecided);
        assertFalse(LOG.toString().contains("zebra"));
    }
}
