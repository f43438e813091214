package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.OrgKnowledge;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.testing.DryRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of an org besides requests: a snapshot, and evidence beside it. */
class OrgKnowledgeReadingTest {

    private static final String IDPS = "[{id: '0oa1', type: 'OIDC'}]";
    private static final String POLICIES =
            "[{id: 'on', status: 'ACTIVE'}, {id: 'off', status: 'INACTIVE'}, {status: 'INACTIVE'}, {id: 'x'}]";
    private static final String RULES = "[{id: 'a', policyId: 'on', factorMode: '1FA'},"
            + " {id: 'b', policyId: 'off', factorMode: '1FA'},"
            + " {id: 'c', factorMode: '2FA'},"
            + " {id: 'd', policyId: 'on', type: 'PASSWORD'},"
            + " {id: 'e', policyId: 'x', factorMode: '2FA'}]";
    private static final String EVIDENCE = "{'0oa1': {amr: ['pwd']}, 'okta_idp_oidc.one': {amr: ['sms']}}";

    private static StrictTree tree(String json) {
        return ((Reading.Read<StrictTree>) StrictTree.read(DryRun.json(json).toString())).value();
    }

    private static Reading<OrgKnowledge> reading(String idps, String policies, String rules, String evidence) {
        return IdpRequestReader.orgKnowledge(tree(idps), tree(policies), tree(rules), tree(evidence));
    }

    private static OrgKnowledge read(String idps, String policies, String rules, String evidence) {
        return ((Reading.Read<OrgKnowledge>) reading(idps, policies, rules, evidence)).value();
    }

    @Test
    @DisplayName("IdPs, rules in force that say how users sign in, and evidence by name")
    void all() {
        OrgKnowledge known = read(IDPS, POLICIES, RULES, EVIDENCE);
        assertEquals(Optional.of("0oa1"), known.context().idps().getFirst().id());
        assertEquals(
                List.of("a", "c", "e"),
                known.context().rules().stream()
                        .map(OrgRule::id)
                        .flatMap(Optional::stream)
                        .toList());
        assertEquals(Set.of("0oa1", "okta_idp_oidc.one"), known.evidence().keySet());
        assertEquals(Optional.of(List.of("pwd")), known.evidence().get("0oa1").amr());
    }

    @Test
    @DisplayName("the fingerprint depends on all of it, but on no client secret")
    void fingerprint() {
        String fingerprint = read(IDPS, POLICIES, RULES, EVIDENCE).fingerprint();
        assertNotEquals(fingerprint, read("[]", POLICIES, RULES, EVIDENCE).fingerprint());
        assertNotEquals(fingerprint, read(IDPS, "[]", RULES, EVIDENCE).fingerprint());
        assertNotEquals(fingerprint, read(IDPS, POLICIES, "[]", EVIDENCE).fingerprint());
        assertNotEquals(fingerprint, read(IDPS, POLICIES, RULES, "{}").fingerprint());
        String secret = "[{id: '0oa1', type: 'OIDC', protocol: {credentials: {client: {client_secret: '%s'}}}}]";
        assertEquals(
                read(secret.formatted("one"), "[]", "[]", "{}").fingerprint(),
                read(secret.formatted("two"), "[]", "[]", "{}").fingerprint());
    }

    @DisplayName("each wrong field is named")
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
            {}    ; []                    ; {}           ; /snapshot/idps
            [1]   ; []                    ; {}           ; /snapshot/idps/0
            []    ; [{factorMode: '3FA'}] ; {}           ; /snapshot/rules/0/factorMode
            []    ; []                    ; []           ; /evidence
            []    ; []                    ; {a: null}    ; /evidence/a
            []    ; []                    ; {a: {x: 1}}  ; /evidence/a/x
            """)
    void wrong(String idps, String rules, String evidence, String pointer) {
        Problem problem = assertInstanceOf(Reading.Refused.class, reading(idps, "[]", rules, evidence))
                .problem();
        assertEquals(
                List.of(pointer),
                problem.errors().stream().map(FieldError::pointer).toList());
    }
}
