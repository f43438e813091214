package dev.claimsverdict.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Terraform state: its IdPs and rules as they are, and as the Management API's objects. */
class StateTest {

    private static final String ROUTE = "/v1/idp-verdicts";

    private static ObjectNode state() {
        return TestApi.JSON.createObjectNode().put("format_version", "1.0").put("terraform_version", "1.13.5");
    }

    private static ObjectNode root(ObjectNode state) {
        return state.withObject("/values/root_module");
    }

    private static ObjectNode rule(String... others) {
        return TestPlan.attributes("okta_app_signon_policy_rule", others);
    }

    private static JsonNode judge(ObjectNode state) {
        return TestApi.verdict(ROUTE, state.toString());
    }

    private static List<String> addresses(JsonNode verdict) {
        return verdict.path("changes")
                .valueStream()
                .map(change -> change.path("address").asText() + " "
                        + change.path("verdict").asText())
                .toList();
    }

    @Test
    @DisplayName(
            "each managed IdP and rule is judged as it is; data sources are context, other resources and keys are left out")
    void asItIs() {
        ObjectNode state = state();
        ObjectNode root = root(state);
        TestPlan.resource(root, "okta_idp_oidc.entra", TestPlan.entra("0oa1"));
        TestPlan.resource(root, "data.okta_idp_oidc.read", TestPlan.entra("0oa9"));
        TestPlan.resource(root, "okta_idp_saml_key.k", TestPlan.attributes("okta_idp_saml_key"));
        TestPlan.resource(root, "okta_group.g", TestApi.JSON.createObjectNode());
        TestPlan.resource(root, "okta_app_signon_policy_rule.one", rule("{\"factor_mode\": \"1FA\"}"));
        TestPlan.resource(root, "okta_app_signon_policy_rule.deny", rule("{\"access\": \"DENY\"}"));
        TestPlan.resource(root, "okta_app_signon_policy_rule.off", rule("{\"status\": \"INACTIVE\", \"type\": \"X\"}"));
        TestPlan.resource(
                root, "okta_policy_rule_idp_discovery.r", TestPlan.attributes("okta_policy_rule_idp_discovery"));
        ObjectNode child = root.withArray("child_modules").addObject().put("address", "module.m");
        TestPlan.resource(child, "module.m.okta_idp_saml.s", TestPlan.attributes("okta_idp_saml"));
        child.withArray("resources");
        ((ObjectNode) child.at("/resources/0")).put("type", "okta_idp_saml");
        JsonNode verdict = judge(state);
        assertEquals(
                List.of(
                        "okta_idp_oidc.entra AT_RISK",
                        "okta_app_signon_policy_rule.one SAFE",
                        "okta_app_signon_policy_rule.deny SAFE",
                        "okta_app_signon_policy_rule.off SAFE",
                        "okta_policy_rule_idp_discovery.r SAFE",
                        "module.m.okta_idp_saml.s SAFE"),
                addresses(verdict));
        assertEquals("AT_RISK", verdict.path("verdict").asText());
        assertEquals(
                "AMR_EVIDENCE_MISSING /values/root_module/resources/0/values/trust_claims",
                verdict.at("/changes/0/findings/0/code").asText() + " "
                        + verdict.at("/changes/0/findings/0/pointer").asText());
    }

    @Test
    @DisplayName("the rules are the IdPs' context, and the IdPs the rules'")
    void context() {
        ObjectNode state = state();
        TestPlan.resource(root(state), "okta_idp_oidc.entra", TestPlan.entra("0oa1"));
        TestPlan.resource(
                root(state),
                "okta_app_signon_policy_rule.hardware",
                rule("{\"constraints\": [\"{\\\"possession\\\": {\\\"hardwareProtection\\\": \\\"REQUIRED\\\"}}\"]}"));
        TestPlan.resource(root(state), "okta_app_signon_policy_rule.chain", rule("{\"type\": \"AUTH_METHOD_CHAIN\"}"));
        JsonNode changes = judge(state).path("changes");
        assertEquals(
                List.of("RULE_OUT_OF_REACH", "PROVIDER_OUT_OF_REACH", "AMR_EVIDENCE_MISSING"),
                changes.path(0).path("findings").findValuesAsText("code").stream()
                        .filter(code -> !code.equals("PKCE_NOT_REQUIRED"))
                        .toList());
        assertEquals("PROVIDER_OUT_OF_REACH", TestApi.first(changes.path(1)));
        assertEquals("METHOD_CHAIN", TestApi.first(changes.path(2)));
        assertTrue(changes.path(1).toString().contains("This concerns okta_idp_oidc.entra."));
    }

    @Test
    @DisplayName("faults of rules are told as in a plan, and a routing rule to an inactive IdP")
    void faults() {
        ObjectNode state = state();
        TestPlan.resource(
                root(state),
                "okta_app_signon_policy_rule.bad",
                rule("{\"constraints\": [\"{\\\"posession\\\": {}}\"]}"));
        TestPlan.resource(
                root(state), "okta_idp_oidc.off", TestPlan.attributes("okta_idp_oidc", "{\"status\": \"INACTIVE\"}"));
        TestPlan.resource(
                root(state), "okta_policy_rule_idp_discovery.r", TestPlan.attributes("okta_policy_rule_idp_discovery"));
        JsonNode changes = judge(state).path("changes");
        assertEquals("INVALID", judge(state).path("verdict").asText());
        assertEquals(
                "/values/root_module/resources/0/values/constraints/0/posession",
                changes.at("/0/findings/0/pointer").asText());
        assertEquals(
                "ROUTED_TO_INACTIVE_IDP /values/root_module/resources/2/values/idp_providers/0/id",
                TestApi.first(changes.path(2)) + " "
                        + changes.at("/2/findings/0/pointer").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format_version\": \"1.0\"}",
                "{\"format_version\": \"1.0\", \"terraform_version\": \"1.13.5\"}",
                "{\"format_version\": \"1.0\", \"values\": {\"root_module\": {}}}",
                "{\"format_version\": \"1.0\", \"values\": {\"outputs\": {}, \"root_module\": null}}",
                "{\"format_version\": null, \"values\": null, \"checks\": 7}"
            })
    @DisplayName("an empty state is safe")
    void empty(String state) {
        assertEquals(
                "{\"verdict\":\"SAFE\",\"changes\":[]}",
                TestApi.verdict(ROUTE, state).toString());
    }

    @DisplayName("what is read of a state is read strictly, and each wrong field is named")
    @ParameterizedTest(name = "{0} = {1} -> {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "absent", textBlock = """
        /format_version                                 ; 1            ; /format_version
        /format_version                                 ; "2.0"        ; /format_version
        /values                                         ; 7            ; /values
        /values                                         ; []           ; /values
        /values/root_module                             ; "x"          ; /values/root_module
        /values/root_module/resources                   ; {}           ; /values/root_module/resources
        /values/root_module/resources                   ; [null]       ; /values/root_module/resources/0
        /values/root_module/resources                   ; [7]          ; /values/root_module/resources/0
        /values/root_module/resources                   ; [{}]         ; /values/root_module/resources/0/type
        /values/root_module/resources/0/type            ; 7            ; /values/root_module/resources/0/type
        /values/root_module/resources/0/mode            ; "ephemeral"  ; /values/root_module/resources/0/mode
        /values/root_module/resources/0/address         ; absent       ; /values/root_module/resources/0/address
        /values/root_module/resources/0/address         ; []           ; /values/root_module/resources/0/address
        /values/root_module/resources/0/values          ; "x"          ; /values/root_module/resources/0/values
        /values/root_module/resources/0/deposed_key     ; 7            ; /values/root_module/resources/0/deposed_key
        /values/root_module/child_modules               ; {}           ; /values/root_module/child_modules
        /values/root_module/child_modules               ; [7]          ; /values/root_module/child_modules/0
        /values/root_module/child_modules/0/resources   ; "x"          ; /values/root_module/child_modules/0/resources
        """)
    void strict(String pointer, String value, String wrong) {
        ObjectNode state = state();
        TestPlan.resource(root(state), "okta_idp_saml.s", TestPlan.attributes("okta_idp_saml"));
        root(state).withArray("child_modules").addObject().put("address", "module.m");
        assertEquals(200, HttpResult.post(ROUTE, state).status());
        HttpResult result =
                HttpResult.post(ROUTE, HttpResult.with(state, pointer, value == null ? null : TestApi.json(value)));
        assertEquals(422, result.status(), result.body());
        assertEquals(List.of(wrong), result.pointers());
    }

    @Test
    @DisplayName("a member beside those of a state makes it something else")
    void notAState() {
        assertEquals(422, HttpResult.post(ROUTE, state().put("version", 4)).status());
        assertEquals(
                400,
                HttpResult.post(ROUTE, "{\"format_version\": \"1.0\", \"values\": {}, \"values\": {}}")
                        .status());
    }

    @Test
    @DisplayName("a thousand resources are judged, one more is too many")
    void tooMany() {
        ObjectNode state = state();
        for (int i = 0; i < 1000; i++) {
            TestPlan.resource(root(state), "okta_idp_saml.s" + i, TestApi.JSON.createObjectNode());
        }
        TestPlan.resource(root(state), "data.okta_idp_saml.read", TestApi.JSON.createObjectNode());
        assertEquals(1000, judge(state).path("changes").size());
        TestPlan.resource(root(state), "okta_idp_saml.more", TestApi.JSON.createObjectNode());
        assertEquals(List.of("/values"), HttpResult.post(ROUTE, state).pointers());
    }

    private static TerraformState read(JsonNode json) {
        return switch (TerraformState.read(new StrictTree(json, List.of(), 0))) {
            case Reading.Read<TerraformState>(TerraformState state) -> state;
            case Reading.Refused<TerraformState> refused -> throw new AssertionError(refused.toString());
        };
    }

    @Test
    @DisplayName("IdPs and rules of a state as the Management API's objects, without secrets, each once")
    void objects() {
        ObjectNode state = state();
        ObjectNode root = root(state);
        ObjectNode entra = TestPlan.entra("0oa1").put("client_secret", "s3cret");
        TestPlan.resource(root, "okta_idp_oidc.entra", entra);
        TestPlan.resource(root, "data.okta_idp_oidc.entra", entra);
        TestPlan.resource(root, "okta_idp_social.google", TestPlan.attributes("okta_idp_social"));
        TestPlan.resource(
                root,
                "okta_app_signon_policy_rule.r",
                rule("{\"constraints\": [\"{\\\"knowledge\\\": {\\\"types\\\": [\\\"password\\\"]}}\"]}"));
        TestPlan.resource(root, "data.okta_app_signon_policy_rule.r", rule());
        ObjectNode several = TestApi.JSON.createObjectNode().put("policy_id", "rst7");
        several.putArray("rule").add(rule("{\"id\": \"rul7\"}")).add(rule("{\"id\": \"rul8\"}"));
        TestPlan.resource(root, "okta_app_signon_policy_rules.rs", several);
        TestPlan.resource(
                root,
                "okta_policy_rule_signon.s",
                TestPlan.attributes(
                        "okta_policy_rule_signon",
                        "{\"identity_provider\": \"SPECIFIC_IDP\", \"identity_provider_ids\": [\"0oa1\"]}"));
        TestPlan.resource(
                root, "okta_policy_rule_idp_discovery.d", TestPlan.attributes("okta_policy_rule_idp_discovery"));
        TerraformState read = read(state);
        assertFalse(read.toString().contains("s3cret"));
        assertEquals(
                List.of("0oa1 OIDC true", "0oa3 GOOGLE "),
                read.idps().stream()
                        .map(idp ->
                                idp.path("id").asText() + " " + idp.path("type").asText() + " "
                                        + idp.at("/policy/trustClaims").asText())
                        .toList());
        assertEquals(
                List.of("rul1 rst1", "rul7 rst7", "rul8 rst7", "rul2 00p1", "rul3 00p2"),
                read.rules().stream()
                        .map(rule -> rule.path("id").asText() + " "
                                + rule.path("policyId").asText())
                        .toList());
        assertEquals(
                "{\"knowledge\":{\"types\":[\"password\"]}}",
                read.rules()
                        .getFirst()
                        .at("/actions/appSignOn/verificationMethod/constraints/0")
                        .toString());
        assertEquals(
                "{\"provider\":\"SPECIFIC_IDP\",\"idpIds\":[\"0oa1\"]}",
                read.rules().get(3).at("/conditions/identityProvider").toString());
        assertEquals(
                "[{\"type\":\"OIDC\",\"id\":\"0oa1\"}]",
                read.rules().get(4).at("/actions/idp/providers").toString());
    }

    @Test
    @DisplayName("a rule that is wrong stays wrong: nobody is to read a weaker one")
    void faultyObjects() {
        ObjectNode state = state();
        TestPlan.resource(
                root(state),
                "okta_app_signon_policy_rule.r",
                rule(
                        "{\"constraints\": [\"{\\\"posession\\\": {\\\"deviceBound\\\": \\\"REQUIRED\\\"}}\", \"no JSON\"]}"));
        assertEquals(
                "[{\"posession\":{\"deviceBound\":\"REQUIRED\"}},\"no JSON\"]",
                read(state)
                        .rules()
                        .getFirst()
                        .at("/actions/appSignOn/verificationMethod/constraints")
                        .toString());
    }

    @Test
    @DisplayName("of a plan, the objects are those before its changes")
    void objectsOfAPlan() throws IOException {
        TestPlan plan = new TestPlan()
                .prior("okta_idp_saml.s", TestPlan.attributes("okta_idp_saml"))
                .change("okta_idp_oidc.new", "create", null, TestPlan.attributes("okta_idp_oidc"));
        TerraformState read = read(plan.json());
        assertEquals(1, read.idps().size());
        assertEquals(
                new TerraformState(List.of(), List.of()),
                read(TestApi.json(Files.readString(Path.of("src/test/resources/terraform/plan.json")))));
        assertTrue(
                TerraformState.read(new StrictTree(TestApi.json("{\"format_version\": \"9.0\"}"), List.of(), 0))
                        instanceof Reading.Refused<TerraformState>);
    }
}
