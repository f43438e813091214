package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings that don't count, by an option or by the settings file. */
class IgnoresTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.copy(Path.of("examples/terraform-plan.json"), folder.resolve("plan.json"));
        Files.createDirectory(folder.resolve("idps"));
        Files.writeString(
                folder.resolve("idps/one.json"),
                TestIdp.saml().put("id", "0oa1").toString());
        Files.writeString(
                folder.resolve("idps/two.json"),
                TestIdp.saml().put("id", "0oa2").toString());
    }

    private CliRun lint(String... arguments) {
        return CliRun.in(folder, arguments);
    }

    private void settings(String json) throws IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), json);
    }

    @DisplayName("the verdict is that of the findings that count")
    @ParameterizedTest(name = "--ignore {0}: {1}, exit status {2}")
    @CsvSource(delimiter = '|', textBlock = """
            PKCE_NOT_REQUIRED                       | BREAKING | 2
            AMR_EVIDENCE_MISSING                    | BREAKING | 2
            ENTRA_V2_ENDPOINTS                      | AT_RISK  | 0
            ENTRA_V2_ENDPOINTS,AMR_EVIDENCE_MISSING | SAFE     | 0
            """)
    void option(String codes, String verdict, int status) {
        CliRun run = lint("lint", "plan.json", "--ignore", codes, "--format", "json");
        assertEquals(status, run.status());
        assertEquals(verdict, run.json().path("verdict").asText());
        assertEquals(verdict, run.json().at("/files/0/changes/0/verdict").asText());
        String[] each = codes.replace(",", ",--ignore,").split(",");
        String[] arguments = new String[each.length + 5];
        System.arraycopy(new String[] {"lint", "--format", "json", "plan.json", "--ignore"}, 0, arguments, 0, 5);
        System.arraycopy(each, 0, arguments, 5, each.length);
        assertEquals(run, lint(arguments));
    }

    @Test
    @DisplayName("what is ignored is shown with its reason, in its place in JSON, and as a suppression in SARIF")
    void shown() throws IOException {
        settings("""
                {"ignore": [{"code": "ENTRA_V2_ENDPOINTS", "reason": "We move on Monday.\\u001b[31m"}]}""");
        CliRun text = lint("lint", "plan.json");
        assertTrue(text.out().contains("    IGNORED ENTRA_V2_ENDPOINTS: We move on Monday.\\u{1b}[31m\n"), text.out());
        JsonNode change = lint("lint", "plan.json", "--format=json").json().at("/files/0/changes/0");
        assertEquals(List.of("AMR_EVIDENCE_MISSING"), change.path("findings").findValuesAsText("code"));
        assertEquals("ENTRA_V2_ENDPOINTS", change.at("/ignored/0/code").asText());
        assertEquals("ERROR", change.at("/ignored/0/level").asText());
        assertEquals(
                "We move on Monday.\u001b[31m", change.at("/ignored/0/reason").asText());
        JsonNode results = lint("lint", "plan.json", "--format=sarif").json().at("/runs/0/results");
        for (JsonNode result : results) {
            boolean ignored = result.path("ruleId").asText().equals("ENTRA_V2_ENDPOINTS");
            assertEquals(ignored ? 1 : 0, result.path("suppressions").size(), result.toString());
            assertTrue(result.has("suppressions"));
            if (ignored) {
                assertEquals("external", result.at("/suppressions/0/kind").asText());
                assertEquals(
                        "We move on Monday.\u001b[31m",
                        result.at("/suppressions/0/justification").asText());
            }
        }
        for (String format : List.of("github", "junit")) {
            CliRun run = lint("lint", "plan.json", "--format", format);
            assertFalse(run.out().contains("ENTRA_V2_ENDPOINTS"), run.out());
        }
    }

    @DisplayName("an ignore may be for a file, a pattern of files, an IdP's id or a resource's address")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "reason": "x"                                      | 0 SAFE SAFE
            "reason": "x", "file": "idps/one.json"             | 1 SAFE AT_RISK
            "reason": "x", "file": "./idps/one.json"           | 1 SAFE AT_RISK
            "reason": "x", "file": "idps/*.json"               | 0 SAFE SAFE
            "reason": "x", "file": "*.json"                    | 1 AT_RISK AT_RISK
            "reason": "x", "file": "one.json"                  | 1 AT_RISK AT_RISK
            "reason": "x", "idp": "0oa2"                       | 1 AT_RISK SAFE
            "reason": "x", "idp": "0oa3"                       | 1 AT_RISK AT_RISK
            "reason": "x", "idp": "0oa2", "file": "idps/one.json" | 1 AT_RISK AT_RISK
            """)
    void limited(String members, String expected) throws IOException {
        settings("{\"ignore\": [{\"code\": \"AMR_EVIDENCE_MISSING\", " + members + "}]}");
        CliRun run = lint("lint", "idps", "--strict", "--format", "json");
        assertEquals(
                expected,
                run.status() + " " + String.join(" ", run.json().path("files").findValuesAsText("verdict")));
    }

    @Test
    @DisplayName("of a plan's resources only the named one is meant")
    void address() throws IOException {
        settings("""
                {"ignore": [{"code": "ENTRA_V2_ENDPOINTS", "reason": "x", "idp": "okta_idp_oidc.entra"},
                            {"code": "AMR_EVIDENCE_MISSING", "reason": "x", "idp": "okta_idp_saml.corporate"}]}""");
        JsonNode change = lint("lint", "plan.json", "--format=json").json().at("/files/0/changes/0");
        assertEquals(List.of("AMR_EVIDENCE_MISSING"), change.path("findings").findValuesAsText("code"));
    }

    @Test
    @DisplayName(
            "findings that were left out of a verdict may be as bad as the last one that is shown, so they still count")
    void omitted() throws IOException {
        ObjectNode change = TestApi.JSON.createObjectNode();
        ObjectNode idp = TestIdp.oidc();
        ObjectNode endpoints = (ObjectNode) idp.path("protocol").path("endpoints");
        for (int i = 0; i < 150; i++) {
            endpoints.putObject("endpoint" + i).put("url", "http://idp.example.com/");
        }
        change.set("after", idp);
        change.putObject("evidence").putArray("amr").add("pwd");
        Files.writeString(folder.resolve("many.json"), change.toString());
        JsonNode all = lint("lint", "many.json", "--format=json").json();
        assertEquals("AT_RISK", all.path("verdict").asText());
        CliRun run = lint("lint", "many.json", "--format=json", "--ignore=ENDPOINT_NOT_HTTPS", "--strict");
        assertEquals("AT_RISK", run.json().path("verdict").asText(), run.out());
        assertEquals(1, run.status());
        assertEquals(
                "FINDINGS_OMITTED", run.json().at("/files/0/findings/0/code").asText());
        assertEquals(99, run.json().at("/files/0/ignored").size());
    }

    @DisplayName("which levels fail the run")
    @ParameterizedTest(name = "{0}, --fail-on {1}: {2}")
    @CsvSource(textBlock = """
            BREAKING, never,   0
            BREAKING, error,   2
            BREAKING, warning, 2
            BREAKING, info,    2
            AT_RISK,  never,   0
            AT_RISK,  error,   0
            AT_RISK,  warning, 1
            AT_RISK,  info,    1
            INFO,     never,   0
            INFO,     error,   0
            INFO,     warning, 0
            INFO,     info,    1
            NOTHING,  info,    0
            BROKEN,   never,   2
            """)
    void failOn(String kind, String level, int status) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");
        Path nothing = Files.writeString(folder.resolve("nothing.json"), "{\"resource_changes\": []}");
        String file = switch (kind) {
            case "BREAKING" -> "examples/terraform-plan.json";
            case "AT_RISK" -> "examples/idp-from-okta-guide.json";
            case "INFO" -> "src/test/resources/golden/idp-safe-amr-evidence/request.json";
            case "BROKEN" -> broken.toString();
            default -> nothing.toString();
        };
        assertEquals(status, CliRun.of("lint", "--fail-on", level, file).status());
    }
}
