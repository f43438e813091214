package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An org as a whole: every IdP, every rule, and every IdP under every rule. */
class OrgJudgeTest {

    private static final String TWO = "{factorMode: '2FA'}";
    private static final String HARDWARE =
            "{factorMode: '2FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]}";
    private static final String ENTRA =
            "{protocol: {issuer: {url: 'https://sts.windows.net/6e3c5f8e-0000-4000-8000-000000000000/'}}}";

    @DisplayName(
            "a cell tells what the evidence gets under the rule, whether AMR reaches it, and what the other trust gives")
    @ParameterizedTest(name = "{0} sends {1} under {2} in {3} -> {4} {5} {6}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {}                               ; pwd sms ; {factorMode: '2FA'} ; {} ; ACCEPTED ; BY_AMR ; STEP_UP
            {}                               ; pwd     ; {factorMode: '2FA'} ; {} ; STEP_UP  ; BY_AMR ; STEP_UP
            {}                               ; -       ; {factorMode: '2FA'} ; {} ; UNKNOWN  ; BY_AMR ; UNKNOWN
            {}                               ; ''      ; {factorMode: '2FA'} ; {} ; REJECTED ; BY_AMR ; STEP_UP
            {}                               ; geo     ; {factorMode: '2FA'} ; {} ; REJECTED ; BY_AMR ; STEP_UP
            {policy: {trustClaims: false}}   ; pwd sms ; {factorMode: '2FA'} ; {} ; STEP_UP  ; BY_AMR ; ACCEPTED
            {policy: {trustClaims: false}}   ; ''      ; {factorMode: '2FA'} ; {} ; STEP_UP  ; BY_AMR ; REJECTED
            {policy: {mapAMRClaims: true}}   ; pwd sms ; {factorMode: '2FA'} ; {} ; ACCEPTED ; BY_AMR ; STEP_UP
            {}                               ; pwd sms ; {access: 'DENY'}    ; {} ; REJECTED ; NOT_BY_AMR ; REJECTED
            {}                               ; -       ; {access: 'DENY'}    ; {} ; UNKNOWN  ; NOT_BY_AMR ; UNKNOWN
            {policy: {trustClaims: false}}   ; pwd sms ; {access: 'DENY'}    ; {} ; REJECTED ; NOT_BY_AMR ; REJECTED
            {}                               ; pwd sms ; {type: 'AUTH_METHOD_CHAIN'} ; {} ; STEP_UP ; NOT_BY_AMR ; STEP_UP
            {}                               ; pwd sms ; {requireFactor: true}  ; {} ; ACCEPTED ; BY_AMR ; STEP_UP
            {}                               ; pwd     ; {requireFactor: false} ; {} ; ACCEPTED ; BY_AMR ; STEP_UP
            {}                               ; pwd sms ; {factorMode: '2FA', constraints: [{possession: {userVerificationMethods: ['PIN']}}]} ; {} ; STEP_UP ; NOT_BY_AMR ; STEP_UP
            {}                               ; pwd sms ; {factorMode: '2FA'} ; {securityQuestionForMfa: true} ; STEP_UP ; NOT_BY_AMR ; STEP_UP
            {}                               ; hwk     ; {factorMode: '2FA'} ; {engine: 'CLASSIC'} ; STEP_UP ; BY_AMR ; STEP_UP
            {}                               ; pwd hwk ; {factorMode: '2FA'} ; {engine: 'CLASSIC'} ; ACCEPTED ; BY_AMR ; STEP_UP
            {}                               ; pwd sms ; {factorMode: '2FA'} ; {idpUsage: 'FACTOR_ONLY'} ; STEP_UP ; BY_AMR ; STEP_UP
            {}                               ; pwd sms ; {factorMode: '2FA'} ; {claimsSharing: false} ; STEP_UP ; BY_AMR ; STEP_UP
            {policy: {trustClaims: false, mapAMRClaims: true}} ; pwd rsa ; {factorMode: '2FA'} ; {claimsSharing: false} ; ACCEPTED ; BY_AMR ; STEP_UP
            {policy: {trustClaims: false, mapAMRClaims: true}} ; ''      ; {factorMode: '2FA'} ; {claimsSharing: false} ; STEP_UP  ; BY_AMR ; STEP_UP
            {policy: {trustClaims: false, mapAMRClaims: true}} ; pwd hwk ; {factorMode: '2FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]} ; {claimsSharing: false} ; STEP_UP ; NOT_BY_AMR ; STEP_UP
            {type: 'GOOGLE'}                 ; -       ; {factorMode: '1FA'} ; {} ; UNKNOWN ; NOT_BY_PROVIDER ; UNKNOWN
            {type: 'GOOGLE'}                 ; -       ; {access: 'DENY'}    ; {} ; UNKNOWN ; NOT_BY_AMR ; UNKNOWN
            {type: 'OKTA_INTEGRATION'}       ; pwd sms ; {factorMode: '2FA'} ; {} ; STEP_UP ; NOT_BY_PROVIDER ; STEP_UP
            {protocol: {issuer: {url: 'https://example.okta.com'}}} ; pwd sms ; {factorMode: '2FA'} ; {} ; STEP_UP ; NOT_BY_PROVIDER ; STEP_UP
            """)
    void cell(
            String change, String amr, String rule, String org, String verdict, String reachable, String ifTrustFlips) {
        TestOrg request = TestOrg.empty().idp("0oa1", change).rule("r1", rule).org(org);
        if (amr != null) {
            request.evidence("0oa1", amr(amr));
        }
        JsonNode cell = TestOrg.cell(request.verdict(), "0oa1", "r1");
        assertEquals(
                List.of(verdict, reachable, ifTrustFlips),
                List.of(
                        cell.path("verdict").asText(),
                        cell.path("reachable").asText(),
                        cell.path("ifTrustFlips").asText()));
    }

    @DisplayName("R4.11 a cell tells what remains and the smallest sets that would do, also without evidence")
    @Test
    void whatRemains() {
        JsonNode verdict = TestOrg.empty()
                .idp("0oa1", "{}")
                .idp("0oa2", "{}")
                .idp("0oa3", "{policy: {trustClaims: false}}")
                .rule("r1", HARDWARE)
                .evidence("0oa1", amr("pwd"))
                .evidence("0oa3", amr("pwd"))
                .verdict();
        JsonNode known = TestOrg.cell(verdict, "0oa1", "r1");
        assertEquals(List.of("POSSESSION"), DryRun.strings(known.path("remaining")));
        assertEquals(
                "[[\"hwk\",\"pwd\"],[\"face\",\"hwk\"],[\"fpt\",\"hwk\"]]",
                known.path("wouldSatisfy").toString());
        JsonNode unknown = TestOrg.cell(verdict, "0oa2", "r1");
        assertEquals(List.of("POSSESSION", "KNOWLEDGE|BIOMETRIC"), DryRun.strings(unknown.path("remaining")));
        assertEquals(3, unknown.path("wouldSatisfy").size());
        // No set helps while no claim is trusted (R4.16).
        assertTrue(TestOrg.cell(verdict, "0oa3", "r1").path("wouldSatisfy").isEmpty());
    }

    @DisplayName("a provider that is known to send too little can't reach a rule, unless the evidence shows more")
    @Test
    void whatTheProviderIsKnownToSend() {
        JsonNode verdict = TestOrg.empty()
                .idp("0oa1", ENTRA)
                .idp("0oa2", ENTRA)
                .rule("two", TWO)
                .rule("hardware", HARDWARE)
                .evidence("0oa2", amr("pwd hwk"))
                .verdict();
        assertEquals(
                "BY_AMR", TestOrg.cell(verdict, "0oa1", "two").path("reachable").asText());
        assertEquals(
                "NOT_BY_PROVIDER",
                TestOrg.cell(verdict, "0oa1", "hardware").path("reachable").asText());
        JsonNode shown = TestOrg.cell(verdict, "0oa2", "hardware");
        assertEquals("BY_AMR", shown.path("reachable").asText());
        assertEquals("ACCEPTED", shown.path("verdict").asText());
    }

    @DisplayName("evidence is a sample: a token, a SAML response's values or a list; a list of claims shows no values")
    @Test
    void evidence() {
        ObjectNode token = TestApi.JSON.createObjectNode();
        token.put("idToken", TestKey.ES256.sign("{\"amr\": [\"pwd\", \"sms\"]}"));
        ObjectNode without = TestApi.JSON.createObjectNode();
        without.put("idToken", TestKey.ES256.sign("{\"sub\": \"u\"}"))
                .putArray("amr")
                .add("pwd")
                .add("sms");
        ObjectNode text = TestApi.JSON.createObjectNode();
        text.put("idToken", TestKey.ES256.sign("{\"amr\": \"pwd sms\"}"));
        ObjectNode okta = TestApi.JSON.createObjectNode();
        okta.put("idToken", TestKey.ES256.sign("{\"amr\": [\"pwd\", \"sms\"], \"okta_auth\": {}}"));
        ObjectNode unreadable = TestApi.JSON.createObjectNode().put("idToken", "x");
        JsonNode verdict = TestOrg.empty()
                .idp("token", "{}")
                .idp("without", "{}")
                .idp("text", "{}")
                .idp("okta", "{}")
                .idp("unreadable", "{}")
                .idp("claims", "{}")
                .idp(TestIdp.saml().put("id", "saml"))
                .rule("r1", TWO)
                .evidence("token", token)
                .evidence("without", without)
                .evidence("text", text)
                .evidence("okta", okta)
                .evidence("unreadable", unreadable)
                .evidence("claims", "{claimsSupported: ['amr']}")
                .evidence("saml", "{amr: ['pwd, sms']}")
                .verdict();
        assertEquals("ACCEPTED", outcome(verdict, "token"));
        // The token outranks the values beside it.
        assertEquals("REJECTED", outcome(verdict, "without"));
        assertEquals("REJECTED", outcome(verdict, "text"));
        assertEquals("STEP_UP", outcome(verdict, "okta"));
        assertEquals("UNKNOWN", outcome(verdict, "unreadable"));
        assertEquals("UNKNOWN", outcome(verdict, "claims"));
        assertEquals("ACCEPTED", outcome(verdict, "saml"));
        assertEquals(
                "/evidence/unreadable/idToken",
                finding(verdict.path("idps").path(4), "TOKEN_MALFORMED")
                        .path("pointer")
                        .asText());
        assertEquals(
                "/evidence/token/idToken",
                finding(verdict.path("idps").path(0), "AMR_EVIDENCE_PRESENT")
                        .path("pointer")
                        .asText());
    }

    @DisplayName("there are cells only of active IdPs, under active rules whose conditions let them in")
    @Test
    void conditions() {
        JsonNode verdict = TestOrg.empty()
                .idp("a", "{}")
                .idp("b", "{}")
                .idp("off", "{status: 'INACTIVE'}")
                .rule("any", conditioned("{provider: 'ANY'}"))
                .rule("okta", conditioned("{provider: 'OKTA'}"))
                .rule("onlyB", conditioned("{provider: 'SPECIFIC_IDP', idpIds: ['b', 'off', 'gone']}"))
                .rule("none", conditioned("{provider: 'SPECIFIC_IDP', idpIds: []}"))
                .rule("inactive", "{status: 'INACTIVE', factorMode: '2FA'}")
                .verdict();
        assertEquals(List.of("a any", "b any", "b onlyB"), TestOrg.cells(verdict));
        assertEquals(List.of("any", "okta", "onlyB", "none"), DryRun.strings(verdict.path("rules"), "ruleId"));
        assertEquals(List.of("a", "b", "off"), DryRun.strings(verdict.path("idps"), "idpId"));
    }

    @DisplayName("rules come by policy, in the order of the request, then by priority; those without one are the last")
    @Test
    void order() {
        JsonNode verdict = TestOrg.empty()
                .idp("a", "{}")
                .rule("p2last", "{policyId: 'p2', priority: 99, factorMode: '1FA'}")
                .rule("p1none", "{policyId: 'p1', factorMode: '1FA'}")
                .rule("p1second", "{policyId: 'p1', priority: 2, factorMode: '1FA'}")
                .rule("bare", TWO)
                .rule("p1first", "{policyId: 'p1', priority: 0, name: 'First', factorMode: '1FA'}")
                .rule("p2first", "{policyId: 'p2', priority: 1, factorMode: '1FA'}")
                .rule("p1also", "{policyId: 'p1', priority: 2, factorMode: '1FA'}")
                .verdict();
        List<String> order = List.of("p2first", "p2last", "p1first", "p1second", "p1also", "p1none", "bare");
        assertEquals(order, DryRun.strings(verdict.path("rules"), "ruleId"));
        assertEquals(order, DryRun.strings(verdict.path("matrix"), "ruleId"));
        assertEquals(
                DryRun.json("{ruleId: 'p1first', policyId: 'p1', name: 'First', priority: 0}"),
                verdict.path("rules").path(2));
        assertEquals(DryRun.json("{ruleId: 'bare'}"), verdict.path("rules").path(6));
    }

    @DisplayName("section 6: an IdP's verdict is the one of /v1/idp-verdicts with all others and the rules as context")
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {}                                                           ; {amr: ['face']}
            {}                                                           ; {amr: []}
            {}                                                           ; {claimsSupported: ['sub']}
            {}                                                           ; {idToken: 'x'}
            {}                                                           ; -
            {policy: {trustClaims: false}}                               ; {amr: ['pwd']}
            {status: 'INACTIVE'}                                         ; {amr: ['pwd']}
            {type: 'GOOGLE'}                                             ; -
            {type: 'OKTA_INTEGRATION'}                                   ; -
            {protocol: null}                                             ; -
            {policy: {maxClockSkew: 'wide'}}                             ; -
            {protocol: {credentials: {client: {client_secret: 'hush'}}}} ; {amr: ['pwd']}
            {protocol: {issuer: {url: 'https://sts.windows.net/6e3c5f8e-0000-4000-8000-000000000000/'}}} ; {amr: ['pwd']}
            """)
    void idpVerdict(String change, String evidence) {
        TestOrg request = TestOrg.empty()
                .idp("other", "{}")
                .idp("own", change)
                .rule("two", TWO)
                .rule("hardware", HARDWARE)
                .rule("out", "{type: 'AUTH_METHOD_CHAIN'}")
                .rule("deny", "{access: 'DENY'}")
                .rule("phr", "{factorMode: '2FA', constraints: [{possession: {phishingResistant: 'REQUIRED'}}]}")
                .rule("others", conditioned("{provider: 'SPECIFIC_IDP', idpIds: ['other']}"));
        ObjectNode alone = TestApi.JSON.createObjectNode();
        alone.set("after", request.request().path("idps").path(1));
        ObjectNode context = alone.putObject("context");
        context.putArray("idps").add(request.request().path("idps").path(0));
        context.set("rules", request.request().path("rules"));
        if (evidence != null) {
            request.evidence("own", evidence);
            alone.set("evidence", DryRun.json(evidence));
        }
        JsonNode expected = TestApi.verdict("/v1/idp-verdicts", alone.toString());
        JsonNode org = request.verdict();
        JsonNode actual = org.path("idps").path(1);
        assertEquals(expected.path("verdict"), actual.path("verdict"));
        assertEquals(expected.path("trust"), actual.path("trust"));
        assertEquals(
                findings(expected, "/context/rules", "/rules", "/after", "/idps/1", "/evidence", "/evidence/own"),
                findings(actual));
        assertFalse(org.toString().contains("hush"));
    }

    @DisplayName("the verdict is the worst of the IdPs; an org without any is SAFE")
    @Test
    void worst() {
        assertEquals("SAFE", TestOrg.empty().verdict().path("verdict").asText());
        TestOrg request = TestOrg.empty().idp("a", "{policy: {trustClaims: false}}");
        assertEquals("SAFE", request.verdict().path("verdict").asText());
        request.idp("b", "{}");
        assertEquals("AT_RISK", request.verdict().path("verdict").asText());
        request.evidence("b", "{amr: []}");
        assertEquals("BREAKING", request.verdict().path("verdict").asText());
        request.idp("c", "{protocol: null}");
        assertEquals("INVALID", request.verdict().path("verdict").asText());
    }

    @DisplayName("an IdP that can't be read has a verdict and no cells; the others have theirs")
    @Test
    void unreadableIdp() {
        JsonNode verdict = TestOrg.empty()
                .idp("broken", "{status: 'DELETED'}")
                .idp("a", "{}")
                .rule("r1", TWO)
                .verdict();
        assertEquals(List.of("a r1"), TestOrg.cells(verdict));
        assertEquals("INVALID", verdict.path("idps").path(0).path("verdict").asText());
        assertEquals("OIDC", verdict.path("idps").path(0).path("type").asText());
        assertEquals(
                "/idps/0/status",
                verdict.path("idps")
                        .path(0)
                        .path("findings")
                        .path(0)
                        .path("pointer")
                        .asText());
    }

    @DisplayName("a rule that can't be read is named and hides no other; so is one that isn't about signing in")
    @Test
    void unreadableRule() {
        JsonNode verdict = TestOrg.empty()
                .idp("a", "{}")
                .rule(
                        "typo",
                        "{factorMode: '2FA', constraints: [{posession: {}, possession: {deviceBound: 'REQUIRED'}}]}")
                .rule("r1", TWO)
                .rule("status", "{status: 'PENDING', factorMode: '2FA'}")
                .rule("routing", "{type: 'IDP_DISCOVERY', actions: {idp: {providers: []}}}")
                .rule("nothing", "{}")
                .rule("whole", "{type: 'ACCESS_POLICY'}")
                .rule("password", "{type: 'PASSWORD'}")
                .rule("misspelt", "{actions: {appSignon: {access: 'ALLOW'}}}")
                .verdict();
        assertEquals(List.of("a r1"), TestOrg.cells(verdict));
        assertEquals(
                List.of(
                        "RULE_MALFORMED /rules/0/constraints/0/posession",
                        "RULE_MALFORMED /rules/2/status",
                        "RULE_MALFORMED /rules/4",
                        "RULE_MALFORMED /rules/5/actions",
                        "RULE_MALFORMED /rules/7/actions/signon",
                        "RULE_NOT_JUDGED /rules/3",
                        "RULE_NOT_JUDGED /rules/6"),
                findings(verdict).stream()
                        .map(finding -> finding.substring(0, finding.indexOf(" |")))
                        .toList());
    }

    @DisplayName("R1.4 where another edition decides otherwise, the org says it of the rule and of the IdP")
    @Test
    void editions() {
        TestOrg request = TestOrg.empty()
                .idp("a", "{}")
                .idp("b", "{}")
                .idp("c", "{}")
                .rule("one", "{factorMode: '1FA'}")
                .rule("two", TWO)
                .rule("alike", TWO)
                .evidence("a", amr("pwd"))
                .evidence("b", amr("face"))
                .evidence("c", amr("iris"));
        JsonNode verdict = request.verdict();
        assertEquals(
                "ACCEPTED", TestOrg.cell(verdict, "b", "two").path("verdict").asText());
        List<JsonNode> disagree = new ArrayList<>();
        verdict.path("findings").forEach(disagree::add);
        assertEquals(List.of("/rules/1", "/rules/2"), DryRun.strings(verdict.path("findings"), "pointer"));
        assertEquals(List.of("EDITIONS_DISAGREE", "EDITIONS_DISAGREE"), DryRun.codes(verdict));
        String message = disagree.getFirst().path("message").asText();
        assertTrue(message.contains("2 IdPs") && message.contains("/idps/1") && message.contains("STEP_UP"), message);
        JsonNode there = request.edition("2026-07").verdict();
        assertEquals("STEP_UP", TestOrg.cell(there, "b", "two").path("verdict").asText());
        assertEquals(List.of("/rules/1", "/rules/2"), DryRun.strings(there.path("findings"), "pointer"));
    }

    @DisplayName("an edition that decides the same is not mentioned")
    @Test
    void editionsAgree() {
        JsonNode verdict = TestOrg.empty()
                .idp("a", "{}")
                .rule("two", TWO)
                .evidence("a", amr("face pwd"))
                .verdict();
        assertTrue(verdict.path("findings").isEmpty(), verdict.toString());
    }

    @DisplayName("R1.4 of thousands of rules that another edition decides otherwise the answer names a hundred at most")
    @Test
    void editionsOfManyRules() {
        TestOrg request = TestOrg.empty().idp("a", "{}").evidence("a", amr("face"));
        for (int i = 0; i < 101; i++) {
            request.rule("r" + i, TWO);
        }
        JsonNode verdict = request.verdict();
        assertEquals(100, verdict.path("findings").size());
        assertEquals("FINDINGS_OMITTED", DryRun.codes(verdict).getLast());
    }

    @DisplayName("all decision ids of an answer are one, and the same request has the same")
    @Test
    void deterministic() {
        TestOrg request = TestOrg.empty().idp("a", "{}").rule("r1", TWO);
        assertEquals(request.verdict().toString(), request.verdict().toString());
        String id = request.verdict().path("decisionId").asText();
        assertEquals(32, id.length());
        request.rule("r2", TWO);
        assertFalse(id.equals(request.verdict().path("decisionId").asText()));
    }

    private static String conditioned(String identityProvider) {
        return "{conditions: {identityProvider: " + identityProvider
                + "}, actions: {appSignOn: {access: 'ALLOW', verificationMethod: {type: 'ASSURANCE', factorMode: '2FA'}}}}";
    }

    private static JsonNode amr(String words) {
        ObjectNode evidence = TestApi.JSON.createObjectNode();
        DryRun.words(words).forEach(evidence.putArray("amr")::add);
        return evidence;
    }

    private static String outcome(JsonNode verdict, String idp) {
        return TestOrg.cell(verdict, idp, "r1").path("verdict").asText();
    }

    private static JsonNode finding(JsonNode verdict, String code) {
        return verdict.path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(verdict.toString()));
    }

    /** The findings, with the beginnings of their pointers replaced: each pair is a beginning and what stands for it. */
    private static List<String> findings(JsonNode verdict, String... pairs) {
        return verdict.path("findings")
                .valueStream()
                .map(finding -> finding.path("code").asText() + " "
                        + replaced(finding.path("pointer").asText(), pairs) + " | "
                        + finding.path("level").asText() + " "
                        + finding.path("message").asText())
                .sorted()
                .toList();
    }

    private static String replaced(String pointer, String... pairs) {
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .filter(i -> pointer.startsWith(pairs[i]))
                .findFirst()
                .map(i -> pairs[i + 1] + pointer.substring(pairs[i].length()))
                .orElse(pointer);
    }
}
