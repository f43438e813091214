package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command lint: its exit statuses, its formats, and what it says of what it can't judge. */
class LintTest {

    private static final String SAFE = "src/test/resources/golden/idp-safe-amr-evidence/request.json";
    private static final String AT_RISK = "examples/idp-from-okta-guide.json";
    private static final String BREAKING = "examples/idp-that-sends-no-amr.json";
    private static final String INVALID = "src/test/resources/golden/idp-invalid-incomplete/request.json";
    private static final String PLAN = "examples/terraform-plan.json";
    private static final String NO_REQUEST = "examples/token-satisfied.json";

    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @DisplayName("the exit status is that of the worst file, in every format")
    @ParameterizedTest(name = "{0}: {1}, with --strict {2}")
    @CsvSource(textBlock = """
            SAFE,                 0, 0
            AT_RISK,              0, 1
            BREAKING,             2, 2
            INVALID,              2, 2
            PLAN,                 2, 2
            NO_REQUEST,           2, 2
            SAFE AT_RISK,         0, 1
            BREAKING AT_RISK,     2, 2
            SAFE NO_REQUEST SAFE, 2, 2
            """)
    void statuses(String files, int status, int strict) {
        for (String format : LintCommand.FORMATS) {
            List<String> arguments = new ArrayList<>(List.of("lint", "--format", format));
            for (String file : files.split(" ")) {
                arguments.add(named(file));
            }
            assertEquals(status, CliRun.of(arguments.toArray(String[]::new)).status());
            arguments.add("--strict");
            CliRun run = CliRun.of(arguments.toArray(String[]::new));
            assertEquals(strict, run.status());
            assertEquals("", run.err());
        }
    }

    private static String named(String file) {
        return switch (file) {
            case "SAFE" -> SAFE;
            case "AT_RISK" -> AT_RISK;
            case "BREAKING" -> BREAKING;
            case "INVALID" -> INVALID;
            case "PLAN" -> PLAN;
            default -> NO_REQUEST;
        };
    }

    static Stream<List<String>> wrongUsages() {
        return Stream.of(
                List.of("lint"),
                List.of("lint", "--strict"),
                List.of("lint", "--"),
                List.of("lint", "--format", "json"),
                List.of("lint", "--format"),
                List.of("lint", "--format", "xml", SAFE),
                List.of("lint", "--format=", SAFE),
                List.of("lint", "--format=JSON", SAFE),
                List.of("lint", "--sarif", SAFE),
                List.of("lint", "-x", SAFE),
                List.of("lint", SAFE, "--strikt"),
                List.of("lint", "-", "-"),
                List.of("lint", ""),
                List.of("lint", "no/such/file.json"),
                List.of("lint", "src/main"),
                List.of("lint", "no/such/*.json"),
                List.of("lint", "--fail-on", "fatal", SAFE),
                List.of("lint", "--strict", "--fail-on", "never", SAFE),
                List.of("lint", "--ignore", "NO_CODE", SAFE),
                List.of("lint", "--ignore", "PKCE_NOT_REQUIRED,", SAFE),
                List.of("lint", "--ignore", "pkce_not_required", SAFE),
                List.of("lint", "--ignore", "IDP_MALFORMED", SAFE),
                List.of("lint", "--ignore", "FINDINGS_OMITTED", SAFE),
                List.of("lint", "a\0b"),
                List.of("lint", BREAKING, "no/such/file.json"),
                List.of("lint", "--", "--strict"),
                List.of("lint", "--format", "json", "--format", "text", SAFE));
    }

    @ParameterizedTest
    @MethodSource("wrongUsages")
    @DisplayName("64: wrong usage, and nothing is judged")
    void wrongUsage(List<String> arguments) {
        CliRun run = CliRun.of(arguments.toArray(String[]::new));
        assertEquals(64, run.status());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("claims-verdict: "), run.err());
    }

    @Test
    @DisplayName("64: each file that can't be opened is named before any is judged")
    void unopenable() {
        CliRun run = CliRun.of("lint", SAFE, "missing.json", "src/main/java", "no*.json", "gone.json");
        assertEquals("""
                claims-verdict: missing.json does not exist.
                claims-verdict: src/main/java has no *.json file.
                claims-verdict: no*.json matches no file.
                claims-verdict: gone.json does not exist.
                """, run.err());
    }

    @Test
    @DisplayName("- is standard input; behind -- everything is a file")
    void input() throws IOException {
        String plan = Files.readString(Path.of(PLAN));
        CliRun run = CliRun.withInput(plan, "lint", "--format=json", "-");
        assertEquals(2, run.status());
        assertEquals("-", run.json().at("/files/0/file").asText());
        assertTrue(CliRun.withInput(plan, "lint", SAFE, "-").out().contains("BREAKING  standard input\n"));
        assertEquals(2, CliRun.withInput(plan, "lint", "--", "-").status());
        assertEquals(
                "stdin",
                CliRun.withInput(plan, "lint", "--format", "sarif", "-")
                        .json()
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText());
    }

    @Test
    @DisplayName("the JSON has for each file what the HTTP route answers, decision id and all")
    void json() throws IOException {
        for (String name : List.of(SAFE, AT_RISK, BREAKING, INVALID, PLAN)) {
            ObjectNode file = (ObjectNode)
                    CliRun.of("lint", "--format", "json", name).json().at("/files/0");
            assertEquals(name, file.remove("file").asText());
            assertEquals(TestApi.verdict("/v1/idp-verdicts", Files.readString(Path.of(name))), file);
        }
        JsonNode two = CliRun.of("lint", "--format", "json", AT_RISK, SAFE).json();
        assertEquals("AT_RISK", two.path("verdict").asText());
        assertEquals(2, two.path("files").size());
    }

    @Test
    @DisplayName("the JSON of what can't be judged says why, and where")
    void jsonProblem() throws IOException {
        JsonNode file = CliRun.of("lint", "--format", "json", NO_REQUEST).json().at("/files/0");
        assertEquals("INVALID", file.path("verdict").asText());
        assertTrue(file.at("/problem/detail").asText().startsWith("This is about one sign-in."), file.toString());
        String change = file("change.json", "{\n\"after\": 7,\n\"evidnce\": {}}");
        JsonNode problem = CliRun.of("lint", "--format", "json", change).json().at("/files/0/problem");
        assertEquals(
                "These fields of the file are wrong.", problem.path("detail").asText());
        assertEquals(
                List.of("/evidnce", "/after"), problem.path("errors").findValuesAsText("pointer"), problem.toString());
        assertEquals(3, problem.at("/errors/0/line").asInt());
    }

    @Test
    @DisplayName("the text has verdict, place, message and help of each finding, and sums up")
    void text() {
        CliRun run = CliRun.of("lint", BREAKING, SAFE);
        assertTrue(run.out().startsWith("""
                BREAKING  examples/idp-that-sends-no-amr.json
                  ERROR FLOW_BREAKS_NO_AMR at /after/policy/trustClaims (line 65)
                    Claims sharing is on, but the evidence shows no usable AMR value: nobody can sign in through this IdP. Configure the IdP to send amr before you set trustClaims to true.
                    See https://developer.okta.com/docs/guides/configure-claims-sharing/thirdpartyoidc/main/
                """), run.out());
        assertTrue(run.out().endsWith("\n2 files: 1 BREAKING, 1 SAFE.\n"), run.out());
        assertTrue(CliRun.of("lint", SAFE).out().endsWith("\n1 file: 1 SAFE.\n"));
    }

    @DisplayName("a plan that changes no IdP, or a state that has none, says so, and what it does instead")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            nothing                    ; The plan changes no IdP and no policy rule.
            a rule                     ; The plan changes no IdP. It changes 1 resource with policy rules.
            a rule, routing and a key  ; The plan changes no IdP. It changes 1 resource with policy rules, 2 routing rules, 1 SAML signing key.
            an empty state             ; The state has no IdP and no policy rule.
            a state with a rule        ; The state has no IdP. It has 1 resource with policy rules.
            an IdP                     ; -
            an IdP of a type not read  ; -
            """)
    void noIdp(String what, String sentence) throws IOException {
        TestPlan plan = new TestPlan();
        ObjectNode rule = TestPlan.attributes("okta_app_signon_policy_rule");
        ObjectNode state = TestApi.JSON.createObjectNode().put("format_version", "1.0");
        switch (what) {
            case "nothing", "an empty state" -> {}
            case "a rule" -> plan.change("okta_app_signon_policy_rule.r", "create", null, rule);
            case "a rule, routing and a key" ->
                plan.change("okta_app_signon_policy_rule.r", "create", null, rule)
                        .change("okta_policy_rule_idp_discovery.a", "create", null, TestApi.JSON.createObjectNode())
                        .change("okta_policy_rule_idp_discovery.b", "create", null, TestApi.JSON.createObjectNode())
                        .change("okta_idp_saml_key.k", "delete", TestPlan.attributes("okta_idp_saml_key"), null);
            case "a state with a rule" ->
                TestPlan.resource(state.withObject("/values/root_module"), "okta_app_signon_policy_rule.r", rule);
            case "an IdP" -> plan.change("okta_idp_saml.s", "create", null, TestPlan.attributes("okta_idp_saml"));
            case "an IdP of a type not read" -> plan.change("okta_idp_future.s", "create", null, rule);
            default -> throw new AssertionError(what);
        }
        String json = (what.contains("state") ? state : plan.json()).toString();
        String out = CliRun.of("lint", file("plan.json", json)).out();
        assertEquals(!sentence.equals("-"), out.contains("\n  " + sentence + "\n"), out);
        assertEquals(sentence.equals("-"), !out.contains("no IdP"), out);
    }

    @Test
    @DisplayName("what is found in a plan's rules is told with its line; resources that aren't read are passed over")
    void lines() throws IOException {
        TestPlan plan = new TestPlan()
                .change(
                        "okta_app_signon_policy_rule.r",
                        "create",
                        null,
                        TestPlan.attributes(
                                "okta_app_signon_policy_rule", "{\"constraints\": [\"{\\\"posession\\\": {}}\"]}"))
                .prior("okta_group.g", TestApi.JSON.createObjectNode().put("name", "Group"))
                .prior("okta_policy_rule_signon.s", TestPlan.attributes("okta_policy_rule_signon"));
        String text = TestApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plan.json());
        long line = text.lines().takeWhile(each -> !each.contains("posession")).count() + 1;
        CliRun run = CliRun.of("lint", file("plan.json", text));
        assertTrue(
                run.out()
                        .contains("ERROR CONSTRAINT_UNKNOWN at /resource_changes/0/change/after/constraints/0/posession"
                                + " (line " + line + ")\n"),
                run.out());
    }

    @Test
    @DisplayName("a file gets the answer that the HTTP route gives, of each golden plan and state")
    void asOverHttp() throws IOException {
        for (GoldenPair pair : GoldenPair.all()) {
            if (pair.toString().contains("terraform")) {
                JsonNode answer = CliRun.of(
                                "lint",
                                "--format",
                                "json",
                                pair.folder().resolve("request.json").toString())
                        .json()
                        .at("/files/0");
                JsonNode golden = pair.answer().path("body");
                for (String member : List.of("pointer", "code", "detail")) {
                    assertEquals(
                            golden.path("errors").findValuesAsText(member),
                            answer.path("problem").path("errors").findValuesAsText(member),
                            pair.toString());
                }
                assertEquals(golden.findValuesAsText("code"), answer.findValuesAsText("code"), pair.toString());
                assertEquals(
                        golden.findValuesAsText("pointer"),
                        (golden.has("errors") ? answer.path("problem") : answer).findValuesAsText("pointer"),
                        pair.toString());
            }
        }
    }

    @DisplayName("2: what is no request is named with what is wrong with it, without a word of it")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ``                                     ; The file is empty.
            ` \n `                                 ; The file is empty.
            `s3cret`                               ; The file is not JSON: line 1, column 1.
            `{"a": 1,\n "b": s3cret}`              ; The file is not JSON: line 2, column 7.
            `{"client_secret": "s3cret"`           ; The file is not JSON: line 1, column 27.
            `{} s3cret`                            ; The file is not JSON: line 1, column 4.
            `{} {}`                                ; There is text after the JSON value.
            `[1] {}`                               ; There is text after the JSON value.
            `{"after": "\\ud800"}`                  ; A string in the JSON is not valid Unicode.
            `{"after": {}, "after": {}}`           ; The object has this field twice.
            `{"after": {}, "s3cret": {}}`          ; The field is unknown. Known fields: after, amrTable, before,
            `{"resource_changes": "s3cret"}`       ; The field must be an array of objects.
            `{"resource_changes": [{"s3cret": 1, "s3cret": 2}]}` ; The object has this field twice.
            `{"resource_changes": [], "resource_changes": []}`   ; The object has this field twice.
            `{"resource_changes": [], "prior_state": {}, "prior_state": {}}`   ; The object has this field twice.
            `{"resource_changes": [], "prior_state": {"values": {"s3cret": 1, "s3cret": 2}}}` ; The object has this field twice.
            `{"resource_changes": [], "prior_state": {"values": {"\\ud800": 1}}}` ; A string in the JSON is not valid Unicode.
            `{"resource_changes": [], "prior_state": {"values": ["\\ud800"]}}` ; A string in the JSON is not valid Unicode.
            `{"resource_changes": [], "prior_state": "s3cret"}`  ; The field must be an object.
            `{"resource_changes": [], "configuration": ["s3cret"]}` ; The field must be an object.
            `{"format_version": "1.0", "values": "s3cret"}`      ; The field must be an object.
            `[]`                                   ; This is an empty list.
            `7`                                    ; This is a single value.
            `null`                                 ; This is a single value.
            `{}`                                   ; This is JSON, but lint doesn't judge it.
            `{"after": 7}`                         ; The field must be an object.
            `{"after": null}`                      ; The field is missing, and so is before.
            """)
    void unreadable(String content, String reason) throws IOException {
        String file = file("bad.json", content.replace("\\n", "\n"));
        CliRun run = CliRun.of("lint", file);
        assertEquals(2, run.status());
        assertTrue(run.out().startsWith("INVALID  " + file + "\n"), run.out());
        assertTrue(run.out().contains(reason), run.out());
        assertFalse(run.out().replace("/s3cret (", "").contains("s3cret"), run.out());
        assertEquals("", run.err());
    }

    @Test
    @DisplayName("2: bytes that are not UTF-8; a byte order mark is taken")
    void encodings() throws IOException {
        String idp = TestIdp.saml().toString();
        Path utf16 = Files.write(folder.resolve("utf16.json"), idp.getBytes(StandardCharsets.UTF_16));
        assertTrue(CliRun.of("lint", utf16.toString()).out().contains("This is UTF-16"));
        Path latin1 = Files.write(folder.resolve("latin1.json"), "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(CliRun.of("lint", latin1.toString()).out().contains("The file is not UTF-8."));
        assertEquals(0, CliRun.of("lint", file("bom.json", "\ufeff" + idp)).status());
        assertEquals(2, CliRun.of("lint", file("empty.json", "\ufeff")).status());
    }

    @Test
    @DisplayName("limits: 64 MiB a file")
    void tooLarge() throws IOException {
        Path large = folder.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(InputFile.MAX_BYTES + 1L);
        }
        CliRun run = CliRun.of("lint", "--format", "json", large.toString());
        assertEquals(2, run.status());
        assertEquals(
                "The file is larger than 64 MiB.",
                run.json().at("/files/0/problem/detail").asText());
    }

    @ParameterizedTest(name = "{0} more: {1}")
    @CsvSource({"0, This is a list", "1, has more than 10000000 names and values"})
    @DisplayName("a file has at most ten million names, values and brackets: a tree of more takes minutes")
    void tokens(int more, String told) throws IOException {
        int values = Outline.MAX_TOKENS - 2 + more;
        CliRun run = CliRun.of("lint", file("many.json", "[" + "1,".repeat(values - 1) + "1]"));
        assertEquals(2, run.status());
        assertTrue(run.out().contains(told), run.out());
    }

    @Test
    @DisplayName("limits: a plan may be larger than a request over HTTP and 500 levels deep, a request 32")
    void limits() throws IOException {
        String deep = "[".repeat(499) + "]".repeat(499);
        String padding = "\"" + "x".repeat(300 * 1024) + "\"";
        String plan = "{\"variables\": " + deep + ", \"outputs\": " + padding + ", \"resource_changes\": ["
                + "{\"type\": \"kubernetes_manifest\", \"change\": " + deep.substring(2, 996) + "}],"
                + " \"planned_values\": {\"root_module\": {\"resources\": [{\"type\": \"kubernetes_manifest\", \"values\": "
                + deep.substring(4, 994) + "}]}}}";
        assertEquals(0, CliRun.of("lint", file("plan.json", plan)).status());
        String deeper = "{\"resource_changes\": [], \"planned_values\": [" + deep + "]}";
        CliRun run = CliRun.of("lint", file("deeper.json", deeper));
        assertTrue(run.out().contains("nested deeper than 500 levels"), run.out());
        String request = "{\"after\": " + "[".repeat(32) + "]".repeat(32) + "}";
        assertTrue(CliRun.of("lint", file("request.json", request))
                .out()
                .contains("The JSON is nested deeper than 32 levels."));
    }

    @Test
    @DisplayName("no secret of a plan is in any format")
    void secrets() {
        for (String format : LintCommand.FORMATS) {
            CliRun run = CliRun.of("lint", "--format", format, "src/test/resources/terraform/plan.json");
            // SARIF has the whole catalogue, and no result of that code.
            assertEquals(
                    format.equals("sarif") ? 1 : 0,
                    run.out().split("\"SECRET_IN_EVENT\"| SECRET_IN_EVENT ", -1).length - 1,
                    format);
            assertFalse(run.out().contains("not-a-real-secret"));
        }
    }

    @Test
    @DisplayName("20 files or more: a line of progress for each tenth, on standard error")
    void progress() {
        String[] many = new String[46];
        Arrays.fill(many, SAFE);
        many[0] = "lint";
        CliRun run = CliRun.of(many);
        assertEquals(
                List.of(5, 9, 14, 18, 23, 27, 32, 36, 41, 45).stream()
                        .map(done -> "claims-verdict: " + done + " of 45 files judged")
                        .toList(),
                run.err().lines().toList());
        assertTrue(run.out().endsWith("\n45 files: 45 SAFE.\n"));
        assertEquals(10, CliRun.of(Arrays.copyOf(many, 21)).err().lines().count());
        assertEquals("", CliRun.of(Arrays.copyOf(many, 20)).err());
    }

    @Test
    @DisplayName("names are shown as they are, but for what would play with a terminal or a pipeline's log")
    void printable() throws IOException {
        String file = file("\u00fc \u65e5\u672c \ud83d\ude00.json", "{}");
        assertTrue(CliRun.of("lint", file).out().contains("\u00fc \u65e5\u672c \ud83d\ude00.json\n"));
        assertEquals(
                "\\u{1b}[31m\\u{a}::error::\\u{202e}\\u{2028}#\\u{23}vso[",
                Printable.text("\u001b[31m\n::error::\u202e\u2028##vso["));
        String plan = """
                {"resource_changes": [{"address": "\\n::error::x", "type": "okta_idp_saml",
                  "change": {"actions": ["create"], "after": {"trust_claims": true}}}]}""";
        CliRun run = CliRun.of("lint", file("plan.json", plan));
        assertTrue(run.out().lines().noneMatch(line -> line.strip().startsWith("::")), run.out());
        CliRun missing = CliRun.of("lint", "\u001b[31mno.json");
        assertFalse(missing.err().contains("\u001b"));
    }

    @Test
    @DisplayName("70: an internal error judges nothing; 64: a file that fails while it is read; 74: no report written")
    void faults() {
        CliRun fault = CliRun.of(
                new InputStream() {
                    @Override
                    public int read() {
                        throw new IllegalStateException("s3cret");
                    }
                },
                "lint",
                "-");
        assertEquals(70, fault.status());
        assertEquals("", fault.out());
        assertFalse(fault.err().contains("s3cret"));
        CliRun unread = CliRun.of(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("s3cret");
                    }
                },
                "lint",
                "-");
        assertEquals(64, unread.status());
        assertEquals("claims-verdict: standard input could not be read.\n", unread.err());
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        InputStream nothing = InputStream.nullInputStream();
        OutputStream anything = OutputStream.nullOutputStream();
        assertEquals(74, CliRun.PROGRAM.run(List.of("lint", SAFE), CliRun.pipeline(nothing, full, anything)));
        assertEquals(74, CliRun.PROGRAM.run(List.of("lint"), CliRun.pipeline(nothing, anything, full)));
    }

    @Test
    @DisplayName("every golden request for an IdP verdict gets the golden verdict")
    void golden() {
        int files = 0;
        for (GoldenPair pair : GoldenPair.all()) {
            Path request = pair.folder().resolve("request.json");
            if (pair.route().equals("POST /v1/idp-verdicts")
                    && pair.answer().path("status").asInt() == 200) {
                JsonNode report = CliRun.of("lint", "--format", "json", request.toString())
                        .json();
                assertEquals(pair.answer().at("/body/verdict"), report.path("verdict"), pair.toString());
                files++;
            }
        }
        assertTrue(files > 15);
    }

    @Test
    @DisplayName("memory that runs out is an internal error: status 70, and nothing was judged")
    void outOfMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("zebra");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = CliRun.PROGRAM.run(
                List.of("lint", "-"), CliRun.pipeline(endless, OutputStream.nullOutputStream(), err));
        assertEquals(70, status);
        assertFalse(err.toString(StandardCharsets.UTF_8).contains("zebra"));
    }
}
