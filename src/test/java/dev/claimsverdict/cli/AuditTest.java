package dev.claimsverdict.cli;

import static dev.claimsverdict.testing.TestDocuments.idp;
import static dev.claimsverdict.testing.TestDocuments.policy;
import static dev.claimsverdict.testing.TestDocuments.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command audit: its exit statuses, its input, and what it says of what it can't judge. */
class AuditTest {

    private static final String ORG = "examples/org";

    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private static CliRun audit(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        return CliRun.of(all.toArray(String[]::new));
    }

    /** A run that writes nothing but what is wrong. */
    private static String refused(int status, String... arguments) {
        CliRun run = audit(arguments);
        assertEquals(status, run.status(), run.err());
        assertEquals("", run.out());
        return run.err();
    }

    @DisplayName("the exit status is that of the worst IdP, in every format")
    @ParameterizedTest(name = "{0}: {1}, with --strict {2}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            SAFE,     `"policy": {"trustClaims": false}`, 0, 0
            AT_RISK,  `"policy": {"trustClaims": true}`, 0, 1
            BREAKING, `"type": "GOOGLE", "policy": {"trustClaims": true}`, 2, 2
            INVALID,  `"protocol": {"type": "OIDC"}`, 2, 2
            """)
    void statuses(String outcome, String members, int status, int strict) throws IOException {
        String idps = file("idps.json", idp("0oa1", ", " + members));
        for (String format : List.of("text", "json", "sarif", "markdown", "html")) {
            assertEquals(status, audit(idps, "--format", format).status(), format);
            assertEquals(strict, audit(idps, "--format", format, "--strict").status(), format);
        }
        assertTrue(audit(idps).out().startsWith(outcome + ": 1 IdP"));
    }

    @Test
    @DisplayName("folders and files in any mixture make one org")
    void mixture() throws IOException {
        String one = file("one.json", "[" + idp("0oa1", "") + "," + rule("rul1", "2FA", "") + "]");
        file("folder/more/idp.json", idp("0oa2", ""));
        file(
                "folder/policies.json",
                "[" + policy("rst1", "ACCESS_POLICY", ", \"_embedded\": {\"rules\": [" + rule("rul2", "1FA", "") + "]}")
                        + "]");
        file("folder/evidence.json", "{\"0oa1\": {\"amr\": [\"pwd\"]}, \"0oa2\": {\"amr\": [\"pwd\", \"otp\"]}}");
        file("folder/org.json", "{\"engine\": \"IDENTITY_ENGINE\"}");
        file("folder/.hidden.json", "no JSON");
        file("folder/README.md", "no JSON");
        JsonNode verdict = audit(one, folder.resolve("folder").toString(), "--format", "json")
                .json();
        List<String> cells = new ArrayList<>();
        verdict.path("matrix")
                .forEach(cell -> cells.add(
                        cell.path("idpId").asText() + " " + cell.path("ruleId").asText() + " "
                                + cell.path("verdict").asText()));
        assertEquals(
                List.of("0oa1 rul1 STEP_UP", "0oa1 rul2 ACCEPTED", "0oa2 rul1 ACCEPTED", "0oa2 rul2 ACCEPTED"),
                cells.stream().sorted().toList());
    }

    @Test
    @DisplayName("evidence, settings and the edition may be given apart, and are stronger than a folder's")
    void apart() throws IOException {
        String evidence = file("e.json", "{\"0oa2acmeKeycloak9p0q\": {\"amr\": [\"face\"]}}");
        String settings = file("o.json", "{\"claimsSharing\": false}");
        String rules = "rul4acmeTwoFactors01";
        assertEquals("ACCEPTED", cell(rules, ORG, "--evidence", evidence));
        assertEquals("STEP_UP", cell(rules, ORG, "--evidence", evidence, "--amr-table", "2026-07"));
        assertEquals("STEP_UP", cell(rules, ORG, "--evidence", evidence, "--org", settings));
    }

    private static String cell(String ruleId, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json"));
        for (JsonNode cell : audit(all.toArray(String[]::new)).json().path("matrix")) {
            if (cell.path("ruleId").asText().equals(ruleId)
                    && cell.path("idpId").asText().equals("0oa2acmeKeycloak9p0q")) {
                return cell.path("verdict").asText();
            }
        }
        throw new AssertionError("no such cell");
    }

    @Test
    @DisplayName("the JSON is the verdict that the API answers, with all findings")
    void sameAsTheApi() throws Exception {
        String rules = Files.readString(Path.of(ORG, "rules.json"));
        JsonNode json = audit(ORG, "--format", "json").json();
        var request = TestApi.JSON.createObjectNode();
        request.set("idps", TestApi.json(Files.readString(Path.of(ORG, "idps.json"))));
        var asked = request.putArray("rules");
        TestApi.json(rules).forEach(each -> {
            if (!each.path("actions").has("idp")) {
                asked.add(each);
            }
        });
        request.set("evidence", TestApi.json(Files.readString(Path.of(ORG, "evidence.json"))));
        request.set("org", TestApi.json(Files.readString(Path.of(ORG, "org.json"))));
        JsonNode answer = TestApi.verdict("/v1/org-verdicts", request.toString());
        assertEquals(answer.path("matrix"), json.path("matrix"));
        assertEquals(answer.path("idps"), json.path("idps"));
        assertEquals(names(answer), names(json));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @DisplayName("what can't be opened is wrong usage")
    void notThere() throws IOException {
        assertTrue(refused(64).contains("PATH"));
        assertTrue(refused(64, folder.resolve("nothing").toString()).contains("does not exist"));
        Files.createDirectory(folder.resolve("empty"));
        assertTrue(refused(64, folder.resolve("empty").toString()).contains("has no *.json file"));
        assertTrue(refused(64, ORG, "--evidence", "no-such-file").contains("no-such-file does not exist"));
        assertTrue(refused(64, ORG, "--format", "xml").contains("--format must be"));
        assertTrue(refused(64, ORG, "--amr-table", "1999").contains("--amr-table must be"));
        assertTrue(refused(
                        64,
                        ORG,
                        "--output",
                        folder.resolve("no/such/folder.html").toString())
                .contains("folder"));
    }

    @DisplayName("what can't be judged has status 2 and a sentence that names the file")
    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `<!DOCTYPE html><html><title>Sign in</title></html>` | `HTML`
            `{"id": ` | `JSON`
            `` | `empty`
            `[]` | `The files have no IdP`
            `{"users": [{"id": "00u1"}]}` | `neither an IdP, a policy nor a policy rule`
            `{"errorCode": "E0000006", "errorSummary": "no"}` | `is an error message from Okta`
            `[{"id": "a", "protocol": {}, "type": "OIDC"}, {"id": "a", "protocol": {}, "type": "SAML2"}]` | `with the same id`
            """)
    void notJudged(String content, String sentence) throws IOException {
        String name = file("x.json", content);
        String err = refused(2, name);
        assertTrue(err.contains(sentence), err);
        assertTrue(err.contains("x.json") || err.contains("The files have"), err);
    }

    @Test
    @DisplayName("something else in a folder is named, and nothing is judged")
    void somethingElse() throws IOException {
        file("org/idps.json", "[" + idp("0oa1", "") + "]");
        file("org/users.json", "[{\"id\": \"00u1\", \"profile\": {\"login\": \"ann@acme.example\"}}]");
        String err = refused(2, folder.resolve("org").toString());
        assertTrue(err.contains("users.json at /0 is neither"), err);
        assertFalse(err.contains("ann@acme.example"), err);
    }

    @Test
    @DisplayName("evidence that names no IdP is refused")
    void evidenceOfNobody() throws IOException {
        String err = refused(64, ORG, "--evidence", file("e.json", "{\"0oaX\": {\"amr\": [\"pwd\"]}}"));
        assertTrue(
                err.contains("e.json has evidence by id, but none of its ids is the id of an IdP in the files."), err);
    }

    @Test
    @DisplayName("a snapshot's folder is an org, with all that stands in it; one that is incomplete says so")
    void snapshot() throws IOException {
        file("acme/idps.json", "[" + idp("0oa1", "") + "]\n");
        file("acme/keys.json", "[{\"kty\": \"RSA\", \"kid\": \"k\", \"x5c\": [\"MII\"]}]");
        file("acme/policies.json", "[" + policy("rst1", "ACCESS_POLICY", "") + "]");
        file(
                "acme/rules.json",
                "[" + rule("rul1", "2FA", ", \"policyId\": \"rst1\"")
                        + ", {\"id\": \"c\", \"policyId\": \"p\", \"actions\": {\"claimSourcing\": {}}}]");
        file(
                "acme/authenticators.json",
                "[{\"id\": \"aut1\", \"key\": \"security_question\", \"type\":"
                        + " \"security_question\", \"name\": \"Q\", \"status\": \"ACTIVE\"}]");
        file(
                "acme/features.json",
                "[{\"id\": \"ftr1\", \"name\": \"F\", \"type\": \"self-service\","
                        + " \"stage\": {\"state\": \"OPEN\"}, \"status\": \"ENABLED\"}]");
        file("acme/org.json", "{\"engine\": \"IDENTITY_ENGINE\", \"securityQuestionForMfa\": false}");
        file(
                "acme/snapshot.json",
                "{\"format\": \"claims-verdict-snapshot\", \"version\": 1, \"whole\": false,"
                        + " \"notRead\": [{\"title\": \"The rules of the policy \\\"Payroll\\\"\", \"reason\": \"REFUSED\"}]}");
        CliRun run = audit(folder.resolve("acme").toString());
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains("Policy rst1 (ACCESS_POLICY)\n    Rule rul1"), run.out());
        String words = run.out().replaceAll("\\s+", " ");
        assertTrue(
                words.contains("The snapshot is incomplete, so something may be missing here. It could not read:"
                        + " The rules of the policy \"Payroll\"."),
                words);
    }

    @Test
    @DisplayName("a field that is wrong in the evidence or the settings is named with its file")
    void wrongFields() throws IOException {
        String err = refused(64, ORG, "--evidence", file("e.json", "{\"0oa1acmeEntraId0x7d8\": {\"amr\": \"pwd\"}}"));
        assertTrue(err.contains("e.json at /0oa1acmeEntraId0x7d8/amr: The field must be an array of strings."), err);
        err = refused(64, ORG, "--org", file("o.json", "{\"engine\": \"NEW\"}"));
        assertTrue(err.contains("o.json at /engine: "), err);
    }

    @Test
    @DisplayName("a file of 100 MB is refused")
    void large() throws IOException {
        Path file = folder.resolve("large.json");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000_000);
        }
        assertTrue(refused(2, file.toString()).contains("larger than"));
    }

    @Test
    @DisplayName("a rule that can't be read hides no other, and is told")
    void unreadableRule() throws IOException {
        String bad = "{\"id\": \"bad\", \"name\": \"Bad\", \"actions\": {\"appSignOn\": {\"access\": \"ALLOW\","
                + " \"verificationMethod\": {\"type\": \"ASSURANCE\", \"factorMode\": \"3FA\"}}}}";
        CliRun run = audit(file("o.json", "[" + idp("0oa1", "") + "," + bad + "," + rule("good", "2FA", "") + "]"));
        assertTrue(run.out().contains("RULE_MALFORMED of the org"), run.out());
        assertTrue(run.out().contains("1 rule can't be read, and is not in the table."), run.out());
        assertTrue(run.out().contains("Rule good"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif", "markdown", "html"})
    @DisplayName("a report goes into a file as a whole, and to standard output nothing, as")
    void output(String format) throws IOException {
        String target = file("report", "old");
        CliRun run = audit(ORG, "--format", format, "--output", target);
        assertEquals("", run.out() + run.err());
        assertEquals(audit(ORG, "--format", format).out(), Files.readString(Path.of(target)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("report"),
                    files.map(each -> each.getFileName().toString()).toList());
        }
    }

    @Test
    @DisplayName("if the org can't be judged, the file stays as it was")
    void notHalf() throws IOException {
        String target = file("report", "old");
        assertEquals(2, audit(file("x.json", "[]"), "--output", target).status());
        assertEquals("old", Files.readString(Path.of(target)));
    }

    @Test
    @DisplayName("the same snapshot twice: nothing changed, whatever it is like")
    void nothingChanged() throws IOException {
        String idps = file("idps.json", idp("0oa1", ", \"type\": \"GOOGLE\""));
        CliRun run = audit(idps, "--before", idps);
        assertEquals("SAFE: nothing changed.\n", run.out());
        assertEquals(0, run.status());
        JsonNode json = audit(idps, "--before", idps, "--format", "json").json();
        assertEquals(
                "[[],[],[],[]]",
                "[" + json.path("org") + "," + json.path("idps") + "," + json.path("rules") + "," + json.path("matrix")
                        + "]");
    }

    @DisplayName("a change has the status of the worst IdP that changed, and of a sign-in that got worse")
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `"policy": {"trustClaims": false}` | `"policy": {"trustClaims": true}, "type": "GOOGLE"` | BREAKING | 2
            `"policy": {"trustClaims": true}` | `"policy": {"trustClaims": false}` | SAFE | 0
            `"name": "Old"` | `"name": "New"` | AT_RISK | 0
            """)
    void changes(String before, String after, String outcome, int status) throws IOException {
        String then = file("then.json", idp("0oa1", ", " + before));
        String now = file("now.json", idp("0oa1", ", " + after));
        CliRun run = audit(now, "--before", then);
        assertEquals(status, run.status());
        assertTrue(run.out().startsWith(outcome + ": 1 IdP (1 CHANGED)"), run.out());
    }

    @Test
    @DisplayName("a rule that asks for more makes a sign-in worse, which is a risk")
    void worse() throws IOException {
        String evidence = file("e.json", "{\"0oa1\": {\"amr\": [\"pwd\"]}}");
        String idps = idp("0oa1", "");
        String then = file("then.json", "[" + idps + "," + rule("rul1", "1FA", "") + "]");
        String now = file("now.json", "[" + idps + "," + rule("rul1", "2FA", "") + "]");
        CliRun run = audit(now, "--before", then, "--evidence", evidence, "--strict");
        assertEquals(1, run.status(), run.err());
        assertTrue(run.out().contains("ACCEPTED → STEP_UP (worse)"), run.out());
        run = audit(then, "--before", now, "--evidence", evidence, "--strict");
        assertEquals(0, run.status());
        assertTrue(run.out().contains("STEP_UP → ACCEPTED\n"), run.out());
    }

    @Test
    @DisplayName("a Terraform state is an org, too; what stands in it stands in no other place of a file")
    void terraformState() throws IOException {
        String state = """
                {"format_version": "1.0", "terraform_version": "1.9.0", "values": {"root_module": {"resources": [
                  {"address": "okta_idp_oidc.partners", "mode": "managed", "type": "okta_idp_oidc", "name": "partners",
                   "values": {"id": "0oa1", "name": "Partners", "status": "ACTIVE", "issuer_url": "https://idp.example",
                     "client_id": "okta", "jwks_url": "https://idp.example/keys", "scopes": ["openid"],
                     "trust_claims": true}},
                  {"address": "okta_app_signon_policy_rule.two", "mode": "managed", "type": "okta_app_signon_policy_rule",
                   "name": "two", "values": {"id": "rul1", "policy_id": "rst1", "name": "Two factors",
                     "status": "ACTIVE", "access": "ALLOW", "factor_mode": "2FA", "type": "ASSURANCE"}}]}}}""";
        CliRun run = audit(file("state.json", state), "--evidence", file("e.json", "{\"0oa1\": {\"amr\": [\"pwd\"]}}"));
        assertEquals("", run.err());
        assertTrue(run.out().contains("Two factors"), run.out());
        assertTrue(run.out().contains("STEP_UP"), run.out());
        assertFalse(run.out().contains("state.json at /"), run.out());
        assertTrue(refused(2, file("plan.json", "{\"format_version\": \"1.2\", \"resource_changes\": []}"))
                .contains("Judge a plan with claims-verdict lint"));
    }

    @Test
    @DisplayName("the function's variables hold, or are refused")
    void variables() throws IOException {
        String idps = file("idps.json", "[" + idp("0oa1", "") + "," + rule("rul1", "2FA", "") + "]");
        String evidence = file("e.json", "{\"0oa1\": {\"amr\": [\"face\"]}}");
        String[] arguments = {"audit", idps, "--evidence", evidence, "--format", "json"};
        assertEquals("ACCEPTED", verdict(CliRun.with(Map.of(), arguments)));
        assertEquals("STEP_UP", verdict(CliRun.with(Map.of("CLAIMS_AMR_TABLE", "2026-07"), arguments)));
        assertEquals("STEP_UP", verdict(CliRun.with(Map.of("CLAIMS_ORG", "{\"claimsSharing\": false}"), arguments)));
        assertEquals(64, CliRun.with(Map.of("CLAIMS_IDPS", "x"), arguments).status());
        assertEquals(64, CliRun.with(Map.of("CLAIMS_AMR_TABLE", "x"), arguments).status());
    }

    private static String verdict(CliRun run) {
        return run.json().at("/matrix/0/verdict").asText();
    }

    @Test
    @DisplayName("--quiet leaves out legend, notes and information; color is for words, and only if it is wanted")
    void look() {
        String quiet = CliRun.of("audit", "--quiet", ORG).out();
        assertFalse(quiet.contains("AMR_EVIDENCE_PRESENT") || quiet.contains("Okta counts the claims"), quiet);
        assertTrue(quiet.contains("PROVIDER_OUT_OF_REACH"), quiet);
        String colored = CliRun.of("audit", "--color", "always", ORG).out();
        assertTrue(colored.contains("\u001b[32mACCEPTED"), colored);
        assertEquals(CliRun.of("audit", ORG).out(), colored.replaceAll("\u001b\\[[0-9]*m", ""));
    }

    @Test
    @DisplayName("no client secret comes into any report")
    void secrets() throws IOException {
        String secret = "s3cret-of-acme";
        String idps = file(
                "idps.json",
                idp("0oa1", "").replace("\"client_id\"", "\"client_secret\": \"" + secret + "\", \"client_id\""));
        String other = file(
                "other.json", idp("0oa1", "").replace("\"client_id\"", "\"client_secret\": \"other\", \"client_id\""));
        for (String format : List.of("text", "json", "sarif", "markdown", "html")) {
            CliRun run = audit(idps, "--format", format);
            assertFalse((run.out() + run.err()).contains(secret), format);
            run = audit(idps, "--before", other, "--format", format);
            assertFalse((run.out() + run.err()).contains(secret), format);
        }
    }
}
