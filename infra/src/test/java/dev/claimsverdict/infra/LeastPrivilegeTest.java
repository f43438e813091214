package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Permissions. This test lists each allowed wildcard with its reason. */
class LeastPrivilegeTest {

    /**
     * Actions whose only resource is *:
     * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html.
     */
    private static final Set<String> WITHOUT_RESOURCES = Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

    /** A function of the deployment, in any version. */
    private static final Pattern OWN_FUNCTION = Pattern.compile(
            "\\{\"Fn::GetAtt\":\\[\"\\w+\",\"Arn\"]}|\\{\"Fn::Join\":\\[\"\",\\[\\{\"Fn::GetAtt\":\\[\"\\w+\",\"Arn\"]},\":\\*\"]]}");

    /**
     * The account's own permission to manage the key. Without it, a key can be locked for good. Only in key policies.
     */
    private static final String ROOT_OF_THE_KEY = "kms:*";

    static List<Map<String, String>> deployments() {
        return Synthesised.deployments();
    }

    @DisplayName("no role has a wildcard where AWS allows anything else")
    @ParameterizedTest
    @MethodSource("deployments")
    void wildcards(Map<String, String> settings) {
        List<JsonNode> statements = Synthesised.with(settings).properties("AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .toList();
        assertFalse(statements.isEmpty());
        for (JsonNode statement : statements) {
            assertEquals("Allow", statement.path("Effect").asText());
            List<String> actions = texts(statement.path("Action"));
            assertTrue(actions.stream().noneMatch(action -> action.contains("*")), statement.toString());
            if (texts(statement.path("Resource")).stream().anyMatch(resource -> resource.contains("*"))) {
                assertTrue(
                        WITHOUT_RESOURCES.containsAll(actions) || isAnyVersionOfAFunction(statement),
                        statement.toString());
            }
        }
    }

    /** The permission of the check before traffic. A permission for only the new version would come too late. */
    private static boolean isAnyVersionOfAFunction(JsonNode statement) {
        return texts(statement.path("Action")).equals(List.of("lambda:InvokeFunction"))
                && texts(statement.path("Resource")).stream()
                        .allMatch(resource -> OWN_FUNCTION.matcher(resource).matches());
    }

    @DisplayName("no policy lets in anybody from outside")
    @ParameterizedTest
    @MethodSource("deployments")
    void outsiders(Map<String, String> settings) {
        Synthesised stack = Synthesised.with(settings);
        List<JsonNode> allowed = Stream.of(
                        "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::Events::EventBusPolicy")
                .flatMap(type -> stack.properties(type).stream())
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .toList();
        for (JsonNode statement : allowed) {
            assertTrue(statement.path("Principal").has("Service"), statement.toString());
            assertTrue(texts(statement.path("Action")).stream().noneMatch(action -> action.contains("*")));
        }
        for (JsonNode permission : stack.properties("AWS::Lambda::Permission")) {
            assertTrue(permission.has("SourceArn"), permission.toString());
        }
    }

    @DisplayName("only services, under conditions, and the account may use the key")
    @ParameterizedTest
    @MethodSource("deployments")
    void key(Map<String, String> settings) {
        JsonNode key = Synthesised.with(settings).resource("AWS::KMS::Key", "");
        assertTrue(key.path("EnableKeyRotation").asBoolean());
        List<JsonNode> statements = new ArrayList<>();
        key.at("/KeyPolicy/Statement").forEach(statements::add);
        for (JsonNode statement : statements) {
            List<String> actions = texts(statement.path("Action"));
            if (actions.equals(List.of(ROOT_OF_THE_KEY))) {
                assertTrue(statement.at("/Principal/AWS").toString().contains(":root"), statement.toString());
            } else {
                assertTrue(actions.stream().noneMatch(action -> action.contains("*")), statement.toString());
                assertTrue(statement.has("Condition"), statement.toString());
            }
        }
    }

    /** AWS made this policy for CodeDeploy with Lambda. */
    @DisplayName("the only AWS-managed policy is CodeDeploy's for Lambda")
    @Test
    void managedPolicies() {
        Set<String> policies = new TreeSet<>();
        for (JsonNode role : Synthesised.everything().properties("AWS::IAM::Role")) {
            role.path("ManagedPolicyArns")
                    .forEach(arn -> policies.add(arn.at("/Fn::Join/1/2").asText()));
        }
        assertEquals(Set.of(":iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"), policies);
    }

    private static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? oneOrMore.valueStream().map(LeastPrivilegeTest::text).toList()
                : List.of(text(oneOrMore));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : node.toString();
    }
}
