package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Bruno collection: its bodies are the examples', and its assertions hold. */
class BrunoTest {

    private static final Path COLLECTION = Path.of("examples/bruno");
    private static final Pattern BLOCK =
            Pattern.compile("^([a-z:]+) \\{\\n(.*?)^}$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("The body is (examples/[a-z-]+\\.json)\\.");

    /** A .bru file as its blocks. */
    private record Request(Path file, Map<String, String> blocks) {

        static Request of(Path file) {
            Map<String, String> blocks = new LinkedHashMap<>();
            Matcher block = BLOCK.matcher(OpenApi.text(file));
            while (block.find()) {
                blocks.put(block.group(1), block.group(2));
            }
            return new Request(file, blocks);
        }

        String method() {
            return blocks.containsKey("post") ? "POST" : "GET";
        }

        String url() {
            return lines(method().toLowerCase(Locale.ROOT)).get("url").replace("{{baseUrl}}", "");
        }

        Map<String, String> lines(String block) {
            Map<String, String> lines = new LinkedHashMap<>();
            blocks.getOrDefault(block, "").lines().forEach(line -> {
                String[] parts = line.strip().split(": ", 2);
                lines.put(parts[0], parts[1]);
            });
            return lines;
        }

        HttpResult send() {
            String[] url = url().split("[?=]");
            ObjectNode event = TestApi.httpEvent(method(), url[0], blocks.get("body:json"));
            if (url.length == 3) {
                event.putObject("queryStringParameters").put(url[1], url[2]);
                assertEquals(Map.of(url[1], url[2]), lines("params:query"));
            }
            lines("headers")
                    .forEach((name, value) -> ((ObjectNode) event.path("headers"))
                            .put(name, value.replace("{{hookSecret}}", TestApi.HOOK_SECRET)));
            return HttpResult.of(TestApi.invoke(event.toString()));
        }
    }

    private static List<Request> requests() throws IOException {
        try (Stream<Path> files = Files.list(COLLECTION)) {
            return files.filter(file -> file.toString().endsWith(".bru"))
                    .sorted()
                    .map(Request::of)
                    .toList();
        }
    }

    @TestFactory
    @DisplayName("each request gets what its assertions say")
    Stream<DynamicTest> assertions() throws IOException {
        return requests().stream()
                .map(request -> DynamicTest.dynamicTest(request.file().toString(), () -> {
                    HttpResult result = request.send();
                    Map<String, String> assertions = request.lines("assert");
                    assertTrue(assertions.containsKey("res.status"));
                    assertions.forEach((what, expected) -> assertEquals(expected, "eq " + actual(result, what), what));
                }));
    }

    private static String actual(HttpResult result, String what) {
        if (what.equals("res.status")) {
            return String.valueOf(result.status());
        }
        assertTrue(what.startsWith("res.body."), what);
        JsonNode value = result.json()
                .at("/"
                        + what.substring("res.body.".length())
                                .replaceAll("\\[(\\d+)]", "/$1")
                                .replace('.', '/'));
        assertTrue(value.isTextual(), what);
        return value.textValue();
    }

    @TestFactory
    @DisplayName(
            "a body that is said to be an example's is, and any other is one that the route takes or refuses as said")
    Stream<DynamicTest> bodies() throws IOException {
        return requests().stream()
                .filter(request -> request.blocks().containsKey("body:json"))
                .map(request -> DynamicTest.dynamicTest(request.file().toString(), () -> {
                    JsonNode body = TestApi.json(request.blocks().get("body:json"));
                    Matcher example = EXAMPLE.matcher(request.blocks().get("docs"));
                    if (example.find()) {
                        assertEquals(TestApi.json(OpenApi.text(Path.of(example.group(1)))), body);
                    }
                    boolean valid = OpenApi.errors(OpenApi.request("POST", request.url()), body)
                            .isEmpty();
                    assertEquals(!request.lines("assert").get("res.status").equals("eq 422"), valid);
                }));
    }

    @Test
    @DisplayName("each route has a request, and each example that a route takes")
    void complete() throws IOException {
        Set<String> routes = new TreeSet<>();
        Set<String> examples = new TreeSet<>();
        for (Request request : requests()) {
            routes.add(request.method() + " " + request.url().split("\\?")[0]);
            Matcher example = EXAMPLE.matcher(request.blocks().get("docs"));
            if (example.find()) {
                examples.add(example.group(1));
            }
        }
        Set<String> documented = new TreeSet<>();
        OpenApi.DOCUMENT
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertEquals(documented, routes);
        Set<String> sent = new TreeSet<>();
        Matcher curl = Pattern.compile("/v1/[a-z-]+ .*-d @(examples/[a-z-]+\\.json)")
                .matcher(OpenApi.text(Path.of("examples/README.md")));
        while (curl.find()) {
            sent.add(curl.group(1));
        }
        assertEquals(sent, examples);
    }

    @Test
    @DisplayName("the environment local is quarkus:dev, and no secret is in it that anybody uses")
    void environment() {
        Map<String, String> vars =
                Request.of(COLLECTION.resolve("environments/local.bru")).lines("vars");
        assertEquals("http://localhost:8080", vars.get("baseUrl"));
        assertFalse(vars.get("hookSecret").equals(TestApi.HOOK_SECRET));
    }

    @Test
    @DisplayName("examples/README.md names each file of examples/")
    void readmeNamesEach() throws IOException {
        String readme = OpenApi.text(Path.of("examples/README.md"));
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("README.md"))
                    .forEach(file -> assertTrue(readme.contains(file), file));
        }
    }
}
