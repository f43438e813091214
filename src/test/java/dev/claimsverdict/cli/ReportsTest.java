package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The reports of lint in all their formats, and the file that one may go to. */
class ReportsTest {

    static final List<String> FORMATS = LintCommand.FORMATS;

    private static final String SAFE = "src/test/resources/golden/idp-safe-amr-evidence/request.json";
    private static final String PLAN = "examples/terraform-plan.json";

    /** Names as an attacker would choose them. */
    private static final List<String> HOSTILE = List.of(
            "\n::error::x",
            "\r\n##vso[task.setvariable variable=PATH]/evil",
            "##[add-path]/evil",
            "\u001b[2J\u009b31m",
            "\u202egnp.exe",
            "` <script>alert(1)</script> `",
            "```\n# heading\n",
            "| a | b |",
            "@everyone #1 https://evil.example www.evil.example",
            "]]> \" ' <!-- & -->",
            "%0A::warning::,title=x:",
            "\ufffe\uffff\u0000");

    @TempDir
    Path folder;

    private CliRun lint(String... arguments) {
        return CliRun.in(folder, arguments);
    }

    /** A plan with so many trusted IdPs. */
    private String plan(int resources, String name) throws IOException {
        ObjectNode plan = TestApi.JSON.createObjectNode();
        ArrayNode changes = plan.putArray("resource_changes");
        for (int i = 0; i < resources; i++) {
            ObjectNode change = changes.addObject()
                    .put("address", "okta_idp_saml." + name + i)
                    .put("type", "okta_idp_saml")
                    .putObject("change");
            change.putArray("actions").add("create");
            change.putObject("after").put("trust_claims", i % 2 == 0);
        }
        Files.writeString(folder.resolve("plan.json"), plan.toString());
        return "plan.json";
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    @DisplayName("no character of a name acts on a terminal, in a pipeline's log or in the format itself")
    void hostile(String format) throws IOException, ParserConfigurationException, SAXException {
        for (String name : HOSTILE) {
            CliRun run = lint("lint", "--format", format, plan(2, name));
            assertEquals(0, run.status(), run.err());
            assertFalse(
                    Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\n]]")
                            .matcher(run.out())
                            .find(),
                    () -> "a control character in " + run.out());
            assertFalse(run.out().contains("##vso["), run.out());
            assertFalse(run.out().contains("##["), run.out());
            long commands =
                    run.out().lines().filter(line -> line.startsWith("::")).count();
            switch (format) {
                case "github" -> assertEquals(2, commands, run.out());
                case "junit" ->
                    assertEquals(
                            2, xml(run.out()).getElementsByTagName("testcase").getLength());
                case "json", "sarif" -> {
                    assertEquals(1, run.out().lines().count());
                    assertTrue(
                            run
                                    .json()
                                    .findValuesAsText(format.equals("json") ? "address" : "fullyQualifiedName")
                                    .stream()
                                    .anyMatch(value -> value.contains(name)),
                            run.out());
                }
                case "markdown" -> {
                    String outsideCode = run.out().replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "CODE");
                    for (String markup : List.of("<script", "@everyone", "evil.example", "# heading", "a | b")) {
                        assertFalse(outsideCode.contains(markup), run.out());
                    }
                }
                default -> assertEquals(0, commands);
            }
        }
    }

    private static Document xml(String text) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName(
            "github: an annotation for each finding, by GitHub's rules of escaping, with files relative to the workspace")
    void github() throws IOException {
        Files.createDirectory(folder.resolve("100%,:x"));
        Files.copy(Path.of(PLAN), folder.resolve("100%,:x/plan.json"));
        CliRun run = lint("lint", "--format", "github", "100%,:x/plan.json", "--ignore", "AMR_EVIDENCE_MISSING");
        assertEquals(2, run.status());
        List<String> lines = run.out().lines().toList();
        assertTrue(
                lines.get(0)
                        .startsWith("::error file=100%25%2C%3Ax/plan.json,line=81,title=ENTRA_V2_ENDPOINTS"
                                + " okta_idp_oidc.entra::trustClaims is true with"),
                run.out());
        assertTrue(lines.get(1).startsWith("::notice file=100%25%2C%3Ax/plan.json,line=188,title=NO_RELEVANT_CHANGE"));
        assertEquals(List.of("1 file: 1 BREAKING."), lines.subList(2, lines.size()));
        Map<String, String> workspace = Map.of("GITHUB_WORKSPACE", folder.toString());
        CliRun below = CliRun.with(
                CliRun.in(folder.resolve("100%,:x"), workspace, false), "lint", "--format", "github", "plan.json");
        assertTrue(below.out().startsWith("::error file=100%25%2C%3Ax/plan.json,line=81,"), below.out());
        CliRun input = CliRun.withInput("{", "lint", "--format", "github", "-");
        assertEquals(
                "::error title=Can't be judged::The file is not JSON: line 1, column 2.\n1 file: 1 INVALID.\n",
                input.out());
    }

    @Test
    @DisplayName("junit: a suite a file, a test an IdP; what fails the run is a failure, what can't be judged an error")
    void junit() throws IOException, ParserConfigurationException, SAXException {
        CliRun run = CliRun.of("lint", "--format", "junit", PLAN, SAFE, "examples/token-satisfied.json");
        Element suites = xml(run.out()).getDocumentElement();
        assertEquals(
                "4 1 1",
                suites.getAttribute("tests") + " " + suites.getAttribute("failures") + " "
                        + suites.getAttribute("errors"));
        assertEquals(3, suites.getElementsByTagName("testsuite").getLength());
        Element first = (Element) suites.getElementsByTagName("testcase").item(0);
        assertEquals("okta_idp_oidc.entra", first.getAttribute("name"));
        assertEquals(PLAN, first.getAttribute("classname"));
        Element failure = (Element) first.getElementsByTagName("failure").item(0);
        assertEquals("BREAKING", failure.getAttribute("type"));
        assertTrue(failure.getAttribute("message").startsWith("ENTRA_V2_ENDPOINTS: trustClaims is true"));
        assertTrue(failure.getTextContent().contains("WARNING AMR_EVIDENCE_MISSING at " + PLAN + ":105\n"));
        assertEquals(1, suites.getElementsByTagName("error").getLength());
        CliRun never = CliRun.of("lint", "--format", "junit", "--fail-on", "never", PLAN);
        assertEquals("0", xml(never.out()).getDocumentElement().getAttribute("failures"));
    }

    @Test
    @DisplayName("markdown: the worst first, a table, and each finding with its place and source")
    void markdown() {
        CliRun run = CliRun.of("lint", "--format", "markdown", SAFE, PLAN);
        assertTrue(run.out().startsWith("""
                ## Claims Verdict: BREAKING

                2 files: 1 BREAKING, 1 SAFE.

                | verdict | IdP |
                |---|---|
                | BREAKING | `okta_idp_oidc.entra` in `examples/terraform-plan.json` |
                """), run.out());
        assertTrue(
                run.out()
                        .contains(
                                "\n### BREAKING: `okta_idp_oidc.entra` in `examples/terraform-plan.json`\n\n"
                                        + "- **ERROR ENTRA\\_V2\\_ENDPOINTS** at `/resource_changes/0/change/after/issuer_url` (line 81): "),
                run.out());
        assertTrue(run.out().contains(" [Source](https://support.okta.com/help/s/article/claims-sharing-and-entra)\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 400, 1000})
    @DisplayName("markdown: never more than a comment may have; what doesn't fit is counted")
    void bounded(int resources) throws IOException {
        CliRun run = lint("lint", "--format", "markdown", plan(resources, "ü".repeat(300)));
        int bytes = run.out().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= MarkdownReport.MAX_BYTES, bytes + " bytes");
        long told = run.out().lines().filter(line -> line.startsWith("- ")).count();
        var leftOut = Pattern.compile("\n(\\d+) more findings don't fit into a comment\\.")
                .matcher(run.out());
        int rest = leftOut.find() ? Integer.parseInt(leftOut.group(1)) : 0;
        long all = lint("lint", "--format", "json", "plan.json")
                .json()
                .findValues("code")
                .size();
        assertEquals(all, told + rest);
        assertEquals(resources > 40, rest > 0);
    }

    @Test
    @DisplayName("--quiet: only what fails, and nothing at all if nothing does; programs get everything")
    void quiet() {
        assertEquals(new CliRun(0, "", ""), CliRun.of("lint", "-q", SAFE, "examples/idp-from-okta-guide.json"));
        CliRun run = CliRun.of("lint", "-q", SAFE, PLAN);
        assertFalse(run.out().contains("SAFE  "), run.out());
        assertFalse(run.out().contains("okta_idp_saml.corporate"), run.out());
        assertTrue(run.out().startsWith("BREAKING  " + PLAN + "\n  BREAKING  okta_idp_oidc.entra\n"), run.out());
        assertTrue(run.out().endsWith("2 files: 1 BREAKING, 1 SAFE.\n"), run.out());
        for (String format : List.of("json", "sarif")) {
            assertEquals(
                    CliRun.of("lint", "--format", format, SAFE, PLAN),
                    CliRun.of("lint", "--format", format, SAFE, PLAN, "--quiet"));
        }
        assertEquals("", CliRun.of("lint", "-q", "--format", "github", SAFE).out());
    }

    @Test
    @DisplayName("color is on words of this program alone")
    void color() {
        String plain = CliRun.of("lint", PLAN, SAFE).out();
        CliRun colored = CliRun.of("lint", PLAN, SAFE, "--color", "always");
        assertTrue(colored.out().contains("\u001b[31mBREAKING\u001b[0m  " + PLAN + "\n"), colored.out());
        assertTrue(colored.out().contains("\u001b[32mSAFE\u001b[0m  okta_idp_saml.corporate\n"));
        assertEquals(plain, colored.out().replaceAll("\u001b\\[[0-9]+m", ""));
        Surroundings terminal = CliRun.in(Path.of(""), Map.of("TERM", "xterm"), true);
        assertEquals(colored, CliRun.with(terminal, "lint", PLAN, SAFE));
        assertEquals(
                plain,
                CliRun.with(terminal, "lint", PLAN, SAFE, "--color=never").out());
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    @DisplayName("--output: the whole report is in the file, and nothing is on standard output")
    void output(String format) throws IOException {
        plan(3, "x");
        CliRun shown = lint("lint", "--format", format, "plan.json");
        CliRun written = lint("lint", "--format", format, "plan.json", "--output", "report", "--color", "always");
        assertEquals(new CliRun(shown.status(), "", ""), written);
        assertEquals(shown.out(), Files.readString(folder.resolve("report")));
        Files.writeString(folder.resolve("report"), "old");
        assertEquals(shown, lint("lint", "--format", format, "plan.json", "--output", "-"));
        lint(
                "lint",
                "--format",
                format,
                "plan.json",
                "--output",
                folder.resolve("report").toString());
        assertEquals(shown.out(), Files.readString(folder.resolve("report")));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing else is left");
        }
    }

    @Test
    @DisplayName(
            "--output: what can't be written is refused before anything is judged; a failed run leaves the old file")
    void noOutput() throws IOException {
        plan(1, "x");
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("report"), "old");
        for (String[] wrong : new String[][] {
            {"no/such/folder/report", "The folder of no/such/folder/report does not exist."},
            {"sub", "sub is a directory. --output needs the name of a file."},
            {"plan.json", "plan.json is an input file. --output would overwrite it."},
            {"./sub/../plan.json", "./sub/../plan.json is an input file. --output would overwrite it."},
            {"a\0b", "a\\u{0}b is not a file name."}
        }) {
            CliRun run = lint("lint", "plan.json", "--output", wrong[0]);
            assertEquals(new CliRun(64, "", "claims-verdict: " + wrong[1] + "\n"), run);
        }
        Files.writeString(folder.resolve("settings.json"), "{}");
        CliRun settings = lint("lint", "plan.json", "--settings", "settings.json", "--output", "settings.json");
        assertEquals(
                new CliRun(64, "", "claims-verdict: settings.json is an input file. --output would overwrite it.\n"),
                settings);
        Files.createDirectory(folder.resolve("org"));
        for (String name : List.of("idps.json", "policies.json", "rules.json", "org.json", "evidence.json")) {
            Files.writeString(folder.resolve("org/" + name), name.matches("(org|evidence).json") ? "{}" : "[]");
            CliRun context = lint("lint", "plan.json", "--context", "org", "--output", "org/" + name);
            assertEquals(64, context.status());
            assertTrue(context.err().contains("org/" + name + " is an input file."), context.err());
        }
        Files.writeString(
                folder.resolve(".claims-verdict.json"), "{\"context\": \"org\", \"evidence\": \"org/idps.json\"}");
        for (String name : List.of(".claims-verdict.json", "org/rules.json", "org/idps.json")) {
            CliRun context = lint("lint", "plan.json", "--output", name);
            assertTrue(context.err().contains(name + " is an input file."), context.err());
        }
        Files.delete(folder.resolve(".claims-verdict.json"));
        assertEquals(64, lint("lint", "gone.json", "--output", "report").status());
        assertEquals("old", Files.readString(folder.resolve("report")));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("report"));
        assertEquals(0, lint("lint", "plan.json", "--output", "link").status());
        assertTrue(Files.isSymbolicLink(folder.resolve("link")));
        assertTrue(Files.readString(folder.resolve("report")).startsWith("AT_RISK  plan.json\n"));
    }

    @Test
    @DisplayName("74: the file can't be written after all")
    void full() throws IOException {
        plan(1, "x");
        CliRun run = lint("lint", "plan.json", "--output", "/dev/full");
        assertEquals(new CliRun(74, "", "claims-verdict: /dev/full could not be written.\n"), run);
    }
}
