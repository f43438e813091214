package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of cdk-nag's AwsSolutions. */
class NagTest {

    static List<Map<String, String>> deployments() {
        return Synthesised.deployments();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void nothingIsSaidAgainstADeployment(Map<String, String> settings) {
        assertEquals(List.of(), Synthesised.with(settings).nag());
        assertEquals(List.of(), Synthesised.with(settings).validation());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whatIsSuppressedHasAReason(Map<String, String> settings) {
        List<JsonNode> suppressions = Synthesised.with(settings).template().findValues("rules_to_suppress").stream()
                .flatMap(JsonNode::valueStream)
                .toList();
        assertFalse(suppressions.isEmpty());
        for (JsonNode suppression : suppressions) {
            assertTrue(suppression.path("reason").asText().length() > 30, suppression.toString());
        }
    }

    @Test
    void theChecksDoLook() {
        // With hooks there are open routes; they pass for their suppression only.
        assertTrue(Synthesised.everything().template().toString().contains("AwsSolutions-APIG4"));
    }
}
