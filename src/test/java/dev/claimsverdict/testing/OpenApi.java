package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document, and the JSON Schemas in it, each as a schema that stands by itself. */
public final class OpenApi {

    /** Where the document is kept; it is the source of docs/openapi.json and of docs/schemas. */
    public static final Path SOURCE = Path.of("src/main/resources/dev/claimsverdict/event/openapi.json");

    public static final JsonNode DOCUMENT = TestApi.json(text(SOURCE));

    /** The schemas that are published one by one; the others are parts of them. */
    public static final List<String> PUBLISHED = List.of(
            "TokenVerdictRequest",
            "SamlVerdictRequest",
            "AmrVerdictRequest",
            "IdpVerdictRequest",
            "OrgVerdictRequest",
            "Idp",
            "PolicyRule",
            "Org",
            "Jwks",
            "TokenVerdict",
            "AmrVerdict",
            "IdpVerdict",
            "OrgVerdict",
            "AmrTable",
            "FindingsCatalogue",
            "RouteList",
            "EventHookDelivery",
            "HookVerification",
            "TokenHookRequest",
            "TokenHookAnswer",
            "Problem");

    private static final String COMPONENT = "#/components/schemas/";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private OpenApi() {}

    /** What is wrong with JSON by the schema of that name; nothing, if it is valid. */
    public static List<String> errors(String name, JsonNode json) {
        return errors(
                SCHEMAS.computeIfAbsent(
                        name, each -> REGISTRY.getSchema(standalone(each).toString())),
                json);
    }

    /** What is wrong with JSON by that schema, formats included. */
    public static List<String> errors(JsonNode schema, JsonNode json) {
        return errors(REGISTRY.getSchema(schema.toString()), json);
    }

    private static List<String> errors(Schema schema, JsonNode json) {
        return schema
                .validate(
                        json.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The operation of a route, such as {@code POST /v1/amr-verdicts}. */
    public static JsonNode operation(String method, String path) {
        return DOCUMENT.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** The name of the schema of a route's requests. */
    public static String request(String method, String path) {
        return name(operation(method, path).at("/requestBody/content/application~1json/schema"));
    }

    /** The name of the schema of a route's answers of that status; nothing, if they have no body. */
    public static Optional<String> answer(String method, String path, int status) {
        JsonNode response = response(operation(method, path).path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            throw new AssertionError("not in the document: " + method + " " + path + " " + status);
        }
        String mediaType = status < 300 ? "application/json" : "application/problem+json";
        return Optional.of(response.path("content").path(mediaType).path("schema"))
                .filter(JsonNode::isObject)
                .map(OpenApi::name);
    }

    /** A response, wherever it stands. */
    public static JsonNode response(JsonNode response) {
        return response.has("$ref") ? DOCUMENT.at(response.path("$ref").asText().substring(1)) : response;
    }

    /** The name of the schema that is referred to. */
    public static String name(JsonNode reference) {
        String pointer = reference.path("$ref").asText();
        if (!pointer.startsWith(COMPONENT)) {
            throw new AssertionError("not a named schema: " + reference);
        }
        return pointer.substring(COMPONENT.length());
    }

    /** A schema of the document with all that it refers to in its own $defs. */
    public static ObjectNode standalone(String name) {
        ObjectNode bundle = TestApi.JSON.createObjectNode();
        bundle.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        bundle.put("$id", "https://claimsverdict.dev/schemas/" + fileName(name));
        bundle.put("title", name);
        bundle.setAll((ObjectNode) local(component(name)));
        Map<String, JsonNode> definitions = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(references(component(name)));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (definitions.putIfAbsent(next, local(component(next))) == null) {
                open.addAll(references(component(next)));
            }
        }
        if (!definitions.isEmpty()) {
            bundle.putObject("$defs").setAll(definitions);
        }
        return bundle;
    }

    /** {@code TokenVerdictRequest} as {@code token-verdict-request.json}. */
    public static String fileName(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".json";
    }

    /** The names of the schemas that JSON refers to, each once. */
    public static TreeSet<String> references(JsonNode json) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode parent : json.findParents("$ref")) {
            if (parent.path("$ref").asText().startsWith(COMPONENT)) {
                names.add(name(parent));
            }
        }
        // findParents does not look into what it has found.
        for (JsonNode child : json) {
            names.addAll(references(child));
        }
        return names;
    }

    /** The schema of that name as it stands in the document. */
    public static JsonNode component(String name) {
        JsonNode schema = DOCUMENT.path("components").path("schemas").path(name);
        if (!schema.isObject()) {
            throw new AssertionError("no such schema: " + name);
        }
        return schema;
    }

    /** The words of an enum's schema. */
    public static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : component(name).path("enum")) {
            if (word.isTextual()) {
                words.add(word.textValue());
            }
        }
        return words;
    }

    /** JSON with its references to the document's schemas turned into references to $defs. */
    public static JsonNode local(JsonNode json) {
        if (json.isObject()) {
            ObjectNode copy = TestApi.JSON.createObjectNode();
            json.properties()
                    .forEach(member -> copy.set(
                            member.getKey(),
                            member.getKey().equals("$ref")
                                    ? TestApi.JSON.getNodeFactory().textNode("#/$defs/" + name(json))
                                    : local(member.getValue())));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = TestApi.JSON.createArrayNode();
            json.forEach(element -> copy.add(local(element)));
            return copy;
        }
        return json;
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
