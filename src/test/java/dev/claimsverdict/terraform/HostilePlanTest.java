package dev.claimsverdict.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestPlan;
import dev.claimsverdict.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plans and states that somebody made to do harm: wrong types, huge lists, secrets where none is expected. */
class HostilePlanTest {

    private static final String ROUTE = "/v1/idp-verdicts";
    private static final String APP = "okta_app_signon_policy_rule";

    private static final List<JsonNode> VALUES = Stream.of(
                    "7", "\"x\"", "\"\"", "[]", "{}", "null", "true", "[7]", "[[]]", "{\"x\": [7]}", "-1e400")
            .map(TestApi::json)
            .toList();

    /** A place in a tree: a container, and the name or the place of a member in it. */
    private record Place(JsonNode container, String name) {

        JsonNode value() {
            return container.isArray() ? container.get(Integer.parseInt(name)) : container.get(name);
        }

        void put(JsonNode value) {
            if (container instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), value);
            } else {
                ((ObjectNode) container).set(name, value);
            }
        }
    }

    private static void places(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> places.add(new Place(node, name)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(new Place(node, Integer.toString(i)));
            }
        }
        node.forEach(child -> places(child, places));
    }

    @TestFactory
    @DisplayName("a value of another type, anywhere: a verdict, or a problem that points into the plan")
    Stream<DynamicTest> wrongTypes() {
        return GoldenPair.all().stream()
                .filter(pair -> pair.toString().contains("terraform"))
                .map(pair -> DynamicTest.dynamicTest(pair.toString(), () -> wrongTypes(pair)));
    }

    private static void wrongTypes(GoldenPair pair) {
        JsonNode request = TestApi.json(pair.event().path("body").asText());
        List<Place> places = new ArrayList<>();
        places(request, places);
        int turn = 0;
        for (Place place : places) {
            JsonNode was = place.value();
            place.put(VALUES.get(turn++ % VALUES.size()));
            HttpResult result = HttpResult.post(ROUTE, request);
            assertTrue(Set.of(200, 422).contains(result.status()), () -> place.name() + ": " + result.body());
            List<String> pointers =
                    result.status() == 422 ? result.pointers() : result.json().findValuesAsText("pointer");
            for (String pointer : pointers) {
                // It may go on into a string of JSON, or name what is missing; what it begins with is there.
                String first = pointer.split("/", 3).length > 1 ? "/" + pointer.split("/", 3)[1] : "";
                assertFalse(request.at(first).isMissingNode() && result.status() == 200, pointer);
            }
            place.put(was);
        }
    }

    @Test
    @DisplayName("nothing of a sensitive value is in the answer, not even a name in a string of JSON")
    void sensitive() {
        ObjectNode rule = TestPlan.attributes(APP);
        rule.putArray("constraints")
                .add("{\"s3cretmember\": {\"s3cretname\": \"s3cretvalue\"}}")
                .add("{\"possession\": {\"s3cretproperty\": \"REQUIRED\"}}")
                .add("s3crettext");
        ObjectNode idp = TestPlan.attributes("okta_idp_oidc")
                .put("name", "s3cretname")
                .put("client_id", "s3cretclient")
                .put("issuer_url", "http://s3cret.example")
                .put("status", "s3cretstatus");
        idp.putArray("scopes").add("s3cretscope");
        for (String marks : List.of(
                "true",
                "{\"constraints\": true, \"status\": true, \"issuer_url\": true}",
                "{\"constraints\": [true, true, true]}")) {
            JsonNode verdict = new TestPlan()
                    .change(APP + ".r", "create", null, rule)
                    .with("after_sensitive", marks)
                    .change("okta_idp_oidc.i", "create", null, idp)
                    .with("after_sensitive", marks)
                    .verdict();
            assertFalse(verdict.toString().contains("s3cret"), verdict.toString());
            assertEquals(
                    List.of(
                            "ERROR RULE_MALFORMED /after/constraints/2",
                            "ERROR CONSTRAINT_UNKNOWN /after/constraints/0",
                            "ERROR CONSTRAINT_UNKNOWN /after/constraints/1"),
                    TestPlan.findings(verdict.at("/changes/0")));
        }
        // Where it isn't sensitive, the name is the place.
        assertTrue(new TestPlan()
                .change(APP + ".r", "create", null, rule)
                .only()
                .toString()
                .contains("/after/constraints/0/s3cretmember"));
    }

    @Test
    @DisplayName("a constraint with very many unknown members, very many constraints, very many rules")
    void many() {
        ObjectNode constraint = TestApi.JSON.createObjectNode();
        for (int i = 0; i < 3000; i++) {
            constraint.put("m" + i, i);
        }
        ObjectNode rule = TestPlan.attributes(APP);
        rule.putArray("constraints").add(constraint.toString());
        assertEquals(
                Finding.MOST,
                new TestPlan()
                        .change(APP + ".r", "create", null, rule)
                        .only()
                        .path("findings")
                        .size());

        ObjectNode several = TestPlan.attributes(APP);
        ArrayNode constraints = several.putArray("constraints");
        for (int i = 0; i < 101; i++) {
            constraints.add("{\"knowledge\": {}}");
        }
        assertEquals(
                List.of("ERROR RULE_MALFORMED /after/constraints"),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "create", null, several)
                        .only()));
        constraints.remove(0);
        assertEquals(
                List.of(),
                TestPlan.findings(new TestPlan()
                        .change(APP + ".r", "create", null, several)
                        .only()));

        ObjectNode rules = TestApi.JSON.createObjectNode();
        for (int i = 0; i <= RuleAttributes.MAX_RULES; i++) {
            rules.withArray("rule").addObject().put("name", "r" + i);
        }
        TestPlan plan = new TestPlan().change("okta_app_signon_policy_rules.r", "create", null, rules);
        assertEquals(List.of("ERROR RULE_MALFORMED /after/rule"), TestPlan.findings(plan.only()));
        ((ArrayNode) rules.path("rule")).remove(0);
        assertEquals(List.of(), TestPlan.findings(plan.only()));
    }

    @Test
    @DisplayName("changes of every kind count towards the limit")
    void tooMany() {
        TestPlan plan = new TestPlan();
        ObjectNode nothing = TestApi.JSON.createObjectNode();
        for (int i = 0; i < TerraformPlanReader.MAX_CHANGES / 4; i++) {
            plan.change(APP + ".r" + i, "create", null, nothing)
                    .change("okta_policy_rule_idp_discovery.d" + i, "create", null, nothing)
                    .change("okta_idp_saml_key.k" + i, "delete", nothing, null)
                    .change("okta_idp_future.f" + i, "create", null, nothing);
        }
        assertEquals(
                TerraformPlanReader.MAX_CHANGES, plan.verdict().path("changes").size());
        plan.change("okta_idp_future.f", "create", null, nothing);
        assertEquals(
                List.of("/resource_changes"),
                HttpResult.post(ROUTE, plan.json()).pointers());
    }

    @Test
    @DisplayName("modules within modules, as deep as a request may be")
    void modules() {
        StringBuilder state = new StringBuilder("{\"format_version\": \"1.0\", \"values\": {\"root_module\": ");
        int levels = (StrictTree.MAX_DEPTH - 3) / 2;
        state.append("{\"child_modules\": [".repeat(levels))
                .append("{}")
                .append("]}".repeat(levels))
                .append("}}");
        assertEquals(200, HttpResult.post(ROUTE, state.toString()).status());
    }

    @Test
    @DisplayName("very long addresses are cut where they stand in a sentence")
    void addresses() {
        String key = "[\"" + "k".repeat(5000) + "\"]";
        JsonNode verdict = new TestPlan()
                .change("okta_idp_oidc.i", "delete", TestPlan.attributes("okta_idp_oidc"), null)
                .kept("okta_policy_rule_idp_discovery.r" + key, TestPlan.attributes("okta_policy_rule_idp_discovery"))
                .only();
        assertTrue(verdict.toString().contains("ROUTED_TO_INACTIVE_IDP"));
        assertTrue(verdict.toString().length() < 3000, verdict.toString());
    }
}
