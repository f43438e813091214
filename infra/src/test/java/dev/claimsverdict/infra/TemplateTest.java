package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The template of the deployment. */
class TemplateTest {

    private static final Synthesised DEFAULT = Synthesised.byDefault();
    private static final Synthesised EVERYTHING = Synthesised.everything();

    /** The variables of docs/configuration.md's table. */
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `(CLAIMS_[A-Z_]+)` \\|");

    /**
     * Of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html; without those
     * with personal data.
     */
    private static final Set<String> HTTP_API_VARIABLES = Set.of(
            "$context.accountId",
            "$context.apiId",
            "$context.authorizer.error",
            "$context.awsEndpointRequestId",
            "$context.dataProcessed",
            "$context.domainName",
            "$context.error.message",
            "$context.error.responseType",
            "$context.extendedRequestId",
            "$context.httpMethod",
            "$context.identity.accountId",
            "$context.identity.sourceIp",
            "$context.identity.userArn",
            "$context.integrationErrorMessage",
            "$context.integrationLatency",
            "$context.integrationStatus",
            "$context.protocol",
            "$context.requestId",
            "$context.requestTime",
            "$context.requestTimeEpoch",
            "$context.responseLatency",
            "$context.responseLength",
            "$context.routeKey",
            "$context.stage",
            "$context.status");

    /** Quarkus' own variable: see LiveFunction. */
    private static final String OF_QUARKUS = "DISABLE_SIGNAL_HANDLERS";

    @DisplayName("by default each function is the native executable")
    @ParameterizedTest
    @CsvSource({"FunctionsApi,3", "FunctionsAuthorizer,3", "FunctionsEvents,15"})
    void nativeFunction(String function, int timeout) {
        JsonNode properties = DEFAULT.resource("AWS::Lambda::Function", function);
        assertEquals("provided.al2023", properties.path("Runtime").asText());
        assertEquals("arm64", properties.at("/Architectures/0").asText());
        assertEquals(512, properties.path("MemorySize").asInt());
        assertEquals(timeout, properties.path("Timeout").asInt());
        assertEquals("Active", properties.at("/TracingConfig/Mode").asText());
        assertTrue(properties.has("KmsKeyArn"));
        assertTrue(properties.at("/LoggingConfig/LogGroup").has("Ref"));
    }

    @DisplayName("all functions have the same artefact")
    @Test
    void oneArtefact() {
        Set<String> code = verdictFunctions(DEFAULT).stream()
                .map(function -> function.path("Code").toString())
                .collect(Collectors.toSet());
        assertEquals(1, code.size());
        assertEquals(3, verdictFunctions(DEFAULT).size());
    }

    @DisplayName("on the JVM, versions start from a snapshot")
    @Test
    void snapStart() {
        Synthesised jvm = Synthesised.with(Map.of("runtime", "jvm"));
        for (JsonNode function : verdictFunctions(jvm)) {
            assertEquals("java25", function.path("Runtime").asText());
            assertEquals(
                    "dev.claimsverdict.function.JvmHandler::handleRequest",
                    function.path("Handler").asText());
            assertEquals("PublishedVersions", function.at("/SnapStart/ApplyOn").asText());
        }
        assertEquals(3, jvm.properties("AWS::Lambda::Version").size());
    }

    @DisplayName("concurrency is reserved only if a setting says so")
    @Test
    void noReservation() {
        // A new account has ten executions in total, and Lambda doesn't allow reserving any of them.
        verdictFunctions(DEFAULT)
                .forEach(function -> assertFalse(function.has("ReservedConcurrentExecutions"), function.toString()));
        assertEquals(
                50,
                EVERYTHING
                        .resource("AWS::Lambda::Function", "FunctionsApi")
                        .path("ReservedConcurrentExecutions")
                        .asInt());
    }

    /**
     * A throttled message counts as received, so the queue uses less than the reserved concurrency. The rest is for
     * EventBridge.
     */
    @DisplayName("the queue uses only a part of the reserved concurrency")
    @ParameterizedTest
    @CsvSource({"none,5", "3,2", "10,8", "100,80", "5000,1000"})
    void queueConcurrency(String reserved, int most) {
        assertEquals(
                most,
                Synthesised.with(Map.of("eventsConcurrency", reserved))
                        .resource("AWS::Lambda::EventSourceMapping", "")
                        .at("/ScalingConfig/MaximumConcurrency")
                        .asInt());
    }

    @DisplayName("a new version gets calls step by step, and an alarm rolls it back")
    @ParameterizedTest
    @ValueSource(strings = {"Api", "Authorizer", "Events"})
    void canary(String function) {
        JsonNode alias = DEFAULT.resource("AWS::Lambda::Alias", "Functions" + function);
        assertEquals("live", alias.path("Name").asText());
        JsonNode resource = DEFAULT.resources("AWS::Lambda::Alias").entrySet().stream()
                .filter(each -> each.getKey().startsWith("Functions" + function))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertTrue(resource.at("/UpdatePolicy/CodeDeployLambdaAliasUpdate").has("DeploymentGroupName"));
        JsonNode group = DEFAULT.resource("AWS::CodeDeploy::DeploymentGroup", "Rollout" + function);
        assertEquals(
                "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                group.path("DeploymentConfigName").asText());
        assertTrue(group.at("/AutoRollbackConfiguration/Enabled").asBoolean());
        assertTrue(group.at("/AutoRollbackConfiguration/Events").toString().contains("DEPLOYMENT_STOP_ON_ALARM"));
        assertTrue(group.at("/AlarmConfiguration/Enabled").asBoolean());
        Set<String> alarms = new TreeSet<>();
        group.at("/AlarmConfiguration/Alarms").findValuesAsText("Ref").forEach(alarms::add);
        assertEquals(3, alarms.size());
        assertTrue(alarms.stream().allMatch(alarm -> alarm.startsWith("Alarms" + function + "New")), alarms.toString());
        for (String alarm : alarms) {
            // Trouble with the old version must not block the deployment of its fix.
            JsonNode properties =
                    DEFAULT.template().path("Resources").path(alarm).path("Properties");
            List<JsonNode> ofLambda = Stream.concat(
                            Stream.of(properties),
                            properties.path("Metrics").valueStream().map(each -> each.at("/MetricStat/Metric")))
                    .filter(metric -> metric.has("MetricName"))
                    .toList();
            assertFalse(ofLambda.isEmpty());
            ofLambda.forEach(metric ->
                    assertTrue(metric.path("Dimensions").toString().contains("CurrentVersion"), metric.toString()));
            assertFalse(properties.has("AlarmActions"), "whoever deploys is told by the deployment");
        }
    }

    @DisplayName("a new version is checked before it gets calls")
    @ParameterizedTest
    @ValueSource(strings = {"Api", "Authorizer", "Events"})
    void beforeTraffic(String function) {
        for (Synthesised stack : List.of(DEFAULT, EVERYTHING)) {
            JsonNode alias = alias(stack, function);
            assertTrue(
                    alias.at("/UpdatePolicy/CodeDeployLambdaAliasUpdate/BeforeAllowTrafficHook/Ref")
                            .asText()
                            .startsWith("RolloutBeforeTrafficFunction"),
                    alias.toString());
        }
        JsonNode versions = DEFAULT.resource("AWS::Lambda::Function", "RolloutBeforeTraffic")
                .at("/Environment/Variables/VERSIONS");
        assertTrue(versions.toString().contains("Functions" + function), versions.toString());
    }

    @DisplayName("breakGlass deploys at once, without check or alarms")
    @ParameterizedTest
    @ValueSource(strings = {"Api", "Authorizer", "Events"})
    void breakGlass(String function) {
        Synthesised broken = Synthesised.with(Map.of("breakGlass", "true"));
        JsonNode group = broken.resource("AWS::CodeDeploy::DeploymentGroup", "Rollout" + function);
        assertEquals(
                "CodeDeployDefault.LambdaAllAtOnce",
                group.path("DeploymentConfigName").asText());
        assertFalse(group.at("/AlarmConfiguration/Enabled").asBoolean());
        assertEquals(0, group.at("/AlarmConfiguration/Alarms").size());
        assertFalse(group.toString().contains("DEPLOYMENT_STOP_ON_ALARM"));
        assertFalse(alias(broken, function).toString().contains("BeforeAllowTrafficHook"));
    }

    private static JsonNode alias(Synthesised stack, String function) {
        return stack.resources("AWS::Lambda::Alias").entrySet().stream()
                .filter(each -> each.getKey().startsWith("Functions" + function))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** The runbook moves the alias to the previous version, so that version must still exist. */
    @DisplayName("old versions are kept, and a failed first deployment leaves nothing")
    @Test
    void oldVersions() throws IOException {
        String command = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("aws lambda update-alias"))
                .findFirst()
                .orElseThrow();
        for (Map<String, String> settings : Synthesised.deployments()) {
            Synthesised stack = Synthesised.with(settings);
            assertEquals(3, stack.resources("AWS::Lambda::Version").size());
            for (JsonNode alias : stack.properties("AWS::Lambda::Alias")) {
                assertTrue(command.contains("--name " + alias.path("Name").asText() + " "), command);
                String function = alias.at("/FunctionName/Ref").asText();
                assertTrue(
                        stack.template().path("Outputs").findValuesAsText("Ref").contains(function),
                        "The command needs the name of " + function);
            }
            for (String type : List.of("AWS::Lambda::Version", "AWS::Logs::LogGroup", "AWS::KMS::Key")) {
                stack.resources(type).values().forEach(resource -> {
                    assertEquals(
                            "RetainExceptOnCreate",
                            resource.path("DeletionPolicy").asText(),
                            type);
                    assertEquals("Retain", resource.path("UpdateReplacePolicy").asText(), type);
                });
            }
        }
    }

    @DisplayName("the setting access decides who may call the verdict routes")
    @ParameterizedTest
    @CsvSource({"iam,AWS_IAM", "authorizer,CUSTOM", "open,NONE"})
    void access(String access, String authorizationType) {
        Map<String, String> types = authorizationTypes(
                Synthesised.with(Map.of("access", access, "idps", "../src/test/resources/registry")));
        assertEquals(
                Set.of(
                        "POST /v1/token-verdicts",
                        "POST /v1/amr-verdicts",
                        "POST /v1/idp-verdicts",
                        "POST /v1/org-verdicts",
                        "POST /v1/saml-verdicts",
                        "GET /v1",
                        "HEAD /v1",
                        "GET /v1/amr-table",
                        "HEAD /v1/amr-table",
                        "GET /v1/findings",
                        "HEAD /v1/findings",
                        "GET /v1/openapi.json",
                        "HEAD /v1/openapi.json"),
                types.keySet());
        assertEquals(Set.of(authorizationType), Set.copyOf(types.values()));
    }

    @DisplayName("by default no verdict route is open")
    @Test
    void closed() {
        assertEquals(Set.of("AWS_IAM"), Set.copyOf(authorizationTypes(DEFAULT).values()));
    }

    @DisplayName("hooks have routes only with a secret")
    @Test
    void hookRoutes() {
        Map<String, String> types = authorizationTypes(EVERYTHING);
        for (String hook : List.of(
                "GET /v1/okta/event-hook",
                "HEAD /v1/okta/event-hook",
                "POST /v1/okta/event-hook",
                "POST /v1/okta/token-hook")) {
            assertEquals("NONE", types.get(hook));
        }
        assertFalse(authorizationTypes(DEFAULT).keySet().toString().contains("/v1/okta"));
    }

    @DisplayName("API Gateway gives up on a hook before Okta does")
    @Test
    void hookTimeout() {
        List<Integer> timeouts = EVERYTHING.properties("AWS::ApiGatewayV2::Integration").stream()
                .map(integration -> integration.path("TimeoutInMillis").asInt())
                .filter(millis -> millis > 0)
                .toList();
        assertEquals(List.of(2_700), timeouts);
    }

    @DisplayName("the authorizer's answers are not cached, and it is called only with a token")
    @Test
    void authorizerCache() {
        JsonNode authorizer = EVERYTHING.resource("AWS::ApiGatewayV2::Authorizer", "");
        assertEquals(0, authorizer.path("AuthorizerResultTtlInSeconds").asInt(-1));
        assertEquals(
                "[\"$request.header.Authorization\"]",
                authorizer.path("IdentitySource").toString());
        assertEquals("2.0", authorizer.path("AuthorizerPayloadFormatVersion").asText());
        assertTrue(authorizer.path("EnableSimpleResponses").asBoolean());
        assertEquals("CUSTOM", authorizationTypes(EVERYTHING).get("GET /sample"));
        assertFalse(authorizationTypes(DEFAULT).containsKey("GET /sample"));
    }

    @DisplayName("the API is throttled, and its access log has no personal data")
    @Test
    void accessLog() throws IOException {
        JsonNode stage = DEFAULT.resource("AWS::ApiGatewayV2::Stage", "");
        assertEquals(100, stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt());
        assertEquals(200, stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt());
        String format = stage.at("/AccessLogSettings/Format").asText();
        assertTrue(Synthesised.JSON.readTree(format).has("routeKey"), format);
        assertFalse(format.contains("$context.identity"), format);
        String withCallers = EVERYTHING
                .resource("AWS::ApiGatewayV2::Stage", "")
                .at("/AccessLogSettings/Format")
                .asText();
        assertTrue(withCallers.contains("\"ip\":\"$context.identity.sourceIp\""), withCallers);
        for (String each : List.of(format, withCallers)) {
            Synthesised.JSON
                    .readTree(each)
                    .valueStream()
                    .forEach(variable -> assertTrue(
                            HTTP_API_VARIABLES.contains(variable.asText()),
                            variable + " is no variable of an HTTP API"));
        }
    }

    /** Okta goes on without an answer, so other calls must not use up the hooks' requests. */
    @DisplayName("hooks have their own throttles")
    @Test
    void hookThrottles() {
        JsonNode stage = EVERYTHING.resource("AWS::ApiGatewayV2::Stage", "");
        for (String hook : List.of(
                "GET /v1/okta/event-hook",
                "HEAD /v1/okta/event-hook",
                "POST /v1/okta/event-hook",
                "POST /v1/okta/token-hook")) {
            JsonNode throttle = stage.path("RouteSettings").path(hook);
            assertEquals(50, throttle.path("ThrottlingRateLimit").asInt(), hook);
            assertEquals(100, throttle.path("ThrottlingBurstLimit").asInt(), hook);
        }
        // API Gateway refuses settings for a route that doesn't exist yet.
        JsonNode dependencies = EVERYTHING
                .resources("AWS::ApiGatewayV2::Stage")
                .values()
                .iterator()
                .next()
                .path("DependsOn");
        EVERYTHING.resources("AWS::ApiGatewayV2::Route").forEach((id, route) -> {
            if (route.at("/Properties/RouteKey").asText().contains("/okta/")) {
                assertTrue(dependencies.toString().contains(id), id);
            }
        });
        assertFalse(DEFAULT.resource("AWS::ApiGatewayV2::Stage", "").has("RouteSettings"));
    }

    @DisplayName("metrics for each route exist only on demand")
    @Test
    void detailedMetrics() {
        String pointer = "/DefaultRouteSettings/DetailedMetricsEnabled";
        assertFalse(DEFAULT.resource("AWS::ApiGatewayV2::Stage", "").at(pointer).asBoolean());
        assertTrue(
                EVERYTHING.resource("AWS::ApiGatewayV2::Stage", "").at(pointer).asBoolean());
    }

    @DisplayName("logs are JSON, and Lambda logs only warnings and errors")
    @Test
    void logFormat() {
        for (JsonNode function : verdictFunctions(EVERYTHING)) {
            assertEquals("JSON", function.at("/LoggingConfig/LogFormat").asText());
            assertEquals("WARN", function.at("/LoggingConfig/SystemLogLevel").asText());
        }
    }

    /** In GovCloud and China, ARNs have another partition. */
    @DisplayName("no ARN has a fixed partition")
    @Test
    void partitions() {
        for (Map<String, String> settings : Synthesised.deployments()) {
            String template = Synthesised.with(settings).template().toString();
            assertFalse(
                    template.replace("arn:aws:acm:eu-central-1:123456789012", "")
                            .contains("arn:aws"),
                    settings.toString());
        }
    }

    @DisplayName("CORS and a domain exist only on demand")
    @Test
    void corsAndDomain() {
        assertFalse(DEFAULT.resource("AWS::ApiGatewayV2::Api", "").has("CorsConfiguration"));
        assertEquals(List.of(), DEFAULT.properties("AWS::ApiGatewayV2::DomainName"));
        JsonNode api = EVERYTHING.resource("AWS::ApiGatewayV2::Api", "");
        assertEquals(
                "[\"https://admin.example.com\"]",
                api.at("/CorsConfiguration/AllowOrigins").toString());
        assertTrue(api.path("DisableExecuteApiEndpoint").asBoolean());
        assertEquals(
                List.of(
                        "authorization",
                        "content-type",
                        "x-idp-id",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amz-security-token"),
                Synthesised.with(Map.of("corsOrigins", "https://admin.example.com"))
                        .resource("AWS::ApiGatewayV2::Api", "")
                        .at("/CorsConfiguration/AllowHeaders")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList(),
                "what a browser that signs for IAM sends");
        JsonNode domain = EVERYTHING.resource("AWS::ApiGatewayV2::DomainName", "");
        assertEquals(
                "TLS_1_2",
                domain.at("/DomainNameConfigurations/0/SecurityPolicy").asText());
    }

    @DisplayName("rules pass own and Okta's changes to the function, with retries")
    @Test
    void rules() {
        JsonNode own = EVERYTHING.resource("AWS::Events::Rule", "ChangesOwn");
        assertEquals(
                "{\"detail-type\":[\"IdP Configuration Change\"]}",
                own.path("EventPattern").toString());
        JsonNode okta = EVERYTHING.resource("AWS::Events::Rule", "ChangesOkta");
        assertEquals(
                "{\"detail\":{\"eventType\":[{\"prefix\":\"system.idp.\"}]},\"source\":[{\"prefix\":\"aws.partner/okta.com/\"}]}",
                okta.path("EventPattern").toString());
        for (JsonNode rule : EVERYTHING.properties("AWS::Events::Rule")) {
            JsonNode target = rule.at("/Targets/0");
            assertTrue(target.at("/DeadLetterConfig/Arn").toString().contains("ChangesUndelivered"), rule.toString());
            assertEquals(24, target.at("/RetryPolicy/MaximumRetryAttempts").asInt());
            assertEquals(
                    3_600, target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt());
        }
        assertEquals(
                "aws.partner/okta.com/example/changes",
                EVERYTHING
                        .resource("AWS::Events::EventBus", "ChangesOktaBus")
                        .path("EventSourceName")
                        .asText());
        assertEquals(2, DEFAULT.properties("AWS::Events::Rule").size());
    }

    @DisplayName("verdicts go to a bus, and failures to a queue")
    @Test
    void destinations() {
        JsonNode config = DEFAULT.resource("AWS::Lambda::EventInvokeConfig", "");
        assertEquals("live", config.path("Qualifier").asText());
        assertEquals(2, config.path("MaximumRetryAttempts").asInt());
        assertTrue(config.at("/DestinationConfig/OnSuccess").toString().contains("VerdictsBus"));
        assertTrue(config.at("/DestinationConfig/OnFailure").toString().contains("VerdictsFailed"));
        JsonNode rule = DEFAULT.resource("AWS::Events::Rule", "VerdictsBreaking");
        assertEquals(
                "[\"BREAKING\"]",
                rule.at("/EventPattern/detail/responsePayload/verdict").toString());
        assertTrue(rule.at("/Targets/0/Arn").toString().contains("VerdictsBreaking"));
    }

    @DisplayName("the queue waits six time-outs, and gives up after five attempts")
    @Test
    void queueRetries() {
        for (Synthesised stack : List.of(DEFAULT, EVERYTHING)) {
            JsonNode queue = stack.resources("AWS::SQS::Queue").entrySet().stream()
                    .filter(each -> each.getKey().matches("Queue[0-9A-F]{8}"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .path("Properties");
            int timeout = stack.resource("AWS::Lambda::Function", "FunctionsEvents")
                    .path("Timeout")
                    .asInt();
            assertEquals(6 * timeout, queue.path("VisibilityTimeout").asInt());
            assertEquals(5, queue.at("/RedrivePolicy/maxReceiveCount").asInt());
            assertEquals(stack == EVERYTHING, queue.path("FifoQueue").asBoolean());
            JsonNode mapping = stack.resource("AWS::Lambda::EventSourceMapping", "");
            assertEquals(
                    "[\"ReportBatchItemFailures\"]",
                    mapping.path("FunctionResponseTypes").toString());
            assertEquals(1_209_600, queue.path("MessageRetentionPeriod").asInt());
            assertTrue(mapping.path("FunctionName").toString().contains("FunctionsEventsLive"));
        }
    }

    @DisplayName("data at rest are encrypted with the key, and logs expire")
    @Test
    void encryption() {
        for (Synthesised stack : List.of(DEFAULT, EVERYTHING)) {
            stack.resources("AWS::SQS::Queue").forEach((id, queue) -> {
                // An event may be undeliverable because the key can't be used.
                boolean withoutTheKey = id.startsWith("ChangesUndelivered");
                assertEquals(!withoutTheKey, queue.path("Properties").has("KmsMasterKeyId"), id);
                assertEquals(
                        withoutTheKey,
                        queue.at("/Properties/SqsManagedSseEnabled").asBoolean(),
                        id);
            });
            stack.properties("AWS::SNS::Topic").forEach(topic -> assertTrue(topic.has("KmsMasterKeyId")));
            stack.properties("AWS::Events::EventBus").forEach(bus -> assertTrue(bus.has("KmsKeyIdentifier")));
            for (JsonNode logs : stack.properties("AWS::Logs::LogGroup")) {
                assertTrue(logs.has("KmsKeyId"));
                assertEquals(90, logs.path("RetentionInDays").asInt());
            }
        }
    }

    @DisplayName("only the API's function has the hook secret, as a reference")
    @Test
    void secret() {
        String reference = EVERYTHING
                .resource("AWS::Lambda::Function", "FunctionsApi")
                .at("/Environment/Variables/CLAIMS_HOOK_SECRET")
                .asText();
        assertEquals(
                "{{resolve:secretsmanager:claims-verdict/hook:SecretString:::00000000-0000-0000-0000-000000000000}}",
                reference);
        assertEquals(1, EVERYTHING.template().findValues("CLAIMS_HOOK_SECRET").size());
        assertEquals(
                reference.replace('0', '1'),
                EVERYTHING
                        .resource("AWS::Lambda::Function", "FunctionsApi")
                        .at("/Environment/Variables/CLAIMS_HOOK_SECRET_NEXT")
                        .asText());
        assertEquals(
                1, EVERYTHING.template().findValues("CLAIMS_HOOK_SECRET_NEXT").size());
    }

    @DisplayName("a rotated secret or another registry is a new version")
    @Test
    void rotation() {
        Map<String, String> rotated = new TreeMap<>(Synthesised.EVERYTHING);
        rotated.put("hookSecretVersion", "11111111-1111-1111-1111-111111111111");
        assertFalse(versions(Synthesised.with(rotated)).equals(versions(EVERYTHING)));
        Map<String, String> unregistered = new TreeMap<>(Synthesised.EVERYTHING);
        unregistered.remove("idps");
        unregistered.put("access", "iam");
        assertFalse(versions(Synthesised.with(unregistered)).equals(versions(EVERYTHING)));
    }

    @DisplayName("the registry is a layer")
    @Test
    void registry() throws IOException {
        for (String function : List.of("FunctionsApi", "FunctionsAuthorizer", "FunctionsEvents")) {
            JsonNode properties = EVERYTHING.resource("AWS::Lambda::Function", function);
            assertEquals(
                    "/opt/idps",
                    properties.at("/Environment/Variables/CLAIMS_IDPS").asText());
            assertEquals(1, properties.path("Layers").size());
        }
        String key = EVERYTHING
                .resource("AWS::Lambda::LayerVersion", "")
                .at("/Content/S3Key")
                .asText();
        assertTrue(Files.isRegularFile(EVERYTHING
                .assembly()
                .resolve("asset." + key.replace(".zip", ""))
                .resolve("idps/0oaregistry1.json")));
    }

    /** Also tests that each variable of the table can be set here, with every option set. */
    @DisplayName("the function knows each environment variable, and each can be set")
    @Test
    void variables() throws IOException {
        Set<String> known = VARIABLE.matcher(Files.readString(Synthesised.ROOT.resolve("docs/configuration.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> set = new TreeSet<>();
        verdictFunctions(EVERYTHING)
                .forEach(function ->
                        function.at("/Environment/Variables").fieldNames().forEachRemaining(set::add));
        assertTrue(set.remove(OF_QUARKUS));
        assertEquals(known, set);
        // By default no variable is set: the function works without configuration.
        verdictFunctions(DEFAULT)
                .forEach(function -> assertEquals(
                        "{\"" + OF_QUARKUS + "\":\"true\"}",
                        function.at("/Environment/Variables").toString()));
    }

    @DisplayName("an e-mail address gets alarms and BREAKING verdicts")
    @Test
    void email() {
        assertEquals(List.of(), DEFAULT.properties("AWS::SNS::Subscription"));
        // Alarms, notices, and BREAKING verdicts.
        assertEquals(3, EVERYTHING.properties("AWS::SNS::Subscription").size());
    }

    @DisplayName("all resources have tags for their costs")
    @Test
    void costTags() {
        for (String type :
                List.of("AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::KMS::Key", "AWS::Logs::LogGroup")) {
            DEFAULT.properties(type)
                    .forEach(each -> assertTrue(each.path("Tags").toString().contains("cost-centre"), type));
        }
    }

    private static List<JsonNode> verdictFunctions(Synthesised stack) {
        return stack.resources("AWS::Lambda::Function").entrySet().stream()
                .filter(function -> function.getKey().startsWith("Functions"))
                .map(function -> function.getValue().path("Properties"))
                .toList();
    }

    private static Map<String, String> authorizationTypes(Synthesised stack) {
        Map<String, String> types = new TreeMap<>();
        stack.properties("AWS::ApiGatewayV2::Route")
                .forEach(route -> types.put(
                        route.path("RouteKey").asText(),
                        route.path("AuthorizationType").asText()));
        return types;
    }

    private static Set<String> versions(Synthesised stack) {
        return Set.copyOf(stack.resources("AWS::Lambda::Version").keySet());
    }
}
