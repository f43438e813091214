package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts faults into templates, one at a time. Each must be noticed: a missing statement, action, resource or permission,
 * and an alarm that no longer rings.
 */
class MutationTest {

    /** The permissions that the CDK gives to readers of a queue although AWS doesn't require them. */
    private static final Set<String> NOT_NEEDED = Set.of("sqs:ChangeMessageVisibility", "sqs:GetQueueUrl");

    static List<Map<String, String>> deployments() {
        return Synthesised.deployments();
    }

    /** A fault: what was changed, and the changed template. */
    private record Mutant(String what, JsonNode template) {}

    @DisplayName("each connection has the permissions that it needs")
    @ParameterizedTest
    @MethodSource("deployments")
    void grants(Map<String, String> settings) {
        assertEquals(List.of(), Grants.missing(Synthesised.with(settings).template()));
    }

    @DisplayName("each statement of a policy is needed")
    @ParameterizedTest
    @MethodSource("deployments")
    void missingStatement(Map<String, String> settings) {
        List<Mutant> mutants = mutants(Synthesised.with(settings).template());
        assertTrue(mutants.size() > 70, mutants.size() + " mutants");
        List<String> unnoticed = mutants.stream()
                .filter(mutant -> Grants.missing(mutant.template()).isEmpty())
                .map(Mutant::what)
                .toList();
        assertEquals(List.of(), unnoticed);
    }

    /**
     * Faults that once went unnoticed: the part that is removed from the template, and the permission that is then
     * missing.
     */
    @DisplayName("a missing permission is named")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "events.amazonaws.com"}    | AWS::KMS::Key         | events.amazonaws.com may not kms:GenerateDataKey
        "cloudwatch.amazonaws.com" | AWS::KMS::Key         | cloudwatch.amazonaws.com may not kms:GenerateDataKey
        "events:PutEvents"         | AWS::IAM::Policy      | may not events:PutEvents on VerdictsBus
        "sqs:SendMessage"          | AWS::IAM::Policy      | may not sqs:SendMessage on VerdictsFailed
        "kms:Decrypt"              | AWS::IAM::Policy      | may not kms:Decrypt on EncryptionKey
        "logs:PutLogEvents"        | AWS::IAM::Policy      | may not logs:PutLogEvents on FunctionsApiLogs
        """)
    void missingPermission(String part, String type, String said) {
        JsonNode mutant = changed(type, "", properties -> {
            for (String document : List.of("/KeyPolicy/Statement", "/PolicyDocument/Statement")) {
                if (properties.at(document) instanceof ArrayNode statements) {
                    statements.removeIf(statement -> statement.toString().contains(part));
                }
            }
        });
        assertTrue(
                Grants.missing(mutant).toString().contains(said),
                Grants.missing(mutant).toString());
    }

    @DisplayName("a key condition that EventBridge can't meet is noticed")
    @Test
    void keyCondition() {
        JsonNode mutant = changed(
                "AWS::KMS::Key",
                "",
                key -> key.at("/KeyPolicy/Statement").forEach(statement -> {
                    if (statement.toString().contains("aws:sns:topicArn")) {
                        ((ObjectNode) statement)
                                .putObject("Condition")
                                .putObject("StringEquals")
                                .put("aws:SourceAccount", "123456789012");
                    }
                }));
        assertTrue(Grants.missing(mutant).toString().contains("events.amazonaws.com may not kms:GenerateDataKey"));
    }

    @DisplayName("a dead-letter queue that needs the deployment's key is noticed")
    @Test
    void deadLetterKey() {
        JsonNode mutant = changed(
                "AWS::SQS::Queue", "ChangesUndelivered", queue -> ((ObjectNode) queue).put("KmsMasterKeyId", "key"));
        assertTrue(Grants.missing(mutant).toString().contains("needs the key whose failures it is for"));
    }

    @DisplayName("an alarm with another threshold or number of periods is noticed")
    @Test
    void alarm() {
        JsonNode template = Synthesised.everything().template();
        List<String> alarms = new ArrayList<>(
                Synthesised.everything().resources("AWS::CloudWatch::Alarm").keySet());
        assertFalse(alarms.isEmpty());
        for (String alarm : alarms) {
            for (String number : List.of("Threshold", "EvaluationPeriods", "DatapointsToAlarm")) {
                ObjectNode mutant = template.deepCopy();
                ObjectNode properties = (ObjectNode) mutant.at("/Resources/" + alarm + "/Properties");
                properties.put(number, properties.path(number).asInt() * 100);
                assertFalse(AlarmsTest.TABLE.equals(AlarmsTest.table(mutant)), alarm + " " + number);
            }
            ObjectNode deaf = template.deepCopy();
            ((ObjectNode) deaf.at("/Resources/" + alarm + "/Properties")).put("TreatMissingData", "missing");
            assertFalse(AlarmsTest.TABLE.equals(AlarmsTest.table(deaf)), alarm + " TreatMissingData");
        }
    }

    private static JsonNode changed(String type, String idPrefix, Consumer<JsonNode> change) {
        JsonNode template = Synthesised.everything().template().deepCopy();
        template.path("Resources").properties().stream()
                .filter(resource -> resource.getKey().startsWith(idPrefix)
                        && resource.getValue().path("Type").asText().equals(type))
                .forEach(resource -> change.accept(resource.getValue().path("Properties")));
        return template;
    }

    private static List<Mutant> mutants(JsonNode template) {
        List<Mutant> mutants = new ArrayList<>();
        template.path("Resources").properties().forEach(resource -> {
            String path = "/Resources/" + resource.getKey();
            if (resource.getValue().path("Type").asText().equals("AWS::Lambda::Permission")) {
                mutants.add(without(template, resource.getKey(), resource.getValue()));
            }
            for (String document : List.of("PolicyDocument", "KeyPolicy", "AssumeRolePolicyDocument")) {
                mutate(template, path + "/Properties/" + document + "/Statement", mutants);
            }
        });
        return mutants;
    }

    /** Routes with the same path have equal permissions, so all of these must be removed. */
    private static Mutant without(JsonNode template, String id, JsonNode permission) {
        ObjectNode mutant = template.deepCopy();
        ((ObjectNode) mutant.path("Resources"))
                .removeIf(resource -> resource.path("Properties").equals(permission.path("Properties")));
        return new Mutant("without " + id, mutant);
    }

    private static void mutate(JsonNode template, String statements, List<Mutant> mutants) {
        for (int i = 0; i < template.at(statements).size(); i++) {
            mutants.add(without(template, statements, i));
            for (String member : List.of("Action", "Resource")) {
                JsonNode values = template.at(statements + "/" + i + "/" + member);
                for (int j = 0; values.isArray() && j < values.size(); j++) {
                    // A function with and without its version counts as one.
                    boolean needed = !NOT_NEEDED.contains(values.path(j).asText())
                            && !(member.equals("Resource") && values.toString().contains("RolloutBeforeTraffic"));
                    if (needed) {
                        mutants.add(without(template, statements + "/" + i + "/" + member, j));
                    }
                }
            }
        }
    }

    private static Mutant without(JsonNode template, String array, int index) {
        JsonNode mutant = template.deepCopy();
        String removed = ((ArrayNode) mutant.at(array)).remove(index).toString();
        return new Mutant(array + " without " + removed, mutant);
    }
}
