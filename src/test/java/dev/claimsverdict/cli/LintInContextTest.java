package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestPlan;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lint knows besides the judged files: a snapshot of the org, evidence, the org's settings, variables. */
class LintInContextTest {

    private static final String TWO_FACTORS = """
        {"id": "rul1", "status": "ACTIVE", "actions": {"appSignOn": {"access": "ALLOW",
          "verificationMethod": {"type": "ASSURANCE", "factorMode": "2FA"}}}}""";
    private static final String CHAIN = """
        {"id": "rul2", "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": {"type": "AUTH_METHOD_CHAIN"}}}}""";
    private static final String ROUTING = """
        {"id": "rul3", "actions": {"idp": {"providers": [{"type": "SAML2", "id": "0oa1"}]}}, "conditions": {}}""";

    @TempDir
    Path folder;

    @BeforeEach
    void snapshot() throws IOException {
        Files.createDirectory(folder.resolve("org"));
        idps(idp("0oa1", true), idp("0oa2", true));
        rules(TWO_FACTORS, ROUTING);
    }

    private static ObjectNode idp(String id, boolean trusted) {
        ObjectNode idp = TestIdp.oidc().put("id", id).put("status", "ACTIVE");
        ((ObjectNode) idp.path("policy")).put("trustClaims", trusted);
        return idp;
    }

    private void idps(ObjectNode... idps) throws IOException {
        ArrayNode array = TestApi.JSON.createArrayNode();
        array.addAll(List.of(idps));
        Files.writeString(folder.resolve("org/idps.json"), array.toString());
    }

    private void rules(String... rules) throws IOException {
        Files.writeString(folder.resolve("org/rules.json"), "[\n" + String.join(",\n", rules) + "\n]");
    }

    /** A change that takes trust away from an IdP. */
    private String untrusts(String id) throws IOException {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("before", idp(id, true));
        change.set("after", idp(id, false));
        return Files.writeString(folder.resolve("change-" + id + ".json"), change.toString())
                .getFileName()
                .toString();
    }

    private CliRun lint(String... arguments) {
        return lint(Map.of(), arguments);
    }

    private CliRun lint(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("lint", "--format", "json"));
        all.addAll(List.of(arguments));
        return CliRun.with(CliRun.in(folder, environment, false), all.toArray(String[]::new));
    }

    /** The codes of its findings, but for that of the tests' IdP itself. */
    private static List<String> codes(CliRun run) {
        assertEquals("", run.err());
        return run.json().at("/files/0").findValues("findings").stream()
                .flatMap(JsonNode::valueStream)
                .map(finding -> finding.path("code").asText())
                .filter(code -> !code.equals("PKCE_NOT_REQUIRED"))
                .toList();
    }

    @Test
    @DisplayName(
            "the org's other trusted IdP lets one go; without it, it is the last one; the IdP itself is no other one")
    void lastTrusted() throws IOException {
        String change = untrusts("0oa1");
        assertEquals(List.of("TRUST_TURNED_OFF"), codes(lint(change)));
        assertEquals(List.of("TRUST_TURNED_OFF"), codes(lint(change, "--context", "org")));
        idps(idp("0oa1", true), idp("0oa2", false));
        CliRun last = lint(change, "--context", "org");
        assertEquals(List.of("LAST_TRUSTED_IDP", "TRUST_TURNED_OFF"), codes(last));
        assertEquals(2, last.status());
    }

    @Test
    @DisplayName("a rule of an inactive policy isn't in force, so no IdP is the last one that it needs")
    void inactivePolicy() throws IOException {
        idps(idp("0oa1", true));
        rules(TWO_FACTORS.replaceFirst("\\{", "{\"policyId\": \"rst1\", "));
        String change = untrusts("0oa1");
        String policies = "[{\"id\": \"rst1\", \"type\": \"ACCESS_POLICY\", \"status\": \"%s\"}]";
        Files.writeString(folder.resolve("org/policies.json"), policies.formatted("ACTIVE"));
        assertEquals(List.of("LAST_TRUSTED_IDP", "TRUST_TURNED_OFF"), codes(lint(change, "--context", "org")));
        Files.writeString(folder.resolve("org/policies.json"), policies.formatted("INACTIVE"));
        assertEquals(List.of("TRUST_TURNED_OFF"), codes(lint(change, "--context", "org")));
    }

    @Test
    @DisplayName("a file's own context is stronger than the snapshot")
    void ownContext() throws IOException {
        idps(idp("0oa1", true));
        ObjectNode change = (ObjectNode) TestApi.json(Files.readString(folder.resolve(untrusts("0oa1"))));
        change.putObject("context").putArray("idps").add(idp("0oa9", true));
        Files.writeString(folder.resolve("own.json"), change.toString());
        assertEquals(List.of("TRUST_TURNED_OFF"), codes(lint("own.json", "--context", "org")));
    }

    @Test
    @DisplayName("a finding about a rule of the snapshot says where the rule stands, in every format")
    void places() throws IOException {
        rules(TWO_FACTORS, ROUTING, CHAIN);
        Files.writeString(folder.resolve("idp.json"), idp("0oa1", true).toString());
        String[] options = {"idp.json", "--context", "org", "--ignore", "AMR_EVIDENCE_MISSING"};
        CliRun json = lint(options);
        assertEquals(
                "RULE_OUT_OF_REACH", json.json().at("/files/0/findings/0/code").asText(), json.out());
        assertEquals(
                "org/rules.json", json.json().at("/files/0/findings/0/file").asText());
        assertEquals(
                "/2/actions/appSignOn/verificationMethod",
                json.json().at("/files/0/findings/0/pointer").asText());
        String place = " at /2/actions/appSignOn/verificationMethod in org/rules.json (line 5)\n";
        assertTrue(
                run("text", options).out().contains("WARNING RULE_OUT_OF_REACH" + place),
                run("text", options).out());
        assertTrue(run("github", options)
                .out()
                .contains("::warning file=org/rules.json,line=5,title=RULE_OUT_OF_REACH::"));
        assertTrue(run("junit", options).out().contains("WARNING RULE_OUT_OF_REACH at org/rules.json:5"));
        assertTrue(run("markdown", options)
                .out()
                .contains("at `/2/actions/appSignOn/verificationMethod` in `org/rules.json` (line 5)"));
        JsonNode location = run("sarif", options).json().at("/runs/0/results/0/locations/0");
        assertEquals(
                "org/rules.json",
                location.at("/physicalLocation/artifactLocation/uri").asText());
        assertEquals(5, location.at("/physicalLocation/region/startLine").asInt());
    }

    private CliRun run(String format, String... options) {
        List<String> all = new ArrayList<>(List.of("lint", "--format", format));
        all.addAll(List.of(options));
        return CliRun.in(folder, all.toArray(String[]::new));
    }

    @Test
    @DisplayName("the ids of decisions depend on what is known, but not on secrets in it")
    void decisionIds() throws IOException {
        String change = untrusts("0oa1");
        String alone = id(lint(change));
        String inContext = id(lint(change, "--context", "org"));
        assertNotEquals(alone, inContext);
        ObjectNode withSecret = idp("0oa2", true);
        ((ObjectNode) withSecret.at("/protocol/credentials/client")).put("client_secret", "s3cret");
        idps(idp("0oa1", true), withSecret);
        assertEquals(inContext, id(lint(change, "--context", "org")));
        assertEquals(
                TestApi.verdict("/v1/idp-verdicts", Files.readString(folder.resolve(change)))
                        .path("decisionId")
                        .asText(),
                alone);
    }

    private static String id(CliRun run) {
        return run.json().at("/files/0/decisionId").asText();
    }

    @DisplayName("evidence by id: what the IdP sends decides")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"0oa1": {"amr": ["pwd"]}}             | SAFE     | AMR_EVIDENCE_PRESENT | /0oa1/amr
            {"0oa1": {"amr": ["fed"]}}             | BREAKING | FLOW_BREAKS_NO_AMR   | /policy/trustClaims
            {"0oa1": {"claimsSupported": ["sub"]}} | AT_RISK  | AMR_NOT_ADVERTISED   | /0oa1/claimsSupported
            {"0oa1": {"idToken": "TOKEN"}}         | SAFE     | AMR_EVIDENCE_PRESENT | /0oa1/idToken
            """)
    void evidence(String evidence, String verdict, String code, String pointer) throws IOException {
        Files.writeString(folder.resolve("idp.json"), idp("0oa1", true).toString());
        String token = TestKey.ES256.sign(TestToken.claims("pwd").toString());
        Files.writeString(folder.resolve("evidence.json"), evidence.replace("TOKEN", token));
        CliRun run = lint("idp.json", "--evidence", "evidence.json");
        assertEquals(verdict, run.json().path("verdict").asText(), run.out());
        JsonNode finding = run.json()
                .at("/files/0/findings")
                .valueStream()
                .filter(each -> each.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
        assertEquals(pointer, finding.path("pointer").asText());
        assertEquals(
                pointer.startsWith("/0oa1") ? "evidence.json" : "",
                finding.path("file").asText());
    }

    @Test
    @DisplayName("evidence by the address of a plan's resource, which is stronger than that by its id")
    void evidenceOfAPlan() throws IOException {
        Files.copy(Path.of("src/test/resources/terraform/plan.json"), folder.resolve("plan.json"));
        JsonNode plan = TestApi.json(Files.readString(folder.resolve("plan.json")));
        String address = "";
        for (JsonNode resource : plan.path("resource_changes")) {
            if (resource.path("type").asText().equals("okta_idp_oidc")
                    && resource.at("/change/after/trust_claims").asBoolean()) {
                address = resource.path("address").asText();
            }
        }
        Files.writeString(
                folder.resolve("evidence.json"),
                TestApi.JSON
                        .createObjectNode()
                        .set(address, TestApi.json("{\"amr\": [\"fed\"]}"))
                        .toString());
        CliRun run = lint("plan.json", "--evidence", "evidence.json");
        JsonNode change = run.json()
                .at("/files/0/changes")
                .valueStream()
                .filter(each -> each.path("findings").findValuesAsText("code").contains("FLOW_BREAKS_NO_AMR"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.out() + run.err()));
        assertEquals(address, change.path("address").asText());
    }

    @Test
    @DisplayName(
            "a rule that a plan has counts as in the plan, not as in the snapshot; the snapshot's other rules count, too")
    void ruleThatThePlanHas() throws IOException {
        ObjectNode trusted = TestPlan.attributes("okta_idp_saml", "{\"trust_claims\": true}");
        ObjectNode asked = TestPlan.attributes("okta_app_signon_policy_rule");
        ObjectNode weaker = TestPlan.attributes("okta_app_signon_policy_rule", "{\"factor_mode\": \"1FA\"}");
        TestPlan plan = new TestPlan()
                .change("okta_idp_saml.s", "update", trusted, TestPlan.attributes("okta_idp_saml"))
                .change("okta_app_signon_policy_rule.r", "update", asked, weaker);
        Files.writeString(folder.resolve("plan.json"), plan.json().toString());
        idps(idp("0oa2", true));
        rules(TWO_FACTORS.replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"rul1\""));
        assertEquals(List.of("TRUST_TURNED_OFF", "RULE_WEAKENED"), codes(lint("plan.json", "--context", "org")));
        rules(TWO_FACTORS.replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"rul9\""));
        assertEquals(
                List.of("LAST_TRUSTED_IDP", "TRUST_TURNED_OFF", "RULE_WEAKENED"),
                codes(lint("plan.json", "--context", "org")));
    }

    @Test
    @DisplayName("a file's own evidence is stronger")
    void ownEvidence() throws IOException {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("after", idp("0oa1", true));
        change.putObject("evidence").putArray("amr").add("pwd");
        Files.writeString(folder.resolve("own.json"), change.toString());
        Files.writeString(folder.resolve("evidence.json"), "{\"0oa1\": {\"amr\": [\"fed\"]}}");
        CliRun run = lint("own.json", "--evidence", "evidence.json");
        assertEquals("SAFE", run.json().path("verdict").asText());
        JsonNode finding = run.json().at("/files/0/findings/0");
        assertEquals("/evidence/amr", finding.path("pointer").asText());
        assertTrue(finding.path("file").isMissingNode());
    }

    @Test
    @DisplayName("64: evidence that names no IdP of the input; a single name of none is said")
    void misspelt() throws IOException {
        Files.writeString(folder.resolve("idp.json"), idp("0oa1", true).toString());
        Files.writeString(folder.resolve("evidence.json"), "{\"0oa9\": {\"amr\": [\"pwd\"]}}");
        CliRun none = lint("idp.json", "--evidence", "evidence.json");
        assertEquals(64, none.status());
        assertEquals("", none.out());
        assertTrue(none.err().startsWith("claims-verdict: evidence.json names no IdP of the input."), none.err());
        Files.writeString(folder.resolve("evidence.json"), "{}");
        assertEquals(64, lint("idp.json", "--evidence", "evidence.json").status());
        Files.writeString(
                folder.resolve("evidence.json"),
                "{\"0oa9\\u001b\": {\"amr\": [\"pwd\"]}, \"0oa1\": {\"amr\": [\"pwd\"]}}");
        CliRun one = lint("idp.json", "--evidence", "evidence.json");
        assertEquals(0, one.status());
        assertEquals(
                "claims-verdict: The evidence for 0oa9\\u{1b} is not used: the input has no such IdP.\n", one.err());
        Files.writeString(folder.resolve("evidence.json"), "{\"0oa2\": {\"amr\": [\"pwd\"]}}");
        assertEquals(64, lint("idp.json", "--evidence", "evidence.json").status());
        CliRun ofTheOrg = lint("idp.json", "--evidence", "evidence.json", "--context", "org");
        assertEquals("", ofTheOrg.err());
    }

    @Test
    @DisplayName("the snapshot's own evidence and org hold; the options are stronger")
    void restOfTheSnapshot() throws IOException {
        Files.writeString(folder.resolve("idp.json"), idp("0oa1", true).toString());
        Files.writeString(
                folder.resolve("org/evidence.json"), "{\"0oa1\": {\"amr\": [\"fed\"]}, \"0oa2\": {\"amr\": []}}");
        Files.writeString(folder.resolve("org/org.json"), "{\"claimsSharing\": false}");
        CliRun off = lint("idp.json", "--context", "org");
        assertEquals("NONE", off.json().at("/files/0/trust/mode").asText());
        Files.writeString(folder.resolve("own.json"), "{\"claimsSharing\": true}");
        CliRun on = lint("idp.json", "--context", "org", "--org", "own.json");
        assertEquals("BREAKING", on.json().path("verdict").asText());
        Files.writeString(folder.resolve("good.json"), "{\"0oa1\": {\"amr\": [\"pwd\"]}}");
        CliRun good = lint("idp.json", "--context", "org", "--org", "own.json", "--evidence", "good.json");
        assertEquals("SAFE", good.json().path("verdict").asText());
    }

    @DisplayName("64: what is wrong with a snapshot, evidence or org is said, with file and field")
    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            org/idps.json     | {}                         | org/idps.json: The field must be an array of objects.
            org/idps.json     | [{"id": "0oa1"}]           | org/idps.json: /0/type: The field is missing.
            org/idps.json     | [                          | org/idps.json: The file is not JSON: line 1
            org/rules.json    | [7]                        | org/rules.json: /0: The field must be an object.
            org/rules.json    | [{"actions": {"appSignOn": {"verificationMethod": {"factorMode": "2FA", "constraints": [{"posession": {}}]}}}}] | org/rules.json: /0/actions/appSignOn/verificationMethod/constraints/0/posession: The field is unknown.
            org/rules.json    | {"a": 1, "a": 2}           | org/rules.json: The field must be an array of objects.
            org/org.json      | {"engine": 7}              | org/org.json: /engine: The field must be a string.
            org/evidence.json | {"0oa1": {"amrs": []}}     | org/evidence.json: /0oa1/amrs: The field is unknown. Known fields: amr, claimsSupported, idToken, samlResponse.
            org/evidence.json | {"0oa1": 7}                | org/evidence.json: /0oa1: The field must be an object.
            org/evidence.json | {"0oa1": {}, "0oa1": {}}   | org/evidence.json: /0oa1: The object has this field twice.
            org/evidence.json | []                         | org/evidence.json: The field must be an object.
            """)
    void wrong(String file, String content, String said) throws IOException {
        Files.writeString(folder.resolve(file), content);
        CliRun run = lint(untrusts("0oa1"), "--context", "org");
        assertEquals(64, run.status(), run.out());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("claims-verdict: " + said), run.err());
    }

    @Test
    @DisplayName("64: a folder that is no snapshot; a snapshot without rules is said to have none")
    void noSnapshot() throws IOException {
        String change = untrusts("0oa1");
        Files.createDirectory(folder.resolve("empty"));
        for (String path : List.of("empty", "no/such/folder", change)) {
            CliRun run = lint(change, "--context", path);
            assertEquals(64, run.status());
            assertTrue(run.err().startsWith("claims-verdict: " + path + " isn't a snapshot of an org"), run.err());
        }
        Files.delete(folder.resolve("org/rules.json"));
        CliRun run = lint(change, "--context", "org");
        assertEquals("claims-verdict: org has no rules.json, so no rule of the org is judged.\n", run.err());
        assertEquals(0, run.status());
    }

    @Test
    @DisplayName("a plan's own IdPs are stronger than what the snapshot says of them")
    void planInContext() throws IOException {
        String plan = """
            {"format_version": "1.2", "resource_changes": [%s, %s]}""".formatted(change("one", "0oa1"), change("two", "0oa2"));
        Files.writeString(folder.resolve("plan.json"), plan);
        CliRun both = lint("plan.json", "--context", "org");
        assertEquals(
                List.of("LAST_TRUSTED_IDP", "LAST_TRUSTED_IDP"),
                both.json()
                        .at("/files/0/changes")
                        .valueStream()
                        .map(change -> change.at("/findings/0/code").asText())
                        .toList(),
                both.out());
        idps(idp("0oa1", true), idp("0oa2", true), idp("0oa3", true));
        CliRun other = lint("plan.json", "--context", "org");
        assertEquals("AT_RISK", other.json().path("verdict").asText(), other.out());
    }

    private static String change(String name, String id) {
        String side = """
            {"id": "%s", "name": "x", "issuer_url": "https://idp.example.com", "jwks_url": "https://idp.example.com/keys",
             "client_id": "client-1", "scopes": ["openid"], "pkce_required": "true", "trust_claims": %s}""";
        return """
            {"address": "okta_idp_oidc.%s", "mode": "managed", "type": "okta_idp_oidc", "name": "%s",
             "change": {"actions": ["update"], "before": %s, "after": %s, "after_unknown": {}}}""".formatted(name, name, side.formatted(id, "true"), side.formatted(id, "false"));
    }

    @Test
    @DisplayName("a plan's finding about a rule of the snapshot points to that rule")
    void ruleOfAPlan() throws IOException {
        rules(CHAIN);
        Files.writeString(
                folder.resolve("plan.json"),
                "{\"resource_changes\": ["
                        + change("one", "0oa1")
                                .replace("\"trust_claims\": false", "\"trust_claims\": true")
                                .replace("\"actions\": [\"update\"]", "\"actions\": [\"create\"]")
                        + "]}");
        JsonNode finding = lint("plan.json", "--context", "org")
                .json()
                .at("/files/0/changes/0/findings")
                .valueStream()
                .filter(each -> each.path("code").asText().equals("RULE_OUT_OF_REACH"))
                .findFirst()
                .orElseThrow();
        assertEquals("org/rules.json", finding.path("file").asText());
        assertEquals(
                "/0/actions/appSignOn/verificationMethod",
                finding.path("pointer").asText());
    }

    @DisplayName("the function's variables hold or are refused")
    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CLAIMS_AMR_TABLE | 2026-07                  | 0  | ``
            CLAIMS_AMR_TABLE | 1999                     | 64 | CLAIMS_AMR_TABLE must be one of 2025-04, 2026-07.
            CLAIMS_ORG       | {"claimsSharing": false} | 0  | ``
            CLAIMS_ORG       | {"zebra": 1}             | 64 | CLAIMS_ORG: /zebra: The field is unknown.
            CLAIMS_ORG       | {"engine":               | 64 | CLAIMS_ORG: It is not JSON: line 1
            CLAIMS_IDPS      | registry                 | 64 | CLAIMS_IDPS is set, but lint reads no registry.
            CLAIMS_IDPS      | ``                       | 0  | ``
            """)
    void variables(String name, String value, int status, String said) throws IOException {
        CliRun run = lint(Map.of(name, value), untrusts("0oa1"));
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().startsWith(said.isEmpty() ? "" : "claims-verdict: " + said), run.err());
        if (name.equals("CLAIMS_AMR_TABLE") && status == 0) {
            assertEquals(value, run.json().at("/files/0/amrTable").asText());
        }
        if (name.equals("CLAIMS_ORG") && status == 0) {
            assertEquals(List.of(), codes(run), "without claims sharing no trust is turned off");
        }
    }
}
