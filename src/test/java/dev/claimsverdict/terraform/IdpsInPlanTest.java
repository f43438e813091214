package dev.claimsverdict.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestPlan;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan shows of IdPs besides their objects: replacements, routing rules, signing keys, social IdPs. */
class IdpsInPlanTest {

    private static final String OIDC = "okta_idp_oidc";
    private static final String SAML = "okta_idp_saml";
    private static final String SOCIAL = "okta_idp_social";
    private static final String KEY = "okta_idp_saml_key";
    private static final String ROUTING = "okta_policy_rule_idp_discovery";

    private static ObjectNode oidc(String... others) {
        return TestPlan.attributes(OIDC, others);
    }

    private static ObjectNode saml(String... others) {
        return TestPlan.attributes(SAML, others);
    }

    private static ObjectNode routing(String... others) {
        return TestPlan.attributes(ROUTING, others);
    }

    private static final String INACTIVE = "{\"status\": \"INACTIVE\"}";

    @Test
    @DisplayName("a replaced IdP is another one: its id changes, and what names the old one is told")
    void replaced() {
        ObjectNode after = saml();
        after.remove("id");
        TestPlan plan = new TestPlan()
                .change(SAML + ".i", "delete create", saml(), after)
                .with("after_unknown", "{\"id\": true}")
                .kept(ROUTING + ".r", routing("{\"idp_providers\": [{\"id\": \"0oa2\"}]}"));
        assertEquals(
                List.of("WARNING ROUTED_TO_INACTIVE_IDP /before", "WARNING IDP_REPLACED /actions"),
                TestPlan.findings(plan.only()));
        assertEquals(
                List.of("WARNING IDP_REPLACED /actions"),
                TestPlan.findings(new TestPlan()
                        .change(SAML + ".i", "create delete", saml(), after)
                        .with("after_unknown", "{\"id\": true}")
                        .only()));
        // Nobody signed in through it, or nobody will: then its id makes no difference.
        assertEquals(
                List.of("WARNING SIGN_IN_ENDS /after/status"),
                TestPlan.findings(new TestPlan()
                        .change(
                                SAML + ".i",
                                "delete create",
                                saml(),
                                after.deepCopy().put("status", "INACTIVE"))
                        .only()));
        assertFalse(TestPlan.findings(new TestPlan()
                        .change(SAML + ".i", "delete create", saml(INACTIVE), after)
                        .only())
                .toString()
                .contains("IDP_REPLACED"));
    }

    @DisplayName("an IdP that goes while a routing rule sends people to it is told, with the routing rule")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        deactivated                     ; {}                                        ; WARNING ROUTED_TO_INACTIVE_IDP /after/status
        deleted                         ; {}                                        ; WARNING ROUTED_TO_INACTIVE_IDP /before
        deleted                         ; {"idp_providers": [], "idp_id": "0oa1", "idp_type": "OIDC"} ; WARNING ROUTED_TO_INACTIVE_IDP /before
        deleted                         ; {"idp_providers": [{"type": "OKTA"}, {"id": "0oa1", "type": "OIDC"}]} ; WARNING ROUTED_TO_INACTIVE_IDP /before
        deleted                         ; {"idp_providers": [{"id": "0oa9"}]}       ; -
        deleted                         ; {"idp_providers": null}                   ; -
        deleted                         ; {"status": "INACTIVE"}                    ; -
        forgotten                       ; {}                                        ; -
        """)
    void routed(String what, String rule, String finding) {
        TestPlan plan = new TestPlan().kept(ROUTING + ".r", routing(rule));
        switch (what) {
            case "deactivated" -> plan.change(OIDC + ".i", "update", oidc(), oidc(INACTIVE));
            case "deleted" -> plan.change(OIDC + ".i", "delete", oidc(), null);
            case "forgotten" -> plan.change(OIDC + ".i", "forget", oidc(), null);
            default -> throw new AssertionError(what);
        }
        JsonNode verdict = plan.verdict();
        List<String> findings = TestPlan.findings(verdict.at("/changes/0"));
        assertEquals(!finding.equals("-"), findings.contains(finding), findings.toString());
        assertEquals(!finding.equals("-"), verdict.toString().contains(ROUTING + ".r"));
    }

    @DisplayName("a change of a routing rule: where it sends people after the plan")
    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        update ; {}                     ; {"priority": 2}                            ; INFO NO_RELEVANT_CHANGE /after
        update ; {}                     ; {"idp_providers": [{"id": "0oa2"}]}        ; -
        update ; {}                     ; {"idp_providers": [{"id": "0oa8"}]}        ; WARNING ROUTED_TO_INACTIVE_IDP /after/idp_providers/0/id
        update ; {}                     ; {"idp_providers": [], "idp_id": "0oa8"}    ; WARNING ROUTED_TO_INACTIVE_IDP /after/idp_id
        update ; {}                     ; {"idp_providers": [{"id": "0oa7"}]}        ; WARNING ROUTED_TO_INACTIVE_IDP /after/idp_providers/0/id
        update ; {}                     ; {"status": "INACTIVE"}                     ; WARNING RULE_ENDS /after/status
        update ; {}                     ; {"status": "INACTIVE", "idp_providers": [{"id": "0oa8"}]} ; WARNING RULE_ENDS /after/status
        update ; {"status": "INACTIVE"} ; {"status": "ACTIVE"}                       ; -
        create ; {}                     ; {}                                         ; -
        create ; {}                     ; {"idp_providers": [{"id": "0oa8"}]}        ; WARNING ROUTED_TO_INACTIVE_IDP /after/idp_providers/0/id
        delete ; {}                     ; {}                                         ; WARNING RULE_ENDS /before
        delete ; {"status": "INACTIVE"} ; {}                                         ; -
        update ; {}                     ; {"idp_providers": "0oa1"}                  ; ERROR RULE_MALFORMED /after/idp_providers
        update ; {}                     ; {"idp_providers": [7]}                     ; ERROR RULE_MALFORMED /after/idp_providers/0
        update ; {}                     ; {"idp_providers": [{"id": 7}]}             ; ERROR RULE_MALFORMED /after/idp_providers/0/id
        update ; {}                     ; {"idp_id": []}                             ; ERROR RULE_MALFORMED /after/idp_id
        update ; {}                     ; {"status": "GONE"}                         ; ERROR RULE_MALFORMED /after/status
        """)
    void routingRule(String actions, String before, String after, String finding) {
        JsonNode verdict = new TestPlan()
                .kept(OIDC + ".one", oidc())
                .kept(SAML + ".two", saml())
                .prior(OIDC + ".inactive", oidc("{\"id\": \"0oa8\"}", INACTIVE))
                .change(OIDC + ".deleted", "delete", oidc("{\"id\": \"0oa7\"}", INACTIVE), null)
                .change(
                        ROUTING + ".r",
                        actions,
                        actions.equals("create") ? null : routing(before),
                        actions.equals("delete") ? null : routing(after))
                .of(ROUTING + ".r");
        assertEquals(finding.equals("-") ? List.of() : List.of(finding), TestPlan.findings(verdict));
    }

    @DisplayName("a signing key that changes or goes is told, and which IdPs use it")
    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        update        ; {"x5c": ["MIIN"]}           ; kid-1 ; WARNING SAML_KEY_CHANGES /after/x5c
        update        ; {"x5c": ["MIIN"]}           ; kid-2 ; INFO SAML_KEY_CHANGES /after/x5c
        update        ; {"created": "now"}          ; kid-1 ; INFO NO_RELEVANT_CHANGE /after
        delete        ; {}                          ; kid-1 ; WARNING SAML_KEY_CHANGES /before
        delete        ; {}                          ; kid-2 ; INFO SAML_KEY_CHANGES /before
        delete create ; {"x5c": ["MIIN"]}           ; kid-1 ; WARNING SAML_KEY_CHANGES /after/x5c
        create        ; {}                          ; kid-1 ; -
        """)
    void key(String actions, String after, String used, String finding) {
        TestPlan plan = new TestPlan()
                .kept(SAML + ".corporate", saml("{\"kid\": \"" + used + "\"}"))
                .change(
                        KEY + ".k",
                        actions,
                        actions.equals("create") ? null : TestPlan.attributes(KEY),
                        actions.equals("delete") ? null : TestPlan.attributes(KEY, after));
        if (finding.equals("-")) {
            assertEquals(0, plan.verdict().path("changes").size());
            return;
        }
        JsonNode verdict = plan.only();
        assertEquals(List.of(finding), TestPlan.findings(verdict));
        assertEquals(
                finding.startsWith("WARNING"), verdict.toString().contains(SAML + ".corporate"), verdict.toString());
    }

    @Test
    @DisplayName("an IdP that gets another key is told; so is one whose key isn't known yet")
    void otherKey() {
        assertEquals(
                List.of("WARNING SAML_KEY_CHANGES /after/kid"),
                TestPlan.findings(new TestPlan()
                        .change(SAML + ".i", "update", saml(), saml("{\"kid\": \"kid-2\"}"))
                        .only()));
        assertEquals(
                List.of("WARNING SAML_KEY_CHANGES /after/kid"),
                TestPlan.findings(new TestPlan()
                        .change(SAML + ".i", "update", saml(), saml("{\"kid\": null}"))
                        .with("after_unknown", "{\"kid\": true}")
                        .only()));
        assertEquals(
                List.of("INFO NO_RELEVANT_CHANGE /after"),
                TestPlan.findings(new TestPlan()
                        .change(SAML + ".i", "update", saml(), saml())
                        .only()));
        assertFalse(TestPlan.findings(new TestPlan()
                        .change(SAML + ".i", "update", saml(INACTIVE), saml(INACTIVE, "{\"kid\": \"kid-2\"}"))
                        .only())
                .toString()
                .contains("SAML_KEY_CHANGES"));
        // The old key may go when the IdP has another one.
        JsonNode key = new TestPlan()
                .change(SAML + ".i", "update", saml(), saml("{\"kid\": \"kid-2\"}"))
                .change(KEY + ".k", "delete", TestPlan.attributes(KEY), null)
                .of(KEY + ".k");
        assertEquals(List.of("INFO SAML_KEY_CHANGES /before"), TestPlan.findings(key));
    }

    @Test
    @DisplayName("social IdPs are IdPs: they go, their URLs count, and a wrong one can't be judged")
    void social() {
        ObjectNode google = TestPlan.attributes(SOCIAL);
        assertEquals(
                List.of("WARNING SIGN_IN_ENDS /before"),
                TestPlan.findings(new TestPlan()
                        .change(SOCIAL + ".g", "delete", google, null)
                        .only()));
        assertEquals(
                List.of("WARNING ENDPOINT_NOT_HTTPS /after/token_url"),
                TestPlan.findings(new TestPlan()
                        .change(
                                SOCIAL + ".g",
                                "update",
                                google,
                                TestPlan.attributes(SOCIAL, "{\"token_url\": \"http://a.example\"}"))
                        .only()));
        assertEquals(
                List.of("ERROR IDP_MALFORMED /after/type"),
                TestPlan.findings(new TestPlan()
                        .change(SOCIAL + ".g", "update", google, TestPlan.attributes(SOCIAL, "{\"type\": 7}"))
                        .only()));
        assertEquals(
                List.of(),
                TestPlan.findings(new TestPlan()
                        .change(SOCIAL + ".g", "create", null, TestPlan.attributes(SOCIAL, "{\"type\": null}"))
                        .with("after_unknown", "{\"type\": true, \"id\": true}")
                        .only()));
    }

    @Test
    @DisplayName("a resource that may be an IdP and isn't read is told in its place; one that stays isn't")
    void notRead() {
        JsonNode changes = new TestPlan()
                .kept("okta_idp_future.kept", oidc())
                .change(OIDC + ".a", "delete", oidc(), null)
                .change("okta_idp_future.new", "create", null, oidc())
                .change("data.okta_idp_future.read", "read", null, oidc())
                .change("okta_idp_future.gone", "delete", oidc(), null)
                .change(SAML + ".b", "delete", saml(), null)
                .verdict()
                .path("changes");
        assertEquals(
                List.of(OIDC + ".a", "okta_idp_future.new", "okta_idp_future.gone", SAML + ".b"),
                changes.valueStream()
                        .map(change -> change.path("address").asText())
                        .toList());
        assertEquals(
                "/resource_changes/2/type", changes.at("/1/findings/0/pointer").asText());
        assertEquals("RESOURCE_NOT_READ", changes.at("/1/findings/0/code").asText());
    }

    @Test
    @DisplayName(
            "what is only moved or imported changes nothing in Okta; with an update it is judged at its new address")
    void movedAndImported() {
        TestPlan plan = new TestPlan()
                .kept("module.a." + SAML + ".moved", saml())
                .beside("previous_address", "\"" + SAML + ".moved\"")
                .kept(SAML + ".imported", saml("{\"id\": \"0oa5\"}"))
                .with("importing", "{\"id\": \"0oa5\"}");
        assertEquals(0, plan.verdict().path("changes").size());
        JsonNode updated = new TestPlan()
                .change(
                        "module.a." + SAML + ".m[\"eu\"]",
                        "update",
                        saml(),
                        saml("{\"request_signature_algorithm\": \"SHA-1\"}"))
                .with("importing", "{\"id\": \"0oa2\"}")
                .beside("previous_address", "\"" + SAML + ".m\"")
                .only();
        assertEquals("module.a." + SAML + ".m[\"eu\"]", updated.path("address").asText());
        assertEquals(List.of("WARNING SAML_SHA1 /after/request_signature_algorithm"), TestPlan.findings(updated));
    }

    @Test
    @DisplayName("a deposed object that is deleted is judged; the resource's own object stays in the context")
    void deposed() {
        ObjectNode old = saml("{\"id\": \"0oa8\", \"trust_claims\": true}");
        ObjectNode now = saml("{\"trust_claims\": true}");
        TestPlan plan = new TestPlan()
                .change(SAML + ".i", "delete", old, null)
                .beside("deposed", "\"a1b2c3d4\"")
                .kept(SAML + ".i", now)
                .kept("okta_app_signon_policy_rule.r", TestPlan.attributes("okta_app_signon_policy_rule"));
        assertEquals(List.of("WARNING SIGN_IN_ENDS /before"), TestPlan.findings(plan.only()));
        assertTrue(new TestPlan()
                .change(SAML + ".i", "delete", now, null)
                .kept("okta_app_signon_policy_rule.r", TestPlan.attributes("okta_app_signon_policy_rule"))
                .only()
                .toString()
                .contains("LAST_TRUSTED_IDP"));
    }
}
