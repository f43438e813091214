package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the built executable as the template says: each route, rule, queue and authorizer of the template leads to a
 * function that handles it, and the template has each of the function's routes.
 */
class EndToEndTest {

    private static final Synthesised STACK = Synthesised.everything();
    private static final Map<String, RunningFunction> RUNNING = new HashMap<>();
    private static final Optional<Path> TASK = RunningFunction.unpacked();

    /** A literal that may be a path of the API. */
    private static final Pattern PATH = Pattern.compile("\"(/v1/[a-z0-9./-]*)\"");

    /** A row of the README's table of routes. */
    private static final Pattern README_ROUTE = Pattern.compile("(?m)^\\| `([A-Z]+) (/v1/[^`?]*)(\\?[^`]*)?` \\|");

    /** The request that a route gets, in addition to an empty object, and the status of its answer. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/token-verdicts", file("examples/token-satisfied.json"),
            "POST /v1/amr-verdicts", file("examples/amr-saml-dry-run.json"),
            "POST /v1/idp-verdicts", file("examples/idp-from-okta-guide.json"),
            "POST /v1/org-verdicts", file("examples/org.json"),
            "POST /v1/saml-verdicts", file("examples/saml-response.json"),
            "POST /v1/okta/event-hook", "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[]}}");

    @BeforeAll
    static void theExecutableIsBuilt() {
        boolean built = TASK.isPresent();
        if (!built) {
            String reason =
                    "End to end is not tested: target/function.zip of the root folder has no native executable.";
            System.out.println(reason);
            assertFalse(Boolean.getBoolean("e2e.required"), reason);
        }
        assumeTrue(built);
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(RunningFunction::close);
    }

    @DisplayName("the function has each route of the template")
    @TestFactory
    Stream<DynamicTest> routesOfTheTemplate() {
        assertFalse(routes().isEmpty());
        return routes().entrySet().stream()
                .map(route -> dynamicTest(route.getKey(), () -> {
                    JsonNode answer = function(route.getValue()).answer(httpEvent(route.getKey()));
                    int status = answer.path("statusCode").asInt();
                    assertTrue(status == 200 || status == 204, answer.toString());
                }));
    }

    @DisplayName("the template has each route of the function")
    @Test
    void routesOfTheFunction() {
        RunningFunction api = function(routes().get("GET /v1/findings"));
        Set<String> ofTheFunction = pathsInTheCode()
                .flatMap(path -> {
                    // For a method that a path doesn't have, the function's answer lists those that it has.
                    JsonNode answer = api.answer(httpEvent("DELETE " + path));
                    return answer.path("statusCode").asInt() == 405
                            ? Stream.of(answer.at("/headers/allow").asText().split(", "))
                                    .map(method -> method + " " + withoutLastSlash(path))
                            : Stream.of();
                })
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(routes().keySet()), ofTheFunction);
    }

    /** An HTTP API has no route that ends with a slash. */
    private static String withoutLastSlash(String path) {
        return path.replaceAll("/$", "");
    }

    @DisplayName("the template has each route of the README")
    @Test
    void routesOfTheReadme() {
        List<String> ofTheReadme = README_ROUTE
                .matcher(file("README.md"))
                .results()
                .map(row -> row.group(1) + " " + withoutLastSlash(row.group(2)))
                .toList();
        assertTrue(ofTheReadme.size() >= 5, ofTheReadme.toString());
        assertTrue(routes().keySet().containsAll(ofTheReadme), ofTheReadme.toString());
    }

    @DisplayName("the next hook secret is accepted, too")
    @Test
    void nextSecret() {
        ObjectNode event = httpEvent("GET /v1/okta/event-hook");
        ((ObjectNode) event.path("headers")).put("authorization", RunningFunction.NEXT_HOOK_SECRET);
        assertEquals(
                200,
                function(routes().get("GET /v1/okta/event-hook"))
                        .answer(event)
                        .path("statusCode")
                        .asInt());
    }

    /** The requests that a new version gets before traffic: see BeforeTrafficTest. */
    @DisplayName("the function passes the check that comes before traffic")
    @Test
    void beforeTraffic() throws IOException {
        for (String id : List.of("FunctionsApi", "FunctionsAuthorizer", "FunctionsEvents")) {
            RunningFunction function = function(STACK.resources("AWS::Lambda::Function").keySet().stream()
                    .filter(each -> each.startsWith(id))
                    .findFirst()
                    .orElseThrow());
            for (JsonNode question : BeforeTrafficTest.questions()) {
                assertEquals(
                        question.path(1).asText(),
                        function.answer(question.path(0)).path("verdict").asText(),
                        question.toString());
            }
        }
    }

    @DisplayName("only the referenced hook secret is accepted")
    @Test
    void secret() {
        ObjectNode event = httpEvent("GET /v1/okta/event-hook");
        ((ObjectNode) event.path("headers")).put("authorization", "another");
        assertEquals(
                401,
                function(routes().get("GET /v1/okta/event-hook"))
                        .answer(event)
                        .path("statusCode")
                        .asInt());
    }

    /** The token is from an IdP of the registry, so the function has found the registry where the template says. */
    @DisplayName("the authorizer accepts a token of the registry's IdP")
    @Test
    void authorizer() {
        JsonNode authorizer = STACK.resource("AWS::ApiGatewayV2::Authorizer", "");
        RunningFunction function = function(function(authorizer.path("AuthorizerUri")));
        JsonNode allowed = function.answer(json("src/test/resources/golden-events/authorizer-http-allow/event.json"));
        assertTrue(allowed.path("isAuthorized").asBoolean(), allowed.toString());
        JsonNode refused = function.answer(json("src/test/resources/golden-events/authorizer-http-forged/event.json"));
        assertFalse(refused.path("isAuthorized").asBoolean(), refused.toString());
    }

    @DisplayName("each rule leads to a function that takes its events")
    @TestFactory
    Stream<DynamicTest> rules() {
        Map<String, String> events = Map.of(
                "OwnChanges", "examples/event-eventbridge-change.json",
                "OktaChanges", "examples/event-okta-log-stream.json");
        return events.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    JsonNode rule = STACK.resource("AWS::Events::Rule", "Changes" + each.getKey());
                    JsonNode event = json(each.getValue());
                    assertTrue(matches(rule.path("EventPattern"), event), rule.toString());
                    JsonNode verdict =
                            function(function(rule.at("/Targets/0/Arn"))).answer(event);
                    assertTrue(
                            Set.of("SAFE", "AT_RISK", "BREAKING")
                                    .contains(verdict.path("verdict").asText()),
                            verdict.toString());
                }));
    }

    @DisplayName("a BREAKING verdict matches the rule of the topic")
    @Test
    void breaking() {
        JsonNode event = json("examples/event-eventbridge-change.json");
        JsonNode verdict = function(function(
                        STACK.resource("AWS::Events::Rule", "ChangesOwnChanges").at("/Targets/0/Arn")))
                .answer(breakingChange());
        assertEquals("BREAKING", verdict.path("verdict").asText());
        ObjectNode destination = Synthesised.JSON.createObjectNode();
        destination.put("source", "lambda").put("detail-type", "Lambda Function Invocation Result - Success");
        destination.putObject("detail").set("responsePayload", verdict);
        JsonNode pattern =
                STACK.resource("AWS::Events::Rule", "VerdictsBreaking").path("EventPattern");
        assertTrue(matches(pattern, destination));
        ((ObjectNode) verdict).put("verdict", "SAFE");
        assertFalse(matches(pattern, destination));
    }

    @DisplayName("the queue's function reports the messages that it can't read")
    @Test
    void queue() {
        JsonNode mapping = STACK.resource("AWS::Lambda::EventSourceMapping", "");
        ObjectNode batch = (ObjectNode) json("examples/event-sqs-batch.json");
        RunningFunction function = function(function(mapping.path("FunctionName")));
        JsonNode answer = function.answer(batch);
        assertTrue(answer.path("batchItemFailures").isArray(), answer.toString());
        ((ObjectNode) batch.path("Records").path(0)).put("body", "{");
        assertEquals(
                "m1",
                function.answer(batch).at("/batchItemFailures/0/itemIdentifier").asText());
    }

    /** The metric filters match the function's real log lines: a change that was made counts, a dry run doesn't. */
    @DisplayName("the alarms' metric filters match the function's log lines")
    @Test
    void logLines() {
        RunningFunction events = function(function(
                STACK.resource("AWS::Events::Rule", "ChangesOwnChanges").at("/Targets/0/Arn")));
        events.answer(breakingChange());
        assertEquals(Set.of("7"), counted("EventsBreaking", events, "version"));
        JsonNode hook = httpEvent("POST /v1/idp-verdicts");
        ((ObjectNode) hook).put("body", file("examples/idp-that-sends-no-amr.json"));
        RunningFunction api = function(routes().get("POST /v1/idp-verdicts"));
        assertEquals(200, api.answer(hook).path("statusCode").asInt());
        assertEquals(Set.of(), counted("ApiBreaking", api, "shape"));
        RunningFunction authorizer = function(
                function(STACK.resource("AWS::ApiGatewayV2::Authorizer", "").path("AuthorizerUri")));
        authorizer.answer(json("src/test/resources/golden-events/authorizer-http-allow/event.json"));
        authorizer.answer(json("src/test/resources/golden-events/authorizer-http-forged/event.json"));
        assertEquals(Set.of("ACCEPTED"), counted("VerifiedSignIns", authorizer, "verdict"));
        assertEquals(Set.of("REJECTED"), counted("Unverified", authorizer, "verdict"));
        assertEquals(Set.of(), counted("VerifiedRejected", authorizer, "verdict"));
    }

    /** The values of a member in the lines that a metric filter of the template matches. */
    private static Set<String> counted(String filter, RunningFunction function, String member) {
        String pattern = STACK.resource("AWS::Logs::MetricFilter", "AlarmsMetrics" + filter)
                .path("FilterPattern")
                .asText();
        return function.log().stream()
                .filter(line -> line.startsWith("{"))
                .map(EndToEndTest::parse)
                .filter(line -> FilterPatterns.matches(pattern, line))
                .map(line -> line.path(member).asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode breakingChange() {
        ObjectNode event = (ObjectNode) json("examples/event-eventbridge-change.json");
        event.set("detail", json("examples/idp-that-sends-no-amr.json"));
        return event;
    }

    /** The template's routes that lead to the artefact, and their functions. */
    private static Map<String, String> routes() {
        Map<String, String> routes = new HashMap<>();
        for (JsonNode route : STACK.properties("AWS::ApiGatewayV2::Route")) {
            JsonNode integration = resource(reference(route.path("Target")).orElseThrow());
            String function = function(integration.path("IntegrationUri"));
            // The sample's function isn't the artefact. Its code is in the template.
            if (!resource(function).path("Code").has("ZipFile")) {
                assertEquals("2.0", integration.path("PayloadFormatVersion").asText());
                routes.put(route.path("RouteKey").asText(), function);
            }
        }
        return routes;
    }

    private static RunningFunction function(String logicalId) {
        return RUNNING.computeIfAbsent(logicalId, id -> new RunningFunction(TASK.orElseThrow(), STACK, id));
    }

    /** The function of an ARN in the template, found through its alias. */
    private static String function(JsonNode arn) {
        String id = reference(arn).orElseThrow();
        return resource(id).has("FunctionVersion")
                ? reference(resource(id).path("FunctionName")).orElseThrow()
                : id;
    }

    /** The resource that a Ref or Fn::GetAtt in this node names. */
    private static Optional<String> reference(JsonNode node) {
        return Stream.concat(
                        node.findValuesAsText("Ref").stream(),
                        node.findValues("Fn::GetAtt").stream()
                                .map(each -> each.path(0).asText()))
                .filter(id -> STACK.template().path("Resources").has(id))
                .findFirst();
    }

    private static JsonNode resource(String logicalId) {
        return STACK.template().path("Resources").path(logicalId).path("Properties");
    }

    private static Stream<String> pathsInTheCode() {
        try (Stream<Path> files = Files.walk(Synthesised.ROOT.resolve("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(EndToEndTest::read)
                    .flatMap(code -> PATH.matcher(code).results().map(result -> result.group(1)).toList().stream())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An event as API Gateway sends it, in format 2.0
     * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
     */
    private static ObjectNode httpEvent(String routeKey) {
        String[] methodAndPath = routeKey.split(" ");
        ObjectNode event = Synthesised.JSON.createObjectNode();
        event.put("version", "2.0")
                .put("routeKey", routeKey)
                .put("rawPath", methodAndPath[1])
                .put("rawQueryString", "")
                .put("isBase64Encoded", false);
        event.putObject("headers")
                .put("content-type", "application/json")
                .put("authorization", RunningFunction.HOOK_SECRET)
                .put("x-okta-verification-challenge", "challenge");
        ObjectNode context = event.putObject("requestContext");
        context.put("requestId", "request").put("stage", "$default").put("routeKey", routeKey);
        context.putObject("http").put("method", methodAndPath[0]).put("path", methodAndPath[1]);
        if (methodAndPath[0].equals("POST")) {
            event.put("body", BODIES.getOrDefault(routeKey, "{}"));
        }
        return event;
    }

    /** EventBridge's patterns, as far as these rules use them: values, prefixes, and nested objects. */
    private static boolean matches(JsonNode pattern, JsonNode event) {
        if (pattern.isObject()) {
            return pattern.properties().stream()
                    .allMatch(member -> matches(member.getValue(), event.path(member.getKey())));
        }
        return pattern.valueStream()
                .anyMatch(each -> each.isTextual()
                        ? each.equals(event)
                        : event.asText().startsWith(each.path("prefix").asText()));
    }

    private static JsonNode json(String file) {
        return parse(file(file));
    }

    private static JsonNode parse(String json) {
        try {
            return Synthesised.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(String file) {
        return read(Synthesised.ROOT.resolve(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
