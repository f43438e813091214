package dev.claimsverdict.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestPlan;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policy rules in a Terraform plan: what each change of one does, and rules as the context of changes of IdPs. */
class RulesInPlanTest {

    private static final String APP = "okta_app_signon_policy_rule";
    private static final String APPS = "okta_app_signon_policy_rules";
    private static final String SESSION = "okta_policy_rule_signon";

    private static ObjectNode app(String... others) {
        return TestPlan.attributes(APP, others);
    }

    private static ObjectNode constrained(String... constraints) {
        ObjectNode rule = app("{\"constraints\": []}");
        for (String constraint : constraints) {
            rule.withArrayProperty("constraints").add(constraint);
        }
        return rule;
    }

    private static ObjectNode session(String... others) {
        return TestPlan.attributes(SESSION, others);
    }

    private static List<String> update(ObjectNode before, ObjectNode after) {
        String type = before.has("mfa_required") ? SESSION : APP;
        return TestPlan.findings(
                new TestPlan().change(type + ".r", "update", before, after).only());
    }

    @DisplayName("Section 4: what a change of an app's rule does, by what it asks before and after")
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {}                                ; {}                                ; INFO NO_RELEVANT_CHANGE /after
        {}                                ; {"name": "Other"}                 ; INFO NO_RELEVANT_CHANGE /after
        {}                                ; {"priority": 7}                   ; INFO NO_RELEVANT_CHANGE /after
        {}                                ; {"re_authentication_frequency": "PT0S"} ; INFO NO_RELEVANT_CHANGE /after
        {}                                ; {"constraints": ["{}"]}           ; INFO NO_RELEVANT_CHANGE /after
        {"factor_mode": "1FA"}            ; {"factor_mode": "2FA"}            ; -
        {"factor_mode": "2FA"}            ; {"factor_mode": "1FA"}            ; WARNING RULE_WEAKENED /after/factor_mode
        {"factor_mode": "2fa"}            ; {"factor_mode": "1fa"}            ; WARNING RULE_WEAKENED /after/factor_mode
        {"access": "DENY"}                ; {"access": "ALLOW"}               ; WARNING RULE_WEAKENED /after/access
        {"access": "ALLOW"}               ; {"access": "DENY"}                ; WARNING RULE_DENIES /after/access
        {"access": "DENY"}                ; {"access": "DENY", "factor_mode": "1FA"} ; INFO NO_RELEVANT_CHANGE /after
        {"status": "ACTIVE"}              ; {"status": "INACTIVE"}            ; WARNING RULE_ENDS /after/status
        {"status": "INACTIVE"}            ; {"status": "ACTIVE"}              ; -
        {"status": "INACTIVE"}            ; {"status": "INACTIVE", "factor_mode": "1FA"} ; INFO NO_RELEVANT_CHANGE /after
        {"type": "AUTH_METHOD_CHAIN"}     ; {"type": "AUTH_METHOD_CHAIN", "factor_mode": "1FA"} ; INFO NO_RELEVANT_CHANGE /after
        {"type": "AUTH_METHOD_CHAIN"}     ; {"type": "ASSURANCE"}             ; WARNING RULE_WEAKENED /after/type
        {"factor_mode": null}             ; {"factor_mode": "1FA"}            ; WARNING RULE_WEAKENED /after/factor_mode
        {"factor_mode": null, "type": null, "access": null} ; {}              ; INFO NO_RELEVANT_CHANGE /after
        """)
    void appRule(String before, String after, String finding) {
        assertEquals(finding.equals("-") ? List.of() : List.of(finding), update(app(before), app(after)));
    }

    @Test
    @DisplayName("R4.2 a rule that becomes a chain is out of reach, and says why")
    void chain() {
        assertEquals(
                List.of("WARNING METHOD_CHAIN /after/type", "WARNING RULE_OUT_OF_REACH /after/type"),
                update(
                        app(),
                        app(
                                "{\"type\": \"AUTH_METHOD_CHAIN\", \"chains\": [\"{\\\"authenticationMethods\\\": []}\"]}")));
        assertEquals(
                List.of(
                        "WARNING VERIFICATION_METHOD_NOT_ASSURANCE /after/type",
                        "WARNING RULE_OUT_OF_REACH /after/type"),
                update(app(), app("{\"type\": \"ID_PROOFING\"}")));
    }

    @DisplayName("Section 4: what changes of constraints do")
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {"possession": {"deviceBound": "REQUIRED"}}   ; {"possession": {"userPresence": "REQUIRED"}} ; WARNING RULE_WEAKENED /after/constraints
        {"possession": {"userPresence": "REQUIRED"}}  ; {"possession": {"deviceBound": "REQUIRED"}}  ; -
        {"possession": {"deviceBound": "REQUIRED"}}   ; {"POSSESSION": {"devicebound": "required"}}  ; INFO NO_RELEVANT_CHANGE /after
        {"knowledge": {"types": ["password"]}}        ; {"knowledge": {"types": ["PASSWORD"]}}       ; INFO NO_RELEVANT_CHANGE /after
        {"knowledge": {"types": ["password"]}}        ; {"knowledge": {"types": ["security_question"]}} ; WARNING RULE_WEAKENED /after/constraints
        {"possession": {"hardwareProtection": "REQUIRED"}} ; {"possession": {"phishingResistant": "REQUIRED", "hardwareProtection": "REQUIRED"}} ; WARNING CHARACTERISTICS_MISSING /after/constraints/0/possession,WARNING RULE_OUT_OF_REACH /after/constraints
        {"possession": {}}                            ; {"possession": {"authenticationMethods": [{"key": "okta_verify", "method": "push"}]}} ; WARNING METHOD_LIST /after/constraints/0,WARNING RULE_OUT_OF_REACH /after/constraints
        {"possession": {"methods": ["PUSH"]}}         ; {"possession": {"methods": ["OTP"]}}         ; INFO NO_RELEVANT_CHANGE /after
        {"possession": {"methods": ["PUSH"]}}         ; {"possession": {"userVerification": "REQUIRED", "userVerificationMethods": ["PIN"]}} ; INFO PIN_NOT_EXPRESSIBLE /after/constraints/0,INFO RULE_OUT_OF_REACH /after/constraints
        """)
    void constraints(String before, String after, String findings) {
        // hwk and phr are in the newer edition, too; what differs there is another test's business.
        List<String> found = update(constrained(before), constrained(after)).stream()
                .filter(finding -> !finding.contains("EDITIONS_DISAGREE"))
                .toList();
        assertEquals(findings.equals("-") ? List.of() : List.of(findings.split(",")), found);
    }

    @Test
    @DisplayName("R1.4 another edition of the table that judges the change otherwise is told")
    void editions() {
        // In edition 2025-04 no value is phishing-resistant; in 2026-07 phr is.
        assertEquals(
                List.of(
                        "WARNING CHARACTERISTICS_MISSING /after/constraints/0/possession",
                        "WARNING RULE_OUT_OF_REACH /after/constraints",
                        "INFO EDITIONS_DISAGREE /after/constraints"),
                update(app(), constrained("{\"possession\": {\"phishingResistant\": \"REQUIRED\"}}")));
    }

    @DisplayName("R4.12 what a change of a global session rule does")
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {}                                ; {"session_idle": 5}               ; INFO NO_RELEVANT_CHANGE /after
        {"mfa_required": true}            ; {"mfa_required": false}           ; WARNING RULE_WEAKENED /after/mfa_required
        {"mfa_required": false}           ; {"mfa_required": true}            ; -
        {"access": "ALLOW"}               ; {"access": "DENY"}                ; WARNING RULE_DENIES /after/access
        {"identity_provider": "ANY"}      ; {"identity_provider": "OKTA"}     ; WARNING RULE_ENDS /after/identity_provider_ids
        {"identity_provider": "OKTA"}     ; {"identity_provider": "ANY"}      ; -
        {"identity_provider": ""}         ; {"identity_provider": "ANY"}      ; INFO NO_RELEVANT_CHANGE /after
        {"identity_provider": "SPECIFIC_IDP", "identity_provider_ids": ["0oa1", "0oa2"]} ; {"identity_provider": "SPECIFIC_IDP", "identity_provider_ids": ["0oa1"]} ; WARNING RULE_ENDS /after/identity_provider_ids
        {"identity_provider": "SPECIFIC_IDP", "identity_provider_ids": ["0oa1"]} ; {"identity_provider": "SPECIFIC_IDP", "identity_provider_ids": ["0oa2", "0oa1"]} ; -
        """)
    void sessionRule(String before, String after, String finding) {
        assertEquals(finding.equals("-") ? List.of() : List.of(finding), update(session(before), session(after)));
    }

    @Test
    @DisplayName("R4.2 a global session rule that asks for a sequence of factors is out of reach")
    void challenge() {
        assertEquals(
                List.of("WARNING METHOD_CHAIN /after/access", "WARNING RULE_OUT_OF_REACH /after/access"),
                update(session(), session("{\"access\": \"CHALLENGE\"}")));
    }

    @Test
    @DisplayName("a new rule, a deleted one, a replaced one, and one that moves to another policy")
    void actions() {
        assertEquals(
                List.of(),
                TestPlan.findings(
                        new TestPlan().change(APP + ".r", "create", null, app()).only()));
        assertEquals(
                List.of("WARNING RULE_DENIES /after/access"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "create", null, app("{\"access\": \"DENY\"}"))
                        .only()));
        assertEquals(
                List.of("WARNING RULE_ENDS /before"),
                TestPlan.findings(
                        new TestPlan().change(APP + ".r", "delete", app(), null).only()));
        assertEquals(
                List.of("INFO NO_RELEVANT_CHANGE /before"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "delete", app("{\"status\": \"INACTIVE\"}"), null)
                        .only()));
        assertEquals(
                List.of("INFO NO_RELEVANT_CHANGE /after"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "delete create", app(), app())
                        .only()));
        assertEquals(
                List.of("WARNING RULE_ENDS /before"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "create delete", app(), app("{\"policy_id\": \"rst2\"}"))
                        .only()));
        assertEquals(
                List.of("WARNING RULE_ENDS /before"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "delete", app("{\"factor_mode\": 7}"), null)
                        .only()));
    }

    @Test
    @DisplayName("a faulty rule that is put right is judged like a new one")
    void putRight() {
        assertEquals(List.of(), update(app("{\"factor_mode\": \"9FA\"}"), app("{\"factor_mode\": \"1FA\"}")));
    }

    @Test
    @DisplayName("a rule says nothing of trust, which is a matter of IdPs")
    void trust() {
        JsonNode verdict =
                new TestPlan().change(APP + ".r", "create", null, app()).only();
        assertEquals(
                "{\"mode\":\"NONE\",\"decidedBy\":\"none\"}",
                verdict.path("trust").toString());
        assertEquals("SAFE", verdict.path("verdict").asText());
    }

    @DisplayName("what is wrong with a rule is told at its place, whatever the rule does")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {"factor_mode": "3FA"}                          ; RULE_MALFORMED /after/factor_mode
        {"factor_mode": 2}                              ; RULE_MALFORMED /after/factor_mode
        {"access": "MAYBE"}                             ; RULE_MALFORMED /after/access
        {"access": []}                                  ; RULE_MALFORMED /after/access
        {"status": "GONE"}                              ; RULE_MALFORMED /after/status
        {"type": 7}                                     ; RULE_MALFORMED /after/type
        {"constraints": "{}"}                           ; RULE_MALFORMED /after/constraints
        {"constraints": {"possession": 7}}              ; RULE_MALFORMED /after/constraints/possession
        {"constraints": [7]}                            ; RULE_MALFORMED /after/constraints/0
        {"constraints": [null]}                         ; RULE_MALFORMED /after/constraints/0
        {"constraints": ["{}", ""]}                     ; RULE_MALFORMED /after/constraints/1
        {"constraints": ["{knowledge: {}}"]}            ; RULE_MALFORMED /after/constraints/0
        {"constraints": ["[]"]}                         ; RULE_MALFORMED /after/constraints/0
        {"constraints": ["7"]}                          ; RULE_MALFORMED /after/constraints/0
        {"constraints": ["{} {}"]}                      ; RULE_MALFORMED /after/constraints/0
        {"constraints": ["{\\"knowledge\\": {}, \\"knowledge\\": {}}"]} ; RULE_MALFORMED /after/constraints/0
        {"constraints": ["{\\"knowledge\\": 7}"]}       ; RULE_MALFORMED /after/constraints/0/knowledge
        {"constraints": ["{\\"knowledge\\": {\\"types\\": \\"password\\"}}"]} ; RULE_MALFORMED /after/constraints/0/knowledge/types
        {"constraints": ["{\\"possession\\": {\\"deviceBound\\": true}}"]} ; RULE_MALFORMED /after/constraints/0/possession/deviceBound
        {"constraints": ["{\\"possession\\": {\\"deviceBound\\": \\"YES\\"}}"]} ; RULE_MALFORMED /after/constraints/0/possession/deviceBound
        {"constraints": ["{\\"posession\\": {\\"deviceBound\\": \\"REQUIRED\\"}}"]} ; CONSTRAINT_UNKNOWN /after/constraints/0/posession
        {"constraints": ["{\\"inherence\\": {}}"]}      ; CONSTRAINT_UNKNOWN /after/constraints/0/inherence
        {"constraints": ["{\\"possession\\": {\\"deviceBond\\": \\"OPTIONAL\\"}}"]} ; CONSTRAINT_UNKNOWN /after/constraints/0/possession/deviceBond
        {"constraints": ["{\\"knowledge\\": {\\"a/b~c\\": 1}}"]} ; CONSTRAINT_UNKNOWN /after/constraints/0/knowledge/a~1b~0c
        {"access": "DENY", "constraints": ["{\\"posession\\": {}}"]} ; CONSTRAINT_UNKNOWN /after/constraints/0/posession
        {"status": "INACTIVE", "constraints": ["{\\"posession\\": {}}"]} ; CONSTRAINT_UNKNOWN /after/constraints/0/posession
        {"type": "AUTH_METHOD_CHAIN", "chains": ["{"]}  ; RULE_MALFORMED /after/chains/0
        """)
    void faults(String attributes, String finding) {
        JsonNode verdict = new TestPlan()
                .change(APP + ".r", "update", app(), app(attributes))
                .only();
        assertEquals(List.of("ERROR " + finding), TestPlan.findings(verdict));
        assertEquals("INVALID", verdict.path("verdict").asText());
    }

    @DisplayName("what is wrong with a global session rule is told at its place")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {"access": "MAYBE"}                                                         ; /after/access
        {"mfa_required": "true"}                                                    ; /after/mfa_required
        {"identity_provider": "SOME"}                                               ; /after/identity_provider
        {"identity_provider": "SPECIFIC_IDP", "identity_provider_ids": "0oa1"}      ; /after/identity_provider_ids
        {"identity_provider": "SPECIFIC_IDP", "identity_provider_ids": ["0oa1", 7]} ; /after/identity_provider_ids/1
        """)
    void sessionFaults(String attributes, String pointer) {
        assertEquals(List.of("ERROR RULE_MALFORMED " + pointer), update(session(), session(attributes)));
    }

    @DisplayName("the name that was probably meant is told; that of the plan isn't repeated")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "posession,possession",
        "Posession,possession",
        "knowlege,knowledge",
        "knowledges,knowledge",
        "biometric,",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,"
    })
    void meant(String name, String meant) {
        String message = new TestPlan()
                .change(APP + ".r", "update", app(), constrained("{\"" + name + "\": {\"deviceBound\": \"REQUIRED\"}}"))
                .only()
                .at("/findings/0/message")
                .asText();
        assertEquals(meant != null, message.contains("misspelt"), message);
        assertTrue(meant == null || message.endsWith("It looks like a misspelt " + meant + "."), message);
        assertFalse(message.contains(name), message);
    }

    @Test
    @DisplayName(
            "a rule is out of reach for a provider whose values can't satisfy it: each provider once, its IdPs named")
    void provider() {
        ObjectNode hardware = constrained("{\"possession\": {\"hardwareProtection\": \"REQUIRED\"}}");
        TestPlan plan = new TestPlan()
                .kept("okta_idp_oidc.e1", TestPlan.entra("0oa1"))
                .kept("okta_idp_oidc.e2", TestPlan.entra("0oa2"))
                .kept("okta_idp_oidc.untrusted", TestPlan.entra("0oa3").put("trust_claims", false))
                .kept("okta_idp_oidc.inactive", TestPlan.entra("0oa4").put("status", "INACTIVE"))
                .change(APP + ".r", "update", app(), hardware);
        assertEquals(List.of("WARNING PROVIDER_OUT_OF_REACH /after/constraints"), TestPlan.findings(plan.only()));
        assertTrue(
                plan.only()
                        .at("/findings/0/message")
                        .asText()
                        .endsWith("This concerns okta_idp_oidc.e1, okta_idp_oidc.e2."),
                plan.only().toString());
        // pwd and otp, which it sends, do.
        assertEquals(List.of(), update(app("{\"factor_mode\": \"1FA\"}"), app()));
    }

    @Test
    @DisplayName("what was out of reach before is information; so is a rule that no trusted IdP comes under")
    void already() {
        ObjectNode hardware = constrained("{\"possession\": {\"hardwareProtection\": \"REQUIRED\"}}");
        ObjectNode more = constrained("{\"knowledge\": {}, \"possession\": {\"hardwareProtection\": \"REQUIRED\"}}");
        TestPlan plan = new TestPlan()
                .kept("okta_idp_oidc.e1", TestPlan.entra("0oa1"))
                .change(APP + ".r", "update", hardware, more);
        assertEquals(List.of("INFO PROVIDER_OUT_OF_REACH /after/constraints"), TestPlan.findings(plan.only()));

        ObjectNode chain = app("{\"type\": \"AUTH_METHOD_CHAIN\"}");
        assertEquals(
                List.of("INFO METHOD_CHAIN /after/type", "INFO RULE_OUT_OF_REACH /after/type"),
                TestPlan.findings(new TestPlan()
                        .kept("okta_idp_oidc.e1", TestPlan.entra("0oa1").put("trust_claims", false))
                        .change(APP + ".r", "update", app(), chain)
                        .only()));
        ObjectNode others = session(
                "{\"access\": \"CHALLENGE\", \"identity_provider\": \"SPECIFIC_IDP\", \"identity_provider_ids\": [\"0oa9\"]}");
        assertEquals(
                "INFO",
                new TestPlan()
                        .kept("okta_idp_oidc.e1", TestPlan.entra("0oa1"))
                        .change(SESSION + ".r", "create", null, others)
                        .only()
                        .at("/findings/0/level")
                        .asText());
    }

    @Test
    @DisplayName("a rule that comes to hold for more IdPs is new to them")
    void widened() {
        ObjectNode one = session(
                "{\"access\": \"CHALLENGE\", \"identity_provider\": \"SPECIFIC_IDP\", \"identity_provider_ids\": [\"0oa9\"]}");
        assertEquals(
                List.of("WARNING METHOD_CHAIN /after", "WARNING RULE_OUT_OF_REACH /after"),
                update(one, session("{\"access\": \"CHALLENGE\"}")));
    }

    @DisplayName("what a rule asks and the plan doesn't know yet is told, and not guessed")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"access", "type", "factor_mode", "constraints"})
    void unknown(String attribute) {
        ObjectNode after = app();
        after.remove(attribute);
        JsonNode verdict = new TestPlan()
                .change(APP + ".r", "update", app("{\"factor_mode\": \"2FA\"}"), after)
                .with("after_unknown", "{\"" + attribute + "\": true}")
                .only();
        assertEquals(List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/" + attribute), TestPlan.findings(verdict));
    }

    @Test
    @DisplayName("a part of a value that isn't known yet is the same; other unknown values make no difference")
    void partlyUnknown() {
        assertEquals(
                List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/constraints"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "create", null, app("{\"constraints\": [\"{}\", null]}"))
                        .with("after_unknown", "{\"constraints\": [false, true]}")
                        .only()));
        assertEquals(
                List.of(),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "create", null, app("{\"id\": null}"))
                        .with("after_unknown", "{\"id\": true, \"policy_id\": true, \"priority\": true}")
                        .only()));
        assertEquals(
                List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/status"),
                TestPlan.findings(new TestPlan()
                        .change(SESSION + ".r", "create", null, session("{\"status\": null}"))
                        .with("after_unknown", "{\"status\": true}")
                        .only()));
        assertEquals(
                4,
                new TestPlan()
                        .change(APP + ".r", "create", null, null)
                        .with("after_unknown", "true")
                        .only()
                        .path("findings")
                        .size());
    }

    @Test
    @DisplayName(
            "the rules of one resource are told apart by name, then by id; each is judged, the resource has one verdict")
    void severalRules() {
        ObjectNode before = (ObjectNode) TestApi.json("{\"id\": \"rst1\", \"policy_id\": \"rst1\"}");
        before.putArray("rule")
                .add(app("{\"id\": \"rul1\", \"name\": \"One\"}"))
                .add(app("{\"id\": \"rul2\", \"name\": \"Two\"}"))
                .add(app("{\"id\": \"rul3\", \"name\": \"Three\"}"));
        ObjectNode reordered = before.deepCopy();
        reordered
                .putArray("rule")
                .add(before.at("/rule/2"))
                .add(before.at("/rule/0"))
                .add(app("{\"id\": \"rul2\", \"name\": \"Renamed\"}"));
        assertEquals(
                List.of("INFO NO_RELEVANT_CHANGE /after"),
                TestPlan.findings(new TestPlan()
                        .change(APPS + ".r", "update", before, reordered)
                        .only()));
        ObjectNode after = reordered.deepCopy();
        after.putArray("rule")
                .add(app("{\"id\": \"rul1\", \"name\": \"Three\", \"factor_mode\": \"1FA\"}"))
                .add(app("{\"id\": null, \"name\": \"New\", \"access\": \"DENY\"}"));
        JsonNode verdict =
                new TestPlan().change(APPS + ".r", "update", before, after).only();
        assertEquals(
                List.of(
                        "WARNING RULE_DENIES /after/rule/1/access",
                        "WARNING RULE_WEAKENED /after/rule/0/factor_mode",
                        "WARNING RULE_ENDS /before/rule/0",
                        "WARNING RULE_ENDS /before/rule/1"),
                TestPlan.findings(verdict));
    }

    @DisplayName("a resource with several rules may have anything in their place")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {"rule": null}           ; -
        {}                       ; -
        {"rule": []}             ; -
        {"rule": "x"}            ; RULE_MALFORMED /after/rule
        {"rule": {}}             ; RULE_MALFORMED /after/rule
        {"rule": [7]}            ; RULE_MALFORMED /after/rule/0
        {"rule": [null]}         ; RULE_MALFORMED /after/rule/0
        {"rule": [{"factor_mode": "3FA"}]} ; RULE_MALFORMED /after/rule/0/factor_mode
        """)
    void blocks(String attributes, String finding) {
        List<String> findings = TestPlan.findings(new TestPlan()
                .change(APPS + ".r", "create", null, TestApi.json(attributes))
                .only());
        assertEquals(finding.equals("-") ? "INFO NO_RELEVANT_CHANGE /after" : "ERROR " + finding, findings.getFirst());
    }

    @Test
    @DisplayName("blocks that aren't known yet are told, each at its place")
    void unknownBlocks() {
        assertEquals(
                List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/rule"),
                TestPlan.findings(new TestPlan()
                        .change(APPS + ".r", "create", null, TestApi.json("{\"policy_id\": \"rst1\"}"))
                        .with("after_unknown", "{\"rule\": true}")
                        .only()));
        ObjectNode rules = TestApi.JSON.createObjectNode();
        rules.putArray("rule").add(app()).add(app("{\"factor_mode\": null}"));
        assertEquals(
                List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/rule/1/factor_mode"),
                TestPlan.findings(new TestPlan()
                        .change(APPS + ".r", "create", null, rules)
                        .with("after_unknown", "{\"rule\": [{}, {\"factor_mode\": true}]}")
                        .only()));
    }

    @Test
    @DisplayName("Section 6: an untrust beside a rule that needs trust is refused by Okta; the rule is named")
    void untrust() {
        ObjectNode trusted = TestPlan.attributes("okta_idp_saml", "{\"trust_claims\": true}");
        ObjectNode untrusted = TestPlan.attributes("okta_idp_saml");
        TestPlan plan = new TestPlan()
                .change("okta_idp_saml.i", "update", trusted, untrusted)
                .kept(APP + ".r", app());
        assertEquals(
                List.of("ERROR LAST_TRUSTED_IDP /after/trust_claims", "ERROR TRUST_TURNED_OFF /after/trust_claims"),
                TestPlan.findings(plan.only()));
        assertTrue(
                plan.only().at("/findings/0/message").asText().endsWith("The rule is " + APP + ".r."),
                plan.only().toString());
        List<String> alone = List.of("WARNING TRUST_TURNED_OFF /after/trust_claims");
        for (ObjectNode rule : List.of(
                app("{\"factor_mode\": \"1FA\"}"),
                app("{\"status\": \"INACTIVE\"}"),
                app("{\"access\": \"DENY\"}"),
                app("{\"type\": \"AUTH_METHOD_CHAIN\"}"))) {
            assertEquals(
                    alone,
                    TestPlan.findings(new TestPlan()
                            .change("okta_idp_saml.i", "update", trusted, untrusted)
                            .kept(APP + ".r", rule)
                            .only()),
                    rule.toString());
        }
        // The rule as it will be decides, not as it was.
        assertEquals(
                alone,
                TestPlan.findings(new TestPlan()
                        .change("okta_idp_saml.i", "update", trusted, untrusted)
                        .change(APP + ".r", "update", app(), app("{\"factor_mode\": \"1FA\"}"))
                        .of("okta_idp_saml.i")));
        assertEquals(
                2,
                new TestPlan()
                        .change("okta_idp_saml.i", "update", trusted, untrusted)
                        .change(APP + ".r", "update", app("{\"factor_mode\": \"1FA\"}"), app())
                        .of("okta_idp_saml.i")
                        .path("findings")
                        .size());
    }

    @DisplayName(
            "Section 6: rules of the prior state count, unless the plan deletes or moves them; another trusted IdP helps")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
        in the prior state       ; ERROR
        a data source            ; ERROR
        deleted                  ; WARNING
        forgotten                ; ERROR
        moved and weakened       ; WARNING
        another IdP is trusted   ; WARNING
        the other one is a data source ; WARNING
        the other one goes, too  ; ERROR
        the other one is new     ; WARNING
        for another IdP only     ; WARNING
        for both, one stays      ; WARNING
        for this IdP, another is trusted ; ERROR
        """)
    void context(String what, String level) {
        ObjectNode trusted = TestPlan.attributes("okta_idp_saml", "{\"trust_claims\": true}");
        ObjectNode other = TestPlan.attributes("okta_idp_oidc", "{\"id\": \"0oa9\", \"trust_claims\": true}");
        ObjectNode specific =
                session("{\"identity_provider\": \"SPECIFIC_IDP\", \"identity_provider_ids\": [\"0oa2\"]}");
        ObjectNode both =
                session("{\"identity_provider\": \"SPECIFIC_IDP\", \"identity_provider_ids\": [\"0oa2\", \"0oa9\"]}");
        TestPlan plan =
                new TestPlan().change("okta_idp_saml.i", "update", trusted, TestPlan.attributes("okta_idp_saml"));
        switch (what) {
            case "in the prior state" -> plan.prior(APP + ".r", app());
            case "a data source" -> plan.prior("data." + APP + ".r", app());
            case "deleted" -> plan.prior(APP + ".r", app()).change(APP + ".r", "delete", app(), null);
            case "forgotten" -> plan.prior(APP + ".r", app()).change(APP + ".r", "forget", app(), null);
            case "moved and weakened" ->
                plan.prior(APP + ".old", app())
                        .change(APP + ".new", "update", app(), app("{\"factor_mode\": \"1FA\"}"))
                        .beside("previous_address", "\"" + APP + ".old\"");
            case "another IdP is trusted" -> plan.prior(APP + ".r", app()).kept("okta_idp_oidc.o", other);
            case "the other one is a data source" ->
                plan.prior(APP + ".r", app()).prior("data.okta_idp_oidc.o", other);
            case "the other one goes, too" ->
                plan.prior(APP + ".r", app())
                        .prior("okta_idp_oidc.o", other)
                        .change("okta_idp_oidc.o", "delete", other, null);
            case "the other one is new" ->
                plan.prior(APP + ".r", app()).change("okta_idp_oidc.o", "create", null, other);
            case "for another IdP only" ->
                plan.prior(
                        SESSION + ".r",
                        session("{\"identity_provider\": \"SPECIFIC_IDP\", \"identity_provider_ids\": [\"0oa9\"]}"));
            case "for both, one stays" -> plan.prior(SESSION + ".r", both).kept("okta_idp_oidc.o", other);
            case "for this IdP, another is trusted" ->
                plan.prior(SESSION + ".r", specific).kept("okta_idp_oidc.o", other);
            default -> throw new AssertionError(what);
        }
        JsonNode verdict = plan.of("okta_idp_saml.i");
        assertEquals(level, verdict.at("/findings/0/level").asText(), verdict.toString());
    }

    @Test
    @DisplayName("Section 6: trust that is turned on is judged with the rules; rules that ask the same are told once")
    void trustTurnedOn() {
        ObjectNode hardware = constrained("{\"possession\": {\"hardwareProtection\": \"REQUIRED\"}}");
        TestPlan plan = new TestPlan()
                .change(
                        "okta_idp_oidc.e",
                        "update",
                        TestPlan.entra("0oa1").put("trust_claims", false),
                        TestPlan.entra("0oa1"))
                .kept(APP + ".one", hardware)
                .kept(APP + ".two", hardware.deepCopy().put("name", "Two").put("re_authentication_frequency", "PT0S"))
                .kept(APP + ".chain", app("{\"type\": \"AUTH_METHOD_CHAIN\"}"));
        JsonNode verdict = plan.only();
        assertEquals(
                List.of(
                        "RULE_OUT_OF_REACH /resource_changes/3/change/after",
                        "PROVIDER_OUT_OF_REACH /resource_changes/1/change/after",
                        "AMR_EVIDENCE_MISSING /resource_changes/0/change/after/trust_claims"),
                verdict.path("findings")
                        .valueStream()
                        .map(finding -> finding.path("code").asText() + " "
                                + finding.path("pointer").asText())
                        .toList());
        assertTrue(
                verdict.at("/findings/1/message")
                        .asText()
                        .contains("The rule is " + APP + ".one; another rule asks for the same."),
                verdict.toString());
        // Without trust, what rules ask makes no difference to what the IdP sends.
        assertEquals(
                List.of("INFO PKCE_NOT_REQUIRED /after/pkce_required"),
                TestPlan.findings(new TestPlan()
                        .change(
                                "okta_idp_oidc.e",
                                "update",
                                TestPlan.attributes("okta_idp_oidc"),
                                TestPlan.attributes("okta_idp_oidc", "{\"pkce_required\": false}"))
                        .kept(APP + ".chain", app("{\"type\": \"AUTH_METHOD_CHAIN\"}"))
                        .only()));
    }

    @Test
    @DisplayName("a rule that can't be read counts for others as it was")
    void asBefore() {
        ObjectNode trusted = TestPlan.attributes("okta_idp_saml", "{\"trust_claims\": true}");
        TestPlan plan = new TestPlan()
                .change("okta_idp_saml.i", "update", trusted, TestPlan.attributes("okta_idp_saml"))
                .change(APP + ".r", "update", app(), app("{\"factor_mode\": null}"))
                .with("after_unknown", "{\"factor_mode\": true}");
        assertEquals("LAST_TRUSTED_IDP", TestApi.first(plan.of("okta_idp_saml.i")));
    }
}
