package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.docs.Page;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RegistryReader;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * docs/reference.md against the code: each name on the page is the code's, and none of the code's is missing. Run with
 * {@code -Dgolden.write=true} to write its lists of finding codes and log fields.
 */
class ReferencePageTest {

    private static final Page PAGE = Page.of("docs/reference.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SCHEMA =
            Pattern.compile("<!-- (members|verdict) ([A-Za-z]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

    /** The cells of each row of the tables under a heading, without the head. */
    private static List<List<String>> rows(String heading) {
        Matcher section = Pattern.compile("(?ms)^#{2,3} " + Pattern.quote(heading) + "\n(.*?)(?=^#{2,3} |\\z)")
                .matcher(PAGE.text());
        assertTrue(section.find(), heading);
        return cells(section.group(1));
    }

    private static List<List<String>> cells(String text) {
        List<String> lines =
                text.lines().filter(line -> line.startsWith("|")).skip(2).toList();
        return lines.stream()
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String code(String cell) {
        Matcher code = CODE.matcher(cell);
        assertTrue(code.find(), cell);
        return code.group(1);
    }

    private static List<String> codes(List<List<String>> rows) {
        return rows.stream().map(row -> code(row.getFirst())).toList();
    }

    // Events

    @Test
    @DisplayName("the shapes of event, in the order in which they are tried")
    void shapes() {
        List<String> known = Stream.of(Shape.values())
                .filter(shape -> shape != Shape.MIXED_BATCH && shape != Shape.OTHER)
                .map(Shape::name)
                .toList();
        assertEquals(known, codes(rows("Events")));
    }

    @TestFactory
    @DisplayName("the smallest event has its shape, and hasn't without any one of its fields")
    Stream<DynamicTest> smallestEvents() {
        return rows("Events").stream()
                .map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> {
                    Shape shape = Shape.valueOf(code(row.get(0)));
                    JsonNode event = TestApi.json(code(row.get(1)));
                    assertEquals(shape, Shape.of(event));
                    for (String pointer : members(event, "")) {
                        assertNotEquals(shape, Shape.of(HttpResult.with(event, pointer, null)), pointer);
                    }
                }));
    }

    private static List<String> members(JsonNode json, String pointer) {
        List<String> pointers = new ArrayList<>();
        json.properties().forEach(member -> {
            String own = pointer + "/" + member.getKey();
            pointers.add(own);
            pointers.addAll(members(member.getValue(), own));
            if (member.getValue().isArray()) {
                pointers.addAll(members(member.getValue().path(0), own + "/0"));
            }
        });
        return pointers;
    }

    // HTTP

    @Test
    @DisplayName("each route with its methods, and which exist only with a hook secret")
    void routes() {
        assertEquals(
                new Routes(decisions(), Optional.of(new HookSecrets(List.of("secret")))).methods(), routes(_ -> true));
        assertEquals(
                new Routes(decisions(), Optional.empty()).methods(),
                routes(body -> !body.contains("only with a hook secret")));
    }

    private static Map<String, Set<String>> routes(Predicate<String> body) {
        Map<String, Set<String>> routes = new TreeMap<>();
        rows("Routes").stream().filter(row -> body.test(row.get(1))).forEach(row -> {
            String[] route = code(row.getFirst()).split(" ");
            routes.computeIfAbsent(route[1], _ -> new TreeSet<>()).add(route[0]);
        });
        return routes;
    }

    private static Decisions decisions() {
        return new Decisions(
                Judges.of(
                        RequestSettings.DEFAULT,
                        Registry.EMPTY,
                        new TokenVerifier((_, _, _) -> new KeySource.Keys.Unavailable("none"), (_, _, _, _) -> false),
                        Clock.systemUTC()),
                new TestLog());
    }

    @Test
    @DisplayName("the statuses of problems: those of the OpenAPI document, which its own test holds to the answers")
    void statuses() {
        Set<Integer> statuses = new TreeSet<>(Set.of(405));
        OpenApi.DOCUMENT
                .path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> statuses.add(Integer.valueOf(status)))));
        statuses.removeIf(status -> status < 400);
        assertEquals(
                List.copyOf(statuses),
                rows("Problems").stream()
                        .map(row -> Integer.valueOf(row.getFirst()))
                        .toList());
        assertTrue(PAGE.text()
                .contains(Problem.field("/a", "wrong")
                        .body("/")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals("errors"))
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", "))));
    }

    @Test
    @DisplayName("the codes of field errors, in the order of the code")
    void fieldErrorCodes() {
        Matcher table = Pattern.compile("<!-- field errors -->\n(.*?)<!-- end -->", Pattern.DOTALL)
                .matcher(PAGE.text());
        assertTrue(table.find());
        assertEquals(
                Stream.of(FieldError.Code.values()).map(FieldError.Code::name).toList(), codes(cells(table.group(1))));
    }

    // Requests and verdicts

    @TestFactory
    @DisplayName("the members of requests and verdicts are the schemas', which the readers and writers are held to")
    Stream<DynamicTest> schemas() {
        Map<String, String> tables = new LinkedHashMap<>();
        SCHEMA.matcher(PAGE.text()).results().forEach(table -> tables.put(table.group(2), table.group(3)));
        assertEquals(15, tables.size(), "the tables are found");
        return tables.entrySet().stream()
                .map(table -> DynamicTest.dynamicTest(table.getKey(), () -> {
                    List<List<String>> rows = cells(table.getValue());
                    JsonNode schema = OpenApi.component(table.getKey());
                    List<String> members = new ArrayList<>();
                    schema.path("properties").fieldNames().forEachRemaining(members::add);
                    if (table.getKey().equals("TokenVerdict")) {
                        members.add(1, "dryRun");
                    }
                    assertEquals(members, codes(rows));
                    if (rows.getFirst().size() == 3) {
                        List<String> required = schema.path("required")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList();
                        assertEquals(
                                required,
                                rows.stream()
                                        .filter(row -> row.get(1).equals("yes"))
                                        .map(row -> code(row.getFirst()))
                                        .toList());
                    }
                }));
    }

    @TestFactory
    @DisplayName("the words of verdicts")
    Stream<DynamicTest> words() {
        return Stream.of(
                        "SignInOutcome",
                        "IdpOutcome",
                        "CellOutcome",
                        "Reachability",
                        "TrustMode",
                        "TrustDecidedBy",
                        "IgnoredReason",
                        "Level")
                .map(schema -> DynamicTest.dynamicTest(
                        schema,
                        () -> OpenApi.words(schema)
                                .forEach(word -> assertTrue(PAGE.text().contains("`" + word + "`"), word))));
    }

    @Test
    @DisplayName("the finding codes")
    void findingCodes() {
        PAGE.mustBe(PAGE.with(
                "codes",
                "| code | level |\n|---|---|\n"
                        + Stream.of(FindingCode.values())
                                .map(code -> "| `" + code + "` | `" + code.level() + "` |\n")
                                .collect(Collectors.joining())));
    }

    // The deployment

    @Test
    @DisplayName("the settings: those of docs/configuration.md, which SettingsTest compares with the code")
    void settings() {
        Page configuration = Page.of("docs/configuration.md");
        List<String> variables = configuration
                .text()
                .lines()
                .filter(line -> line.startsWith("| `CLAIMS_"))
                .map(ReferencePageTest::code)
                .toList();
        assertFalse(variables.isEmpty());
        assertEquals(variables, codes(rows("Settings")));
    }

    @Test
    @DisplayName("the members of a registry file are those that its reader knows")
    void registry() {
        RegistryReader.Files files = RegistryReader.read(
                new LinkedHashMap<>(Map.of("a.json", "{\"zebra\": 1}".getBytes(StandardCharsets.UTF_8))),
                RequestSettings.DEFAULT.org());
        String fault = ((RegistryReader.Files.Faulty) files).faults().getFirst();
        String known = codes(rows("The registry")).stream().sorted().collect(Collectors.joining(", "));
        assertTrue(fault.contains(" " + known + "."), fault);
    }

    @Test
    @DisplayName("the fields of the log: those of docs/operations.md, which OperationsPageTest compares with the code")
    void log() {
        String operations = Page.of("docs/operations.md").text();
        String decision = fields(operations, "A decision (`type`", "What was not decided");
        String undecided = fields(operations, "What was not decided", "The API's access log");
        PAGE.mustBe(PAGE.with(
                "log",
                "| line | fields |\n|---|---|\n| decision | " + decision + " |\n| no decision | " + undecided
                        + " |\n"));
    }

    private static String fields(String text, String from, String to) {
        int start = text.indexOf(from);
        return Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|")
                .matcher(text.substring(start, text.indexOf(to, start)))
                .results()
                .map(row -> "`" + row.group(1) + "`")
                .collect(Collectors.joining(", "));
    }

    // Numbers

    @TestFactory
    @DisplayName("each limit is the constant's")
    Stream<DynamicTest> limits() throws IOException {
        List<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            classes = files.map(file ->
                            Path.of("src/main/java").relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
        }
        return rows("Limits").stream()
                .map(row -> DynamicTest.dynamicTest(row.get(1), () -> {
                    String[] constant = code(row.get(2)).split("\\.");
                    String owner = classes.stream()
                            .filter(name -> name.endsWith("." + constant[0]))
                            .findFirst()
                            .orElseThrow();
                    Field field = Class.forName(owner).getDeclaredField(constant[1]);
                    field.setAccessible(true);
                    assertEquals(field.get(null), value(row.getFirst()));
                }));
    }

    private static Object value(String limit) {
        String[] parts = limit.split(" ");
        int number = Integer.parseInt(parts[0]);
        return switch (parts.length == 1 ? "" : parts[1]) {
            case "" -> number;
            case "KiB" -> number * 1024;
            case "MiB" -> number * 1024 * 1024;
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            default -> throw new AssertionError(limit);
        };
    }

    private static int number(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    // Authorizers

    @Test
    @DisplayName("the members of an authorizer's context, in their order")
    void context() {
        ObjectNode event = TestApi.JSON.createObjectNode();
        event.put("version", "2.0").put("type", "REQUEST").put("routeArn", "");
        String names = TestApi.invoke(event.toString())
                .path("context")
                .propertyStream()
                .map(member -> "`" + member.getKey() + "`")
                .collect(Collectors.joining(", "));
        assertTrue(PAGE.text().contains("\n" + names + "\n"), names);
    }
}
