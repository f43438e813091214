package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestOrg;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A matrix says of each IdP and each rule what a dry run of the two says. */
class OrgPropertiesTest {

    private static final List<String> RULES = List.of(
            "{factorMode: '1FA'}",
            "{factorMode: '2FA'}",
            "{factorMode: '2FA', reauthenticateIn: 'PT0S'}",
            "{factorMode: '2FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]}",
            "{factorMode: '2FA', constraints: [{knowledge: {types: ['PASSWORD']}, possession: {hardwareProtection: 'REQUIRED'}}]}",
            "{factorMode: '2FA', constraints: [{possession: {userVerification: 'REQUIRED'}}, {knowledge: {}}]}",
            "{factorMode: '2FA', constraints: [{knowledge: {}}, {possession: {userVerification: 'REQUIRED'}}]}",
            "{factorMode: '1FA', constraints: [{possession: {phishingResistant: 'REQUIRED'}}]}",
            "{factorMode: '1FA', constraints: [{possession: {methods: ['OTP']}}]}",
            "{type: 'AUTH_METHOD_CHAIN'}",
            "{access: 'DENY'}",
            "{requireFactor: true}",
            "{requireFactor: false}");

    /** An org, with what its IdPs send; no evidence of an IdP is absent. */
    record Case(
            List<ObjectNode> idps, List<Optional<List<String>>> sent, List<String> rules, String org, String edition) {}

    @Provide
    Arbitrary<Case> orgs() {
        Arbitrary<ObjectNode> idp = Combinators.combine(
                        Arbitraries.of(
                                "{}",
                                "{type: 'SAML2'}",
                                "{type: 'GOOGLE'}",
                                "{type: 'OKTA_INTEGRATION'}",
                                "{protocol: {issuer: {url: 'https://example.okta.com'}}}",
                                "{protocol: {issuer: {url: 'https://sts.windows.net/6e3c5f8e-0000-4000-8000-000000000000/'}}}"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((kind, trust, map) -> {
                    ObjectNode object = TestIdp.oidc();
                    object.withObject("/policy").put("trustClaims", trust).put("mapAMRClaims", map);
                    TestOrg.set(object, DryRun.json(kind));
                    return object;
                });
        Arbitrary<Optional<List<String>>> sent = Arbitraries.of(
                        "face", "fpt", "hwk", "kba", "mfa", "otp", "pwd", "sms", "swk", "pop", "phr", "rsa", "email",
                        "geo", "PWD", "x")
                .list()
                .ofMaxSize(4)
                .optional(0.9);
        return Combinators.combine(
                        idp.list().ofMinSize(1).ofMaxSize(4),
                        sent.list().ofSize(4),
                        Arbitraries.of(RULES).list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.of(
                                "{}",
                                "{}",
                                "{engine: 'CLASSIC'}",
                                "{securityQuestionForMfa: true}",
                                "{idpUsage: 'FACTOR_ONLY'}",
                                "{claimsSharing: false}",
                                "{claimsSharing: false, amrClaimsMapping: false}"),
                        Arbitraries.of("2025-04", "2026-07"))
                .as(Case::new);
    }

    @Label(
            "a cell is the dry run of the IdP's evidence under the rule; R1.4 the rule is named where its editions disagree")
    @Property(tries = 200)
    void aCellIsADryRun(@ForAll("orgs") Case given) {
        JsonNode verdict = verdict(given);
        for (int i = 0; i < given.idps().size(); i++) {
            for (int j = 0; j < given.rules().size(); j++) {
                JsonNode cell = TestOrg.cell(verdict, "idp" + i, "rule" + j);
                if (given.sent().get(i).isEmpty()) {
                    assertEquals("UNKNOWN", cell.path("verdict").asText());
                    continue;
                }
                JsonNode alone = DryRun.of(given.sent().get(i).get())
                        .idp(given.idps().get(i))
                        .rule(given.rules().get(j))
                        .org(given.org())
                        .edition(given.edition())
                        .verdict();
                assertEquals(alone.path("verdict"), cell.path("verdict"), alone + " " + cell);
                assertEquals(alone.at("/rule/remaining"), cell.path("remaining"), alone + " " + cell);
                assertEquals(alone.at("/rule/wouldSatisfy"), cell.path("wouldSatisfy"), alone + " " + cell);
                if (alone.path("verdict").asText().equals("ACCEPTED")) {
                    assertEquals("BY_AMR", cell.path("reachable").asText());
                }
                if (DryRun.codes(alone).contains("EDITIONS_DISAGREE")) {
                    String pointer = "/rules/" + j;
                    assertEquals(
                            1,
                            verdict.path("findings")
                                    .valueStream()
                                    .filter(finding ->
                                            finding.path("code").asText().equals("EDITIONS_DISAGREE"))
                                    .map(finding -> finding.path("pointer").asText())
                                    .filter(each -> each.equals(pointer) || each.startsWith(pointer + "/"))
                                    .count(),
                            verdict.toString());
                }
            }
        }
    }

    @Label("ifTrustFlips is the cell of the IdP with the other trustClaims")
    @Property(tries = 300)
    void theOtherTrust(@ForAll("orgs") Case given) {
        List<ObjectNode> flipped = given.idps().stream()
                .map(idp -> {
                    ObjectNode other = idp.deepCopy();
                    other.withObject("/policy")
                            .put("trustClaims", !idp.at("/policy/trustClaims").asBoolean());
                    return other;
                })
                .toList();
        JsonNode here = verdict(given);
        JsonNode there = verdict(new Case(flipped, given.sent(), given.rules(), given.org(), given.edition()));
        for (int i = 0; i < here.path("matrix").size(); i++) {
            JsonNode cell = here.path("matrix").path(i);
            JsonNode other = there.path("matrix").path(i);
            assertEquals(other.path("verdict"), cell.path("ifTrustFlips"));
            assertEquals(cell.path("verdict"), other.path("ifTrustFlips"));
        }
    }

    @Label("a rule that AMR can't reach is never satisfied, whatever the evidence")
    @Property(tries = 300)
    void outOfReach(@ForAll("orgs") Case given) {
        for (JsonNode cell : verdict(given).path("matrix")) {
            if (!cell.path("reachable").asText().equals("BY_AMR")) {
                assertNotEquals("ACCEPTED", cell.path("verdict").asText(), cell.toString());
            }
            if (cell.path("reachable").asText().equals("NOT_BY_AMR")) {
                assertEquals(0, cell.path("wouldSatisfy").size());
            }
        }
    }

    @Label("the other IdPs and rules of an org change no cell")
    @Property(tries = 200)
    void eachCellByItself(@ForAll("orgs") Case given) {
        JsonNode all = verdict(given);
        int last = given.idps().size() - 1;
        JsonNode alone = verdict(new Case(
                List.of(given.idps().get(last)),
                List.of(given.sent().get(last)),
                List.of(given.rules().getLast()),
                given.org(),
                given.edition()));
        ObjectNode expected = alone.path("matrix").path(0).deepCopy();
        JsonNode actual =
                TestOrg.cell(all, "idp" + last, "rule" + (given.rules().size() - 1));
        expected.put("idpId", actual.path("idpId").asText())
                .put("ruleId", actual.path("ruleId").asText());
        assertEquals(expected, actual);
    }

    private static JsonNode verdict(Case given) {
        TestOrg request = TestOrg.empty().org(given.org()).edition(given.edition());
        for (int i = 0; i < given.idps().size(); i++) {
            request.idp(given.idps().get(i).deepCopy().put("id", "idp" + i));
            if (given.sent().get(i).isPresent()) {
                ObjectNode evidence = TestApi.JSON.createObjectNode();
                given.sent().get(i).get().forEach(evidence.putArray("amr")::add);
                request.evidence("idp" + i, evidence);
            }
        }
        for (int j = 0; j < given.rules().size(); j++) {
            request.rule("rule" + j, given.rules().get(j));
        }
        return request.verdict();
    }
}
