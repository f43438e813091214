package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SARIF: valid against OASIS's schema, and at the right lines. */
class SarifTest {

    private static final String PLAN = "src/test/resources/terraform/plan.json";

    @TempDir
    Path folder;

    private static JsonNode lint(String... files) {
        List<String> arguments = new ArrayList<>(List.of("lint", "--format", "sarif"));
        arguments.addAll(List.of(files));
        return CliRun.of(arguments.toArray(String[]::new)).json();
    }

    private static JsonNode results(String... files) {
        return lint(files).at("/runs/0/results");
    }

    private static List<Error> errors(JsonNode sarif) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(Path.of("src/test/resources/sarif/sarif-schema-2.1.0.json")));
        return schema.validate(
                sarif.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    @Test
    @DisplayName("every golden request, every example and what is no request make SARIF that the schema takes")
    void valid() throws IOException {
        List<String> files = new ArrayList<>(List.of(PLAN));
        for (GoldenPair pair : GoldenPair.all()) {
            Path request = pair.folder().resolve("request.json");
            if (Files.exists(request)) {
                files.add(request.toString());
            }
        }
        try (var examples = Files.list(Path.of("examples"))) {
            examples.map(Path::toString).filter(each -> each.endsWith(".json")).forEach(files::add);
        }
        files.add(Files.writeString(folder.resolve("a b%:ü.json"), "{").toString());
        JsonNode sarif = lint(files.toArray(String[]::new));
        assertEquals(List.of(), errors(sarif));
        assertTrue(sarif.at("/runs/0/results").size() > 100);
    }

    @Test
    @DisplayName("so does an audit of an org, and one of what changed in it")
    void audit() throws IOException {
        for (String[] more : List.of(new String[] {}, new String[] {"--before", AuditReportsTest.BEFORE})) {
            JsonNode sarif = TestApi.json(AuditReportsTest.report("sarif", more));
            assertEquals(List.of(), errors(sarif));
            assertTrue(sarif.at("/runs/0/results").size() > 0);
        }
    }

    @Test
    @DisplayName("the check of that can fail")
    void theSchemaRefuses() throws IOException {
        ObjectNode sarif = (ObjectNode) lint(PLAN);
        ((ObjectNode) sarif.at("/runs/0/results/0")).put("level", "bad");
        assertEquals(1, errors(sarif).size());
        ((ObjectNode) sarif.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation")).put("uri", "a b");
        assertEquals(2, errors(sarif).size());
    }

    @Test
    @DisplayName("each code of the catalogue is a rule, and each result names its rule by id and index")
    void rules() {
        JsonNode run = lint(PLAN, "examples/token-satisfied.json").at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        assertEquals(FindingCode.values().length + 1, rules.size());
        for (FindingCode code : FindingCode.values()) {
            JsonNode rule = rules.path(code.ordinal());
            assertEquals(code.name(), rule.path("id").asText());
            assertEquals(code.sentence(), rule.at("/shortDescription/text").asText());
            assertEquals(
                    code.sentence() + " " + code.remedy(),
                    rule.at("/fullDescription/text").asText());
            assertEquals(code.remedy(), rule.at("/help/text").asText());
            assertEquals(
                    code.name(),
                    rule.path("name")
                            .asText()
                            .replaceAll("(?<=.)(?=[A-Z])", "_")
                            .toUpperCase(Locale.ROOT));
            assertEquals(code.help(), rule.path("helpUri").asText());
        }
        Set<String> levels = new HashSet<>();
        for (JsonNode result : run.path("results")) {
            assertEquals(
                    result.path("ruleId"),
                    rules.path(result.path("ruleIndex").asInt()).path("id"));
            levels.add(result.path("level").asText());
        }
        assertEquals(Set.of("error", "warning", "note"), levels);
    }

    @Test
    @DisplayName("a result stands at the line of its field, and names field and resource")
    void lines() throws IOException {
        List<String> text = Files.readAllLines(Path.of(PLAN));
        JsonNode results = results(PLAN);
        assertEquals(8, results.size());
        for (JsonNode result : results) {
            JsonNode location = result.at("/locations/0");
            String pointer =
                    location.at("/logicalLocations/0/fullyQualifiedName").asText();
            String line =
                    text.get(location.at("/physicalLocation/region/startLine").asInt() - 1);
            assertTrue(line.strip().startsWith("\"" + pointer.substring(pointer.lastIndexOf('/') + 1) + "\""), line);
            assertEquals("resource", location.at("/logicalLocations/1/kind").asText());
            assertEquals(
                    PLAN, location.at("/physicalLocation/artifactLocation/uri").asText());
        }
        assertEquals(
                "module.workforce.okta_idp_oidc.entra",
                results.at("/0/locations/0/logicalLocations/1/fullyQualifiedName")
                        .asText());
    }

    @Test
    @DisplayName("what is no request is a result too, at the line where it goes wrong")
    void noRequest() throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, "{\n\n  \"after\": }");
        JsonNode result = results(file.toString()).path(0);
        assertEquals("FILE_NOT_JUDGED", result.path("ruleId").asText());
        assertEquals(
                3, result.at("/locations/0/physicalLocation/region/startLine").asInt());
        assertTrue(result.at("/locations/0/logicalLocations").isMissingNode());
        Files.writeString(file, "{\n\"after\":\n7,\n\"before\":\n8}");
        JsonNode results = results(file.toString());
        assertEquals(2, results.size());
        assertEquals(
                4,
                results.at("/0/locations/0/physicalLocation/region/startLine").asInt());
        assertEquals(
                2,
                results.at("/1/locations/0/physicalLocation/region/startLine").asInt());
    }

    @Test
    @DisplayName("files are relative to the working directory, percent-encoded; what stands elsewhere is absolute")
    void uris() {
        assertEquals("examples/x.json", SarifReport.uri("examples/x.json", Path.of("")));
        assertEquals("examples/x.json", SarifReport.uri("./src/../examples/x.json", Path.of("")));
        assertEquals(
                "examples/x.json",
                SarifReport.uri(Path.of("examples/x.json").toAbsolutePath().toString(), Path.of("")));
        assertEquals("a%20b/c%3Ad%25%C3%BC+.json".replace("+", "%2B"), SarifReport.uri("a b/c:d%ü+.json", Path.of("")));
        assertTrue(SarifReport.uri("../x.json", Path.of("")).startsWith("file:///"));
        assertEquals("stdin", SarifReport.uri("-", Path.of("")));
    }

    @DisplayName("a field's line is where its name stands; without it, that of the nearest thing around it")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            ``,            2
            /a,            3
            /a/b,          4
            /a/b/0,        5
            /a/b/1,        6
            /a/b/1/c,      7
            /a/b/2,        4
            /a/x/y,        3
            /z,            2
            /d~1e~0,       9
            /twice,        12
            /twice/f,      12
            /twice/g,      13
            /idToken/header/alg, 15
            """)
    void locator(String pointer, int line) {
        String json = """

                {
                  "a": {
                    "b": [
                      1,
                      {
                        "c": 2 }]
                  },
                  "d/e~": 3,
                  "twice": {
                    "f": 4 },
                  "twice": {
                    "g": 5
                  },
                  "idToken": "e30"
                }""";
        assertEquals(line, LineNumbers.of(json, List.of(pointer, "/twice/f")).of(pointer));
        assertEquals(7, LineNumbers.allAt(7).of(pointer));
    }

    @Test
    @DisplayName("a file without findings has no results")
    void nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "{\"resource_changes\": []}");
        JsonNode sarif = lint(file.toString());
        assertEquals("[]", sarif.at("/runs/0/results").toString());
        assertEquals("2.1.0", sarif.path("version").asText());
    }

    @Test
    @DisplayName("the driver says who it is, and the run how it ended")
    void run() {
        JsonNode run = lint(PLAN).at("/runs/0");
        assertEquals("Claims Verdict", run.at("/tool/driver/name").asText());
        assertEquals(Version.NUMBER, run.at("/tool/driver/version").asText());
        assertEquals(Version.NUMBER, run.at("/tool/driver/semanticVersion").asText());
        assertTrue(run.at("/tool/driver/informationUri").asText().startsWith("https://"));
        assertEquals(
                "[{\"executionSuccessful\":true,\"exitCode\":2}]",
                run.path("invocations").toString());
        JsonNode never = CliRun.of("lint", "--format", "sarif", "--fail-on", "never", PLAN)
                .json();
        assertEquals(0, never.at("/runs/0/invocations/0/exitCode").asInt());
    }

    private static List<String> fingerprints(JsonNode results) {
        return results.valueStream()
                .map(result ->
                        result.at("/partialFingerprints/claimsVerdict~1v1").asText())
                .toList();
    }

    @Test
    @DisplayName(
            "fingerprints stay when lines or array elements move, differ for different results, and follow the file")
    void fingerprints() throws IOException {
        Path file = folder.resolve("plan.json");
        ObjectNode plan = (ObjectNode) TestApi.json(Files.readString(Path.of(PLAN)));
        Files.writeString(file, plan.toPrettyString());
        List<String> before = fingerprints(results(file.toString()));
        assertEquals(before.size(), new HashSet<>(before).size());
        assertTrue(before.stream().allMatch(each -> each.matches("[0-9a-f]{32}:1")), before.toString());
        ArrayNode changes = (ArrayNode) plan.path("resource_changes");
        ArrayNode moved = TestApi.JSON.createArrayNode();
        moved.addObject().put("address", "x.y").put("type", "x").putObject("change");
        for (int i = changes.size() - 1; i >= 0; i--) {
            moved.add(changes.get(i));
        }
        plan.set("resource_changes", moved);
        Files.writeString(file, "\n\n" + plan.toPrettyString());
        List<String> after = fingerprints(results(file.toString()));
        assertEquals(new HashSet<>(before), new HashSet<>(after));
        Path other = Files.move(file, folder.resolve("other.json"));
        assertTrue(Collections.disjoint(before, fingerprints(results(other.toString()))));
    }

    @Test
    @DisplayName("results that are alike but for the place of an array's element are numbered")
    void alike() throws IOException {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("after", TestIdp.oidc());
        ArrayNode rules = change.putObject("context").putArray("rules");
        for (int i = 0; i < 3; i++) {
            rules.addObject().putObject("verificationMethod").put("type", "AUTH_METHOD_CHAIN");
        }
        Path file = Files.writeString(folder.resolve("idp.json"), change.toString());
        List<String> chains = results(file.toString())
                .valueStream()
                .filter(result -> result.path("ruleId").asText().equals("RULE_OUT_OF_REACH"))
                .map(result ->
                        result.at("/partialFingerprints/claimsVerdict~1v1").asText())
                .toList();
        String hash = chains.getFirst().substring(0, 32);
        assertEquals(List.of(hash + ":1", hash + ":2", hash + ":3"), chains);
    }

    @Test
    @DisplayName("without an ignored finding no result speaks of suppressions")
    void noSuppressions() {
        assertFalse(lint(PLAN).toString().contains("suppressions"));
    }
}
