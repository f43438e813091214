package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.local.LocalGateway;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.saml.SamlAlgorithms;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.SignatureAlgorithm;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.FactorType;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code GET /v1/openapi.json}: it is OpenAPI 3.1, it tells of all routes and no other, and what it tells is so. Run
 * with {@code -Dopenapi.write=true} to write docs/openapi.json and docs/schemas anew.
 */
class OpenApiTest {

    private static final String PATH = "/v1/openapi.json";
    private static final Path DOCS = Path.of("docs");
    private static final boolean WRITE = Boolean.getBoolean("openapi.write");

    private static final String AMR = """
        {"amr": ["pwd"], "idp": {"type": "OIDC", "policy": {"trustClaims": true}}}\
        """;

    // The document

    @Test
    @DisplayName("it is served byte for byte as docs/openapi.json has it")
    void sameBytes() throws IOException {
        write(DOCS.resolve("openapi.json"), OpenApi.text(OpenApi.SOURCE));
        assertEquals(
                OpenApi.text(DOCS.resolve("openapi.json")),
                HttpResult.of(TestApi.http("GET", PATH, null)).body());
    }

    @Test
    @DisplayName("by an HTTP API, a REST API and the local gateway alike, with the headers of any answer")
    void eachShape() throws Exception {
        HttpResult http = HttpResult.of(TestApi.http("GET", PATH, null));
        HttpResult rest = HttpResult.of(TestApi.invoke("""
            {"httpMethod": "GET", "path": "/v1/openapi.json", "requestContext": {"requestId": "request-1"}}\
            """));
        assertEquals(http, rest);
        assertEquals(200, http.status());
        assertEquals("application/json", http.header("content-type"));
        assertEquals("no-store", http.header("cache-control"));
        assertEquals("request-1", http.header("x-request-id"));
        try (LocalGateway gateway =
                        new LocalGateway(0, event -> TestApi.invoke(event).toString());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> local = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + PATH))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, local.statusCode());
            assertEquals(http.body(), local.body());
            assertEquals(
                    "application/json",
                    local.headers().firstValue("content-type").orElseThrow());
            assertEquals("no-store", local.headers().firstValue("cache-control").orElseThrow());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    @DisplayName("no other method, as for the other routes")
    void otherMethods(String method) {
        HttpResult result = HttpResult.of(TestApi.http(method, PATH, null));
        assertEquals(405, result.status());
        assertEquals("GET, HEAD", result.header("allow"));
        assertEquals(
                result.headers(),
                HttpResult.of(TestApi.http(method, "/v1/findings", null)).headers());
    }

    @Test
    @DisplayName("it is OpenAPI 3.1 by the OpenAPI Initiative's own schema")
    void isOpenApi() {
        JsonNode schema = TestApi.json(OpenApi.text(Path.of("src/test/resources/openapi/oas-3.1-schema.json")));
        assertEquals(List.of(), OpenApi.errors(schema, OpenApi.DOCUMENT));
        ObjectNode other = OpenApi.DOCUMENT.deepCopy();
        ((ObjectNode) other.at("/paths/~1v1~1findings/get/responses/200")).remove("description");
        assertFalse(OpenApi.errors(schema, other).isEmpty(), "the check can fail");
    }

    @Test
    @DisplayName("each schema is one by JSON Schema's metaschema, and every one is used")
    void areSchemas() {
        JsonNode metaschema = TestApi.json("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");
        JsonNode schemas = OpenApi.DOCUMENT.at("/components/schemas");
        TreeSet<String> names = new TreeSet<>();
        schemas.properties().forEach(each -> {
            assertEquals(List.of(), OpenApi.errors(metaschema, each.getValue()), each.getKey());
            names.add(each.getKey());
        });
        assertEquals(names, OpenApi.references(OpenApi.DOCUMENT));
        assertFalse(
                OpenApi.errors(metaschema, TestApi.json("{\"type\": \"text\"}")).isEmpty(), "the check can fail");
    }

    @TestFactory
    @DisplayName("docs/schemas has each published schema by itself, with an $id, and no other file")
    Stream<DynamicTest> published() throws IOException {
        TreeSet<String> expected = new TreeSet<>(List.of("README.md"));
        OpenApi.PUBLISHED.forEach(name -> expected.add(OpenApi.fileName(name)));
        TreeSet<String> files = new TreeSet<>();
        if (WRITE) {
            for (String name : OpenApi.PUBLISHED) {
                write(DOCS.resolve("schemas").resolve(OpenApi.fileName(name)), pretty(OpenApi.standalone(name)));
            }
        }
        try (Stream<Path> folder = Files.list(DOCS.resolve("schemas"))) {
            folder.forEach(file -> files.add(file.getFileName().toString()));
        }
        assertEquals(expected, files);
        String readme = OpenApi.text(DOCS.resolve("schemas/README.md"));
        return OpenApi.PUBLISHED.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String file = OpenApi.fileName(name);
                    assertEquals(
                            pretty(OpenApi.standalone(name)),
                            OpenApi.text(DOCS.resolve("schemas").resolve(file)));
                    assertTrue(readme.contains("(" + file + ")"), "the README names it");
                }));
    }

    // Clients

    @Test
    @DisplayName("clients get names: each operation has its own id and a declared tag, no schema has an object inside")
    void named() {
        Set<String> tags = new HashSet<>(OpenApi.DOCUMENT.path("tags").findValuesAsText("name"));
        Set<String> ids = new HashSet<>();
        for (String route : routes().keySet()) {
            JsonNode operation = operation(route);
            assertTrue(ids.add(operation.path("operationId").asText()), route);
            assertEquals(1, operation.path("tags").size(), route);
            assertTrue(tags.contains(operation.at("/tags/0").asText()), route);
            assertFalse(operation.path("summary").asText().isEmpty(), route);
            assertFalse(operation.path("description").asText().isEmpty(), route);
        }
        OpenApi.DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            assertFalse(schema.getValue().path("description").asText().isEmpty(), schema.getKey());
            schema.getValue()
                    .path("properties")
                    .properties()
                    .forEach(property -> assertFalse(
                            property.getValue().has("properties")
                                    || property.getValue().path("items").has("properties"),
                            schema.getKey() + "." + property.getKey()));
        });
    }

    @TestFactory
    @DisplayName("each route has an example of each request and answer that has a body, and is answered as it says")
    Stream<DynamicTest> examples() {
        return routes().keySet().stream()
                .map(route -> DynamicTest.dynamicTest(route, () -> {
                    JsonNode request = operation(route).at("/requestBody/content/application~1json");
                    JsonNode answer = operation(route).at("/responses/200/content/application~1json");
                    Map<String, JsonNode> requests = examples(request);
                    Map<String, JsonNode> answers = examples(answer);
                    assertEquals(request.isMissingNode(), requests.isEmpty(), "a request");
                    assertEquals(answer.isMissingNode(), answers.isEmpty(), "an answer");
                    if (!requests.isEmpty() && !answers.isEmpty()) {
                        assertEquals(requests.keySet(), answers.keySet());
                    }
                    Set<String> names = requests.isEmpty() ? answers.keySet() : requests.keySet();
                    for (String name : names) {
                        JsonNode body = requests.get(name);
                        ObjectNode event = request(route, body == null ? null : body.toString(), _ -> {});
                        operation(route).path("parameters").forEach(parameter -> example(event, parameter));
                        HttpResult result = HttpResult.of(TestApi.invoke(ofExamples(), event.toString()));
                        assertTrue(result.status() == 200 || result.status() == 204, result.body());
                        if (answers.containsKey(name)) {
                            String why = part(answers.get(name), result.json());
                            assertEquals("", why, () -> result.body());
                        }
                    }
                }));
    }

    /** The valid examples beside a schema, by name. */
    private static Map<String, JsonNode> examples(JsonNode content) {
        Map<String, JsonNode> examples = new TreeMap<>();
        content.path("examples").properties().forEach(example -> {
            JsonNode value = example.getValue().path("value");
            assertEquals(List.of(), OpenApi.errors(OpenApi.name(content.path("schema")), value), example.getKey());
            examples.put(example.getKey(), value);
        });
        return examples;
    }

    /** Puts a parameter's example where it belongs. */
    private static void example(ObjectNode event, JsonNode parameter) {
        assertTrue(parameter.path("example").isTextual(), parameter.toString());
        String name = parameter.path("name").asText();
        String value = parameter.path("example").asText();
        if (parameter.path("in").asText().equals("query")) {
            event.putObject("queryStringParameters").put(name, value);
        } else {
            headers(event).put(name, value);
        }
    }

    /** The deployment of the examples: it knows the IdP of Okta's guide, and a rule for it. */
    private static Events ofExamples() {
        ObjectNode entry = TestRegistry.entry(
                (ObjectNode) TestApi.json(OpenApi.text(Path.of("examples/idp-from-okta-guide.json"))));
        entry.set("rule", TestRegistry.rule("2FA"));
        return TestApi.events(RequestSettings.DEFAULT, TestRegistry.of(entry), new TestLog());
    }

    /** Where an example differs from an answer. Long arrays are shortened in examples, and the document itself is. */
    private static String part(JsonNode example, JsonNode answer) {
        if (example.isArray() && example.size() < answer.size() && !example.isEmpty()) {
            return example.valueStream()
                    .filter(element -> answer.valueStream().noneMatch(element::equals))
                    .map(JsonNode::toString)
                    .findFirst()
                    .orElse("");
        }
        if (example.isObject() && example.has("openapi")) {
            return example.path("info")
                    .propertyStream()
                    .filter(member -> !answer.path("info").path(member.getKey()).equals(member.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining());
        }
        if (example.isObject() && answer.isObject() && example.has("editions")
                || example.has("findings") && answer.size() == 1) {
            return example.propertyStream()
                    .map(member -> part(member.getValue(), answer.path(member.getKey())))
                    .collect(Collectors.joining());
        }
        return example.equals(answer) ? "" : example + " is not " + answer;
    }

    @Test
    @DisplayName(
            "the examples of problems and of single members are valid, and the problems' sentences are the program's")
    void otherExamples() {
        OpenApi.DOCUMENT.at("/components/responses").properties().forEach(response -> {
            JsonNode problem = response.getValue().at("/content/application~1problem+json/examples/problem/value");
            assertEquals(List.of(), OpenApi.errors("Problem", problem), response.getKey());
            if (problem.path("status").asInt() != 500) {
                assertEquals(
                        problem,
                        HttpResult.of(asked(problem.path("status").asInt())).json());
            }
        });
        OpenApi.DOCUMENT
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(property -> property.getValue()
                                .path("examples")
                                .forEach(example -> {
                                    ObjectNode alone = TestApi.JSON.createObjectNode();
                                    alone.setAll((ObjectNode) OpenApi.local(property.getValue()));
                                    if (!property.getValue().has("$ref")
                                            && OpenApi.references(property.getValue())
                                                    .isEmpty()) {
                                        assertEquals(List.of(), OpenApi.errors(alone, example), schema.getKey());
                                    }
                                })));
    }

    /** The answer to a request that has this problem. */
    private static JsonNode asked(int status) {
        String amr = "/v1/amr-verdicts";
        String hook = "/v1/okta/event-hook";
        return switch (status) {
            case 400 -> TestApi.http("POST", amr, "{\"amr\": pwd}");
            case 401 -> TestApi.http("POST", hook, "{}");
            case 404 ->
                TestApi.invoke(
                        withoutSecret(), TestApi.httpEvent("POST", hook, "{}").toString());
            case 413 -> TestApi.http("POST", amr, " ".repeat(Routes.MAX_BODY_BYTES + 1));
            case 415 ->
                TestApi.invoke(
                        request("POST " + amr, "{}", event -> headers(event).put("content-type", "text/plain"))
                                .toString());
            default -> TestApi.http("POST", amr, "{\"amr\": \"pwd\", \"idp\": {\"type\": \"OIDC\"}}");
        };
    }

    // Routes and statuses

    @Test
    @DisplayName("GET /v1/ lists the same routes in the same order with the same summaries")
    void list() {
        List<String> listed = HttpResult.of(TestApi.http("GET", "/v1/", null))
                .json()
                .path("routes")
                .valueStream()
                .map(route -> String.join(
                        " ",
                        route.path("method").asText(),
                        route.path("path").asText(),
                        route.path("summary").asText()))
                .toList();
        List<String> documented = new ArrayList<>();
        OpenApi.DOCUMENT
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> documented.add(String.join(
                                " ",
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue().path("summary").asText()))));
        assertEquals(documented, listed);
    }

    @Test
    @DisplayName("it has each path that there is with its methods, and no other")
    void paths() {
        Decisions decisions = new Decisions(judges(), new TestLog());
        Map<String, Set<String>> documented = new TreeMap<>();
        OpenApi.DOCUMENT.path("paths").properties().forEach(path -> {
            Set<String> methods = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            documented.put(path.getKey(), methods);
        });
        assertEquals(documented, new Routes(decisions, Optional.of(new HookSecrets(List.of("secret")))).methods());
        Set<String> guarded = new TreeSet<>();
        routes().forEach((route, operation) -> {
            if (operation.has("security")) {
                guarded.add(route.split(" ")[1]);
            }
        });
        documented.keySet().removeAll(guarded);
        assertEquals(documented, new Routes(decisions, Optional.empty()).methods(), "without a secret");
    }

    /** Each status but 500, which nothing that a caller sends leads to (FailClosedTest). */
    @TestFactory
    @DisplayName("each route answers with each status that it is said to, and with no other")
    Stream<DynamicTest> statuses() {
        return routes().keySet().stream()
                .map(route -> DynamicTest.dynamicTest(route, () -> {
                    Set<Integer> documented = new TreeSet<>();
                    operation(route)
                            .path("responses")
                            .fieldNames()
                            .forEachRemaining(each -> documented.add(Integer.valueOf(each)));
                    Set<Integer> seen = new TreeSet<>();
                    for (ObjectNode request : requests(route)) {
                        HttpResult result = HttpResult.of(TestApi.invoke(request.toString()));
                        seen.add(result.status());
                        checkAnswer(route, result);
                    }
                    if (operation(route).has("security")) {
                        HttpResult result = HttpResult.of(TestApi.invoke(
                                withoutSecret(), request(route, null, _ -> {}).toString()));
                        seen.add(result.status());
                        checkAnswer(route, result);
                    }
                    documented.remove(500);
                    assertEquals(documented, seen);
                }));
    }

    private static void checkAnswer(String route, HttpResult result) {
        String[] parts = route.split(" ");
        Optional<String> schema = OpenApi.answer(parts[0], parts[1], result.status());
        assertEquals(schema.isEmpty(), result.body().isEmpty());
        schema.ifPresent(name -> assertEquals(List.of(), OpenApi.errors(name, result.json()), result.body()));
        JsonNode response = OpenApi.response(operation(route).path("responses").path(String.valueOf(result.status())));
        Set<String> headers = new TreeSet<>();
        result.headers().fieldNames().forEachRemaining(headers::add);
        headers.remove("content-type");
        Set<String> documented = new TreeSet<>();
        response.path("headers").fieldNames().forEachRemaining(documented::add);
        assertEquals(documented, headers);
        if (schema.isPresent()) {
            assertTrue(response.path("content").has(result.header("content-type")), result.header("content-type"));
        }
    }

    /** Requests that are right, and wrong in each way. */
    private static List<ObjectNode> requests(String route) {
        List<ObjectNode> requests = new ArrayList<>();
        String right = switch (route.substring(route.indexOf(' ') + 1)) {
            case "/v1/token-verdicts" -> "{\"idToken\": \"x\", \"idp\": {\"type\": \"OIDC\"}}";
            case "/v1/saml-verdicts" -> "{\"samlResponse\": \"x\", \"idp\": {\"type\": \"SAML2\"}}";
            case "/v1/amr-verdicts" -> AMR;
            case "/v1/idp-verdicts" -> "{\"after\": {}}";
            case "/v1/org-verdicts" -> "{\"idps\": []}";
            case "/v1/okta/event-hook" -> "{\"eventType\": \"com.okta.event_hook\", \"data\": {\"events\": []}}";
            case "/v1/okta/token-hook" -> "{\"data\": {\"context\": {}}}";
            default -> null;
        };
        String challenge = "x-okta-verification-challenge";
        requests.add(request(route, right, event -> headers(event).put(challenge, "a")));
        requests.add(request(route, "{", event -> headers(event).remove(challenge)));
        requests.add(request(
                route, "[]", event -> event.putObject("queryStringParameters").put("edition", "2024-01")));
        requests.add(request(
                route,
                " ".repeat(Routes.MAX_BODY_BYTES + 1),
                event -> headers(event).put(challenge, "a")));
        requests.add(request(
                route,
                "{}",
                event -> headers(event).put("content-type", "text/plain").put(challenge, "a")));
        requests.add(request(route, "{}", event -> headers(event).put("authorization", "another")));
        return requests;
    }

    private static ObjectNode request(String route, String body, Consumer<ObjectNode> change) {
        String[] parts = route.split(" ");
        ObjectNode event = TestApi.httpEvent(parts[0], parts[1], body);
        headers(event).put("authorization", TestApi.HOOK_SECRET);
        change.accept(event);
        return event;
    }

    private static ObjectNode headers(ObjectNode event) {
        return (ObjectNode) event.path("headers");
    }

    private static Events withoutSecret() {
        return new Events(judges(), Optional.empty(), new TestLog());
    }

    private static Judges judges() {
        return Judges.of(
                RequestSettings.DEFAULT,
                Registry.EMPTY,
                new TokenVerifier((jwks, url, kid) -> new KeySource.Keys.Unavailable("none"), (a, k, i, s) -> false),
                Clock.systemUTC());
    }

    // Words

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "FindingCode",
        "Level",
        "FactorType",
        "Characteristic",
        "SignInOutcome",
        "IdpOutcome",
        "CellOutcome",
        "Reachability",
        "TrustMode",
        "AmrSource",
        "IgnoredReason",
        "Engine",
        "IdpUsage",
        "AmrTableEdition",
        "SignatureAlgorithm",
        "FieldErrorCode",
    })
    @DisplayName("the words of each enum are the program's, in its order")
    void words(String schema) {
        List<String> words = switch (schema) {
            case "FindingCode" -> names(FindingCode.values());
            case "Level" -> names(Level.values());
            case "FactorType" -> names(FactorType.values());
            case "Characteristic" -> names(Characteristic.values());
            case "SignInOutcome" -> names(SignInVerdict.Outcome.values());
            case "IdpOutcome" -> names(ConfigurationVerdict.Outcome.values());
            case "CellOutcome" -> names(OrgVerdict.Outcome.values());
            case "Reachability" -> names(OrgVerdict.Reachable.values());
            case "TrustMode" -> names(Trust.Mode.values());
            case "AmrSource" -> names(AmrReport.Source.values());
            case "IgnoredReason" -> names(AmrReport.Why.values());
            case "Engine" -> names(Org.Engine.values());
            case "IdpUsage" -> names(Org.IdpUsage.values());
            case "AmrTableEdition" -> AmrTable.EDITIONS;
            case "FieldErrorCode" -> names(FieldError.Code.values());
            default ->
                // Ed25519 has two names, and a verdict shows the token's.
                Stream.of(
                                Stream.of(SignatureAlgorithm.values()).map(SignatureAlgorithm::joseName),
                                Stream.of("Ed25519"),
                                SamlAlgorithms.signatures().stream())
                        .flatMap(names -> names)
                        .toList();
        };
        assertEquals(words, OpenApi.words(schema));
    }

    private static List<String> names(Enum<?>... constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    private static Map<String, JsonNode> routes() {
        Map<String, JsonNode> routes = new TreeMap<>();
        OpenApi.DOCUMENT
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> routes.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
        return routes;
    }

    private static JsonNode operation(String route) {
        return routes().get(route);
    }

    private static String pretty(JsonNode json) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return TestApi.JSON.writer(printer).writeValueAsString(json) + "\n";
    }

    private static void write(Path file, String text) throws IOException {
        if (WRITE) {
            Files.writeString(file, text);
        }
    }
}
