package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings file of lint: read strictly, found in the working directory or named. */
class SettingsFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void idp() throws IOException {
        Files.writeString(
                folder.resolve("idp.json"), TestIdp.oidc().put("id", "0oa1").toString());
    }

    private CliRun lint(String... options) {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"lint", "idp.json", "--format", "json"}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return CliRun.in(folder, arguments);
    }

    @DisplayName("64: each wrong field is named, with what it may be; nothing is judged")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ignores": []}                                     | /ignores: The field is unknown. Known fields: amrTable, context, evidence, ignore, org.
            {"ignore": {}}                                      | /ignore: The field must be an array of objects.
            {"ignore": ["PKCE_NOT_REQUIRED"]}                   | /ignore/0: The field must be an object.
            {"ignore": [{"reason": "x"}]}                       | /ignore/0/code: The field is missing.
            {"ignore": [{"code": "NO_CODE", "reason": "x"}]}    | /ignore/0/code: The field is not the code of a finding; claims-verdict findings lists all.
            {"ignore": [{"code": "IDP_MALFORMED", "reason": "x"}]} | /ignore/0/code: The field can't be ignored.
            {"ignore": [{"code": "PKCE_NOT_REQUIRED"}]}         | /ignore/0/reason: The field is missing.
            {"ignore": [{"code": "PKCE_NOT_REQUIRED", "reason": " "}]} | /ignore/0/reason: The field must say why.
            {"ignore": [{"code": "PKCE_NOT_REQUIRED", "reason": "x", "files": "y"}]} | /ignore/0/files: The field is unknown. Known fields: code, file, idp, reason.
            {"ignore": [{"code": "PKCE_NOT_REQUIRED", "reason": "x", "file": "["}]}  | /ignore/0/file: The field is not the name of a file.
            {"ignore": [{"code": "PKCE_NOT_REQUIRED", "reason": "x", "file": "\\u0000"}]} | /ignore/0/file: The field is not the name of a file.
            {"ignore": [{"code": "PKCE_NOT_REQUIRED", "reason": "x", "idp": 7}]}     | /ignore/0/idp: The field must be a string.
            {"org": {"engin": "CLASSIC"}}                       | /org/engin: The field is unknown. Known fields: amrClaimsMapping,
            {"org": {"engine": "classic"}}                      | /org/engine: The field must be one of [IDENTITY_ENGINE, CLASSIC].
            {"org": []}                                         | /org: The field must be an object.
            {"context": "\\u0000"}                              | /context: The field is not the name of a file.
            {"context": 1}                                      | /context: The field must be a string.
            {"context": "a", "context": "b"}                    | /context: The object has this field twice.
            []                                                  | Settings must be a JSON object.
            {                                                   | The file is not JSON: line 1
            """)
    void wrong(String json, String said) throws IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), json);
        CliRun run = lint();
        assertEquals(64, run.status(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains("claims-verdict: .claims-verdict.json: " + said), run.err());
    }

    @Test
    @DisplayName("64: an edition that there isn't, a context or evidence that isn't there")
    void missing() throws IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), "{\"amrTable\": \"1999\"}");
        assertEquals("claims-verdict: amrTable in the settings file must be one of 2025-04, 2026-07.\n", lint().err());
        Files.writeString(folder.resolve(SettingsFile.NAME), "{\"context\": \"snapshot\"}");
        assertTrue(lint().err().startsWith("claims-verdict: snapshot isn't a snapshot of an org"), lint().err());
        Files.writeString(folder.resolve(SettingsFile.NAME), "{\"evidence\": \"evidence.json\"}");
        assertEquals("claims-verdict: evidence.json does not exist.\n", lint().err());
    }

    @Test
    @DisplayName("a named file holds in place of the one in the working directory, and names are relative to it")
    void named() throws IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), "{\"nonsense\": 1}");
        Path sub = Files.createDirectory(folder.resolve("settings"));
        Files.writeString(sub.resolve("strict.json"), """
                {"amrTable": "2026-07", "evidence": "evidence.json",
                 "ignore": [{"code": "AMR_EVIDENCE_PRESENT", "reason": "x", "file": "../idp.json"}]}""");
        Files.writeString(sub.resolve("evidence.json"), "{\"0oa1\": {\"amr\": [\"pwd\"]}}");
        CliRun run = lint("--settings", "settings/strict.json");
        assertEquals("", run.err());
        assertEquals("2026-07", run.json().at("/files/0/amrTable").asText());
        assertEquals(
                "AMR_EVIDENCE_PRESENT", run.json().at("/files/0/ignored/0/code").asText());
        assertEquals(
                "settings/evidence.json",
                run.json().at("/files/0/ignored/0/file").asText());
        assertEquals(
                "claims-verdict: no.json does not exist.\n",
                lint("--settings", "no.json").err());
    }

    @Test
    @DisplayName("the option is stronger than the settings file, which is stronger than the variable; ignores add up")
    void precedence() throws IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), """
                {"amrTable": "2026-07", "org": {"claimsSharing": false},
                 "ignore": [{"code": "CLAIMS_SHARING_FEATURE_OFF", "reason": "x"}]}""");
        Files.writeString(folder.resolve("org.json"), "{\"claimsSharing\": true}");
        Map<String, String> environment =
                Map.of("CLAIMS_AMR_TABLE", "2025-04", "CLAIMS_ORG", "{\"engine\":\"CLASSIC\"}");
        CliRun file = CliRun.with(CliRun.in(folder, environment, false), "lint", "idp.json", "--format", "json");
        assertEquals("2026-07", file.json().at("/files/0/amrTable").asText());
        assertEquals("NONE", file.json().at("/files/0/trust/mode").asText());
        assertEquals(
                List.of("CLAIMS_SHARING_FEATURE_OFF"),
                file.json().at("/files/0/ignored").findValuesAsText("code"));
        CliRun option = lint("--amr-table", "2025-04", "--org", "org.json", "--ignore", "AMR_EVIDENCE_MISSING");
        assertEquals("2025-04", option.json().at("/files/0/amrTable").asText());
        assertEquals("CLAIMS_SHARING", option.json().at("/files/0/trust/mode").asText());
        assertEquals(
                List.of("AMR_EVIDENCE_MISSING"),
                option.json().at("/files/0/ignored").findValuesAsText("code"));
    }
}
