package dev.claimsverdict.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that are known only after the apply: which IdPs a rule names, by the plan's configuration. */
class ReferencesTest {

    private static final List<Address> IDPS = Stream.of(
                    "okta_idp_oidc.one",
                    "okta_idp_oidc.all[\"a\"]",
                    "okta_idp_oidc.all[\"b.c\"]",
                    "okta_idp_saml.list[0]",
                    "okta_idp_saml.list[1]",
                    "module.m.okta_idp_oidc.inner",
                    "module.n[\"x\"].okta_idp_oidc.inner",
                    "module.n[\"y\"].okta_idp_oidc.inner",
                    "module.n[\"y\"].module.o[0].okta_idp_saml.deep",
                    "data.okta_idp_oidc.read")
            .map(Address::of)
            .toList();

    private static final String CONFIGURATION = """
            {"root_module": {
              "resources": [%s],
              "module_calls": {
                "m": {"expressions": {"ids": {"references": ["okta_idp_oidc.one.id", "okta_idp_oidc.one"]}},
                      "module": {
                        "outputs": {"id": {"expression": {"references": ["okta_idp_oidc.inner.id", "okta_idp_oidc.inner"]}},
                                    "again": {"expression": {"references": ["module.m.again"]}}},
                        "resources": [%s]}},
                "n": {"for_each_expression": {"references": ["okta_idp_oidc.all"]},
                      "expressions": {"ids": {"references": ["each.value.id", "each.value"]}},
                      "module": {
                        "outputs": {"deep": {"expression": {"references": ["module.o.deep"]}}},
                        "resources": [%s],
                        "module_calls": {"o": {"module": {
                          "outputs": {"deep": {"expression": {"references": ["okta_idp_saml.deep"]}}}}}}}}}}}\
            """;

    private static String resource(String references) {
        String quoted = Stream.of(references.split(" "))
                .map(each -> TestApi.JSON.createObjectNode().textNode(each).toString())
                .collect(Collectors.joining(", "));
        return """
                {"address": "okta_policy_rule_signon.r", "for_each_expression": {"references": ["okta_idp_oidc.all"]},
                 "expressions": {"identity_provider_ids": {"references": [%s]}}}\
                """.formatted(quoted);
    }

    private static Optional<List<String>> found(String rule, String references) {
        String resource = resource(references);
        References read = new References(TestApi.json(CONFIGURATION.formatted(resource, resource, resource)));
        return read.of(rule, "identity_provider_ids")
                .map(found -> found.among(IDPS.stream().collect(Collectors.groupingBy(Address::configured))).stream()
                        .map(address -> (address.module().isEmpty() ? "" : address.module() + ".")
                                + address.resource()
                                + address.key())
                        .toList());
    }

    @DisplayName("references lead to IdPs, through variables, outputs and for_each")
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        okta_policy_rule_signon.r               ; okta_idp_oidc.one.id okta_idp_oidc.one ; okta_idp_oidc.one
        okta_policy_rule_signon.r               ; okta_idp_oidc.one.id okta_idp_oidc.one okta_idp_saml.list[1].id okta_idp_saml.list[1] okta_idp_saml.list ; okta_idp_oidc.one okta_idp_saml.list[1]
        okta_policy_rule_signon.r               ; okta_idp_oidc.all                      ; okta_idp_oidc.all["a"] okta_idp_oidc.all["b.c"]
        okta_policy_rule_signon.r               ; okta_idp_oidc.all["b.c"].id okta_idp_oidc.all["b.c"] okta_idp_oidc.all ; okta_idp_oidc.all["b.c"]
        okta_policy_rule_signon.r["a"]          ; okta_idp_oidc.all each.key             ; okta_idp_oidc.all["a"]
        okta_policy_rule_signon.r["z"]          ; okta_idp_oidc.all each.key             ; okta_idp_oidc.all["a"] okta_idp_oidc.all["b.c"]
        okta_policy_rule_signon.r["a"]          ; each.value.id each.value               ; okta_idp_oidc.all["a"] okta_idp_oidc.all["b.c"]
        okta_policy_rule_signon.r[0]            ; okta_idp_saml.list count.index         ; okta_idp_saml.list[0] okta_idp_saml.list[1]
        okta_policy_rule_signon.r               ; module.m.id module.m                   ; module.m.okta_idp_oidc.inner
        okta_policy_rule_signon.r               ; module.n["x"].deep module.n["x"] module.n ; module.n["y"].module.o[0].okta_idp_saml.deep
        okta_policy_rule_signon.r               ; data.okta_idp_oidc.read.id data.okta_idp_oidc.read ; data.okta_idp_oidc.read
        module.m.okta_policy_rule_signon.r      ; var.ids                                ; okta_idp_oidc.one
        module.m.okta_policy_rule_signon.r      ; okta_idp_oidc.inner.id okta_idp_oidc.inner ; module.m.okta_idp_oidc.inner
        module.n["y"].okta_policy_rule_signon.r ; okta_idp_oidc.inner.id okta_idp_oidc.inner ; module.n["y"].okta_idp_oidc.inner
        module.n["y"].okta_policy_rule_signon.r ; var.ids                                ; okta_idp_oidc.all["a"] okta_idp_oidc.all["b.c"]
        """)
    void references(String rule, String references, String expected) {
        assertEquals(Optional.of(List.of(expected.split(" "))), found(rule, references));
    }

    @DisplayName("what leads to anything else, or nowhere, isn't known")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        okta_policy_rule_signon.r          ; local.ids
        okta_policy_rule_signon.r          ; okta_idp_oidc.one.id okta_idp_oidc.one local.ids
        okta_policy_rule_signon.r          ; var.ids
        okta_policy_rule_signon.r          ; module.m.nothing
        okta_policy_rule_signon.r          ; module.nowhere.id
        okta_policy_rule_signon.r          ; module.m.again
        okta_policy_rule_signon.r          ; module.m
        okta_policy_rule_signon.r          ; okta_group.g.id okta_group.g
        okta_policy_rule_signon.r          ; path.module
        okta_policy_rule_signon.r          ; [
        okta_policy_rule_signon.r          ; .
        okta_policy_rule_signon.r          ; module.
        module.m.okta_policy_rule_signon.r ; var.nothing
        okta_policy_rule_signon.elsewhere  ; okta_idp_oidc.one
        [[[                                ; okta_idp_oidc.one
        """)
    void unknown(String rule, String references) {
        assertEquals(Optional.empty(), found(rule, references));
    }

    @Test
    @DisplayName("a configuration may be anything")
    void anything() {
        for (String configuration : List.of(
                "{}",
                "{\"root_module\": 7}",
                "{\"root_module\": {\"resources\": {\"a\": 1}, \"module_calls\": []}}",
                "{\"root_module\": {\"resources\": [7, null, {\"address\": []}], \"module_calls\": {\"m\": 7}}}",
                "{\"root_module\": {\"resources\": [{\"address\": \"okta_policy_rule_signon.r\", \"expressions\": []}]}}",
                "{\"root_module\": {\"resources\": [{\"address\": \"okta_policy_rule_signon.r\", \"expressions\":"
                        + " {\"identity_provider_ids\": {\"references\": {\"a\": 7}}}}]}}")) {
            assertEquals(
                    Optional.empty(),
                    new References(TestApi.json(configuration))
                            .of("okta_policy_rule_signon.r", "identity_provider_ids")
                            .map(References.Found::referring),
                    configuration);
        }
    }

    @Test
    @DisplayName("references that lead to one another without end are given up")
    void endless() {
        ObjectNode configuration = TestApi.JSON.createObjectNode();
        ObjectNode root = configuration.putObject("root_module");
        root.set("resources", TestApi.json("[" + resource("module.m0.out") + "]"));
        for (int i = 0; i < 200; i++) {
            ObjectNode output = root.withObject("/module_calls/m" + i + "/module/outputs/out/expression");
            for (int j = 0; j < 50; j++) {
                output.withArrayProperty("references").add("module.m" + (i + 1) + ".out");
            }
        }
        Optional<Address> found = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> new References(configuration)
                        .of("okta_policy_rule_signon.r", "identity_provider_ids")
                        .map(References.Found::referring));
        assertEquals(Optional.empty(), found);
    }

    private static JsonNode plan(String references, boolean newOneTrusted) {
        ObjectNode rule = TestPlan.attributes("okta_policy_rule_signon", "{\"identity_provider\": \"SPECIFIC_IDP\"}");
        rule.remove("identity_provider_ids");
        ObjectNode trusted = TestPlan.attributes("okta_idp_saml", "{\"trust_claims\": true}");
        ObjectNode other = TestPlan.attributes("okta_idp_oidc").put("trust_claims", newOneTrusted);
        other.remove("id");
        return new TestPlan()
                .change("okta_idp_saml.old", "update", trusted, TestPlan.attributes("okta_idp_saml"))
                .change("okta_idp_oidc.new", "create", null, other)
                .with("after_unknown", "{\"id\": true}")
                .change("okta_policy_rule_signon.r", "create", null, rule)
                .with("after_unknown", "{\"identity_provider_ids\": true}")
                .configuration("{\"root_module\": {\"resources\": [" + resource(references) + "]}}")
                .verdict();
    }

    @Test
    @DisplayName(
            "Section 6: a rule for IdPs that are still to be made doesn't concern the others; an unknown one does, and says so")
    void inContext() {
        JsonNode known = plan("okta_idp_oidc.new.id okta_idp_oidc.new", false);
        assertEquals("WARNING", known.at("/changes/0/findings/0/level").asText(), known.toString());
        assertEquals(0, known.at("/changes/2/findings").size(), known.toString());

        JsonNode both = plan("okta_idp_oidc.new okta_idp_saml.old", true);
        assertEquals("WARNING", both.at("/changes/0/findings/0/level").asText(), both.toString());

        JsonNode unknown = plan("local.ids", false);
        assertEquals("LAST_TRUSTED_IDP", TestApi.first(unknown.at("/changes/0")), unknown.toString());
        assertEquals(
                List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/identity_provider_ids"),
                TestPlan.findings(unknown.at("/changes/2")));
    }

    @Test
    @DisplayName("a routing rule to an IdP that is still to be made, inactive, is told; where it leads must be known")
    void routing() {
        ObjectNode idp = TestPlan.attributes("okta_idp_oidc", "{\"status\": \"INACTIVE\"}");
        idp.remove("id");
        for (String unknown : List.of("{\"idp_providers\": [{\"id\": true}]}", "{\"idp_providers\": true}")) {
            ObjectNode rule = TestPlan.attributes(
                    "okta_policy_rule_idp_discovery",
                    unknown.contains("[")
                            ? "{\"idp_providers\": [{\"type\": \"OIDC\"}]}"
                            : "{\"idp_providers\": null}");
            TestPlan plan = new TestPlan()
                    .change("okta_idp_oidc.new", "create", null, idp)
                    .with("after_unknown", "{\"id\": true}")
                    .change("okta_policy_rule_idp_discovery.r", "create", null, rule)
                    .with("after_unknown", unknown)
                    .configuration("""
                            {"root_module": {"resources": [{"address": "okta_policy_rule_idp_discovery.r", "expressions":
                              {"idp_providers": [{"id": {"references": ["okta_idp_oidc.new.id", "okta_idp_oidc.new"]}}]}}]}}\
                            """);
            List<String> findings = TestPlan.findings(plan.of("okta_policy_rule_idp_discovery.r"));
            assertEquals(1, findings.size());
            assertEquals(
                    true,
                    findings.getFirst().startsWith("WARNING ROUTED_TO_INACTIVE_IDP /after_unknown/idp_providers"));
        }
        ObjectNode rule = TestPlan.attributes("okta_policy_rule_idp_discovery", "{\"idp_providers\": [{}]}");
        assertEquals(
                List.of("WARNING RULE_VALUE_UNKNOWN /after_unknown/idp_providers/0/id"),
                TestPlan.findings(new TestPlan()
                        .change("okta_policy_rule_idp_discovery.r", "create", null, rule)
                        .with("after_unknown", "{\"idp_providers\": [{\"id\": true}]}")
                        .only()));
    }
}
