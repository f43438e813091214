package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of cdk-nag's AwsSolutions. */
class NagTest {

    static List<Map<String, String>> deployments() {
        return Synthesised.deployments();
    }

    @DisplayName("cdk-nag has no objection")
    @ParameterizedTest
    @MethodSource("deployments")
    void clean(Map<String, String> settings) {
        assertEquals(List.of(), Synthesised.with(settings).nag());
        assertEquals(List.of(), Synthesised.with(settings).validation());
    }

    @DisplayName("each suppression has a reason")
    @ParameterizedTest
    @MethodSource("deployments")
    void suppressions(Map<String, String> settings) {
        List<JsonNode> suppressions = Synthesised.with(settings).template().findValues("rules_to_suppress").stream()
                .flatMap(JsonNode::valueStream)
                .toList();
        assertFalse(suppressions.isEmpty());
        for (JsonNode suppression : suppressions) {
            assertTrue(suppression.path("reason").asText().length() > 30, suppression.toString());
        }
    }

    @DisplayName("the checks find a fault")
    @Test
    void effective() {
        // With hooks there are open routes, which pass only because of their suppression.
        assertTrue(Synthesised.everything().template().toString().contains("AwsSolutions-APIG4"));
    }
}
