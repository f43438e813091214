package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The templates in infra/cloudformation are the app's output, so that people can review each change of the deployment.
 * {@code ./mvnw test -Dtest=SnapshotTest -DargLine=-Dsnapshot.write=true} rewrites them.
 */
class SnapshotTest {

    private static final Path FOLDER = Path.of("cloudformation");

    @DisplayName("the template for deployments without the CDK can be deployed")
    @Test
    void template() throws IOException {
        JsonNode template = Synthesised.with(Synthesised.ASKING).template();
        String shipped = shipped(template);
        compare("claims-verdict.json", shipped);
        assertFalse(template.toString().contains("cdk-hnb659fds"), "It needs resources of the CDK's bootstrap.");
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        assertTrue(shipped.length() < 1_000_000, "It exceeds CloudFormation's limit for a template in a bucket.");
        assertTrue(
                shipped.length() <= 51_200
                        || Files.readString(Path.of("README.md"))
                                .contains("aws cloudformation deploy --s3-bucket MY-BUCKET --template-file"),
                "It has " + shipped.length() + " characters: the printed command must use a bucket.");
    }

    /**
     * A change of the zip's key, the registry or a secret's version publishes a new version of each function that uses
     * it.
     */
    @DisplayName("a change of a parameter publishes a new version")
    @Test
    void newVersion() {
        Synthesised asking = Synthesised.with(Synthesised.ASKING);
        asking.resources("AWS::Lambda::Version").forEach((id, version) -> {
            String description = version.at("/Properties/Description").toString();
            for (String parameter : List.of("ArtefactKey", "RegistryKey", "Architecture")) {
                assertTrue(description.contains('"' + parameter + '"'), id);
            }
            boolean api = id.startsWith("FunctionsApi");
            assertEquals(api, description.contains("\"HookSecretVersion\""), id);
            assertEquals(api, description.contains("\"HookSecretNextVersion\""), id);
        });
        JsonNode parameters = asking.template().path("Parameters");
        int longest = parameters.at("/ArtefactKey/MaxLength").asInt()
                + parameters.at("/RegistryKey/MaxLength").asInt()
                + 36
                + 36
                + "x86_64".length()
                + 4;
        assertTrue(longest <= 256, "A version's description has no room for " + longest + " characters.");
    }

    /** Resources for hooks, a registry or an e-mail address exist only under their conditions. */
    @DisplayName("resources that only some deployments need are conditional")
    @Test
    void conditions() {
        Synthesised asking = Synthesised.with(Synthesised.ASKING);
        asking.resources("AWS::ApiGatewayV2::Route").values().forEach(route -> {
            boolean hook = route.at("/Properties/RouteKey").asText().contains("/okta/");
            assertEquals(hook ? "WithHooks" : "", route.path("Condition").asText());
        });
        asking.resources("AWS::SNS::Subscription")
                .values()
                .forEach(
                        each -> assertEquals("WithEmail", each.path("Condition").asText()));
        asking.resources("AWS::Lambda::LayerVersion")
                .values()
                .forEach(each ->
                        assertEquals("WithRegistry", each.path("Condition").asText()));
        JsonNode api = asking.resource("AWS::Lambda::Function", "FunctionsApi");
        assertEquals("{\"Ref\":\"Architecture\"}", api.at("/Architectures/0").toString());
        assertEquals(
                "{\"Fn::If\":[\"ReserveApi\",{\"Ref\":\"ApiConcurrency\"},{\"Ref\":\"AWS::NoValue\"}]}",
                api.path("ReservedConcurrentExecutions").toString());
        assertEquals(
                "{\"Fn::If\":[\"WithHooks\",{\"Fn::Sub\":\"{{resolve:secretsmanager:${HookSecret}:SecretString:::${HookSecretVersion}}}\"},{\"Ref\":\"AWS::NoValue\"}]}",
                api.at("/Environment/Variables/CLAIMS_HOOK_SECRET").toString());
        assertEquals(
                "{\"Fn::If\":[\"WithRegistry\",\"/opt/idps\",{\"Ref\":\"AWS::NoValue\"}]}",
                api.at("/Environment/Variables/CLAIMS_IDPS").toString());
        JsonNode route = asking.properties("AWS::ApiGatewayV2::Route").getFirst();
        assertEquals(
                "{\"Fn::If\":[\"ByIam\",\"AWS_IAM\",{\"Fn::If\":[\"ByAuthorizer\",\"CUSTOM\",\"NONE\"]}]}",
                route.path("AuthorizationType").toString());
        assertTrue(asking.template().at("/Rules/AuthorizerNeedsRegistry").isObject());
        JsonNode group = asking.resource("AWS::CodeDeploy::DeploymentGroup", "RolloutApi");
        assertEquals(
                "{\"Fn::If\":[\"Guarded\",true,false]}",
                group.at("/AlarmConfiguration/Enabled").toString());
        assertTrue(group.path("DeploymentConfigName").toString().contains("\"AllAtOnce\""));
    }

    /** The SAM template has the function behind an HTTP API, for people with their own stack (docs/adr/0020). */
    @DisplayName("the SAM template is made from the stack")
    @Test
    void sam() throws IOException {
        Synthesised stack = Synthesised.with(Synthesised.ASKING);
        JsonNode function = stack.resource("AWS::Lambda::Function", "FunctionsApi");
        JsonNode stage = stack.resource("AWS::ApiGatewayV2::Stage", "");
        ObjectNode sam = Synthesised.JSON.createObjectNode();
        sam.put("AWSTemplateFormatVersion", "2010-09-09")
                .put("Transform", "AWS::Serverless-2016-10-31")
                .put("Description", "Claims Verdict behind an HTTP API: for callers with execute-api:Invoke");
        ObjectNode parameters = sam.putObject("Parameters");
        for (String name : List.of("ArtefactBucket", "ArtefactKey", "Architecture")) {
            parameters.set(name, stack.template().at("/Parameters/" + name));
        }
        ObjectNode resources = sam.putObject("Resources");
        ObjectNode api = resources.putObject("Api").put("Type", "AWS::Serverless::HttpApi");
        ObjectNode apiProperties = api.putObject("Properties");
        apiProperties.putObject("Auth").put("DefaultAuthorizer", "AWS_IAM").put("EnableIamAuthorizer", true);
        ObjectNode throttles = apiProperties.putObject("DefaultRouteSettings");
        for (String throttle : List.of("ThrottlingBurstLimit", "ThrottlingRateLimit")) {
            throttles.set(throttle, stage.at("/DefaultRouteSettings/" + throttle));
        }
        ObjectNode properties = resources
                .putObject("Function")
                .put("Type", "AWS::Serverless::Function")
                .putObject("Properties");
        properties
                .putObject("CodeUri")
                .<ObjectNode>set("Bucket", function.at("/Code/S3Bucket"))
                .set("Key", function.at("/Code/S3Key"));
        for (String member : List.of("Architectures", "Description", "Handler", "MemorySize", "Runtime", "Timeout")) {
            properties.set(member, function.path(member));
        }
        ObjectNode logging = properties.putObject("LoggingConfig");
        for (String member : List.of("LogFormat", "SystemLogLevel")) {
            logging.set(member, function.at("/LoggingConfig/" + member));
        }
        properties.set("Tracing", function.at("/TracingConfig/Mode"));
        properties.put("AutoPublishAlias", "live");
        ObjectNode variables = properties.putObject("Environment").putObject("Variables");
        function.at("/Environment/Variables").properties().stream()
                .filter(variable -> variable.getValue().isTextual())
                .forEach(variable -> variables.set(variable.getKey(), variable.getValue()));
        ObjectNode events = properties.putObject("Events");
        for (JsonNode route : stack.properties("AWS::ApiGatewayV2::Route")) {
            String[] methodAndPath = route.path("RouteKey").asText().split(" ");
            if (!methodAndPath[1].contains("/okta/")) {
                String head = methodAndPath[0].equals("HEAD") ? "Head" : "";
                ObjectNode event = events.putObject(methodAndPath[1].replaceAll("[^A-Za-z0-9]", "") + head)
                        .put("Type", "HttpApi");
                event.putObject("Properties")
                        .put("Method", methodAndPath[0])
                        .put("Path", methodAndPath[1])
                        .put("PayloadFormatVersion", "2.0")
                        .putObject("ApiId")
                        .put("Ref", "Api");
            }
        }
        assertEquals(13, events.size());
        sam.putObject("Outputs")
                .putObject("ApiUrl")
                .put("Description", "The API")
                .putObject("Value")
                .put("Fn::Sub", "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}");
        compare("../sam/template.json", normalized(sam));
    }

    /** The template without what only the CDK reads, with one line for each resource. */
    private static String shipped(JsonNode template) throws IOException {
        ObjectNode shipped = template.deepCopy();
        shipped.path("Resources").forEach(resource -> ((ObjectNode) resource).remove("Metadata"));
        StringBuilder text = new StringBuilder("{\n");
        for (Map.Entry<String, JsonNode> part : shipped.properties()) {
            text.append(text.length() > 2 ? ",\n" : "")
                    .append('"')
                    .append(part.getKey())
                    .append("\":");
            if (part.getValue().isObject()) {
                text.append(part.getValue().properties().stream()
                        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                        .collect(Collectors.joining(",\n", "{\n", "}")));
            } else {
                text.append(part.getValue());
            }
        }
        return withoutHashes(text.append("}\n").toString());
    }

    @DisplayName("the template with every option set")
    @Test
    void everything() throws IOException {
        compare("everything.json", normalized(Synthesised.everything().template()));
    }

    private static void compare(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("snapshot.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        List<String> expectedLines = Files.readAllLines(file);
        List<String> actualLines = actual.lines().toList();
        for (int line = 0; line < Math.max(expectedLines.size(), actualLines.size()); line++) {
            assertEquals(
                    line < expectedLines.size() ? expectedLines.get(line) : "the end",
                    line < actualLines.size() ? actualLines.get(line) : "the end",
                    name + ", line " + (line + 1) + ", is not what the app makes. If the change is meant: "
                            + "./mvnw test -Dtest=SnapshotTest -DargLine=-Dsnapshot.write=true");
        }
    }

    /**
     * The template without what depends on the artefact's bytes: the hashes of assets, and of versions in their logical
     * ids.
     */
    private static String normalized(JsonNode template) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        String json = Synthesised.JSON
                .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .writeValueAsString(template);
        return withoutHashes(json) + "\n";
    }

    private static String withoutHashes(String json) {
        return json.replaceAll("[0-9a-f]{64}", "ASSET-HASH")
                .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1");
    }
}
