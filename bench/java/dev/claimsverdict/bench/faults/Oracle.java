package dev.claimsverdict.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.HookSecrets;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.event.Unauthorized;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.token.TokenVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows what the function must answer: the answer of the same code in this JVM, without Quarkus, Lambda and faults.
 * Decision ids, which change each second, are left out.
 */
final class Oracle {

    /** Stands for an event that the function reports as failed. */
    static final String FAILED = "failed";

    private static final String INVOCATION = "THE-INVOCATION";

    private final Events events;

    Oracle(Registry registry) {
        TokenVerifier verifier = new TokenVerifier(new GivenKeys(), new JcaSignatureCheck());
        RequestSettings settings = new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT);
        events = new Events(
                Judges.of(settings, registry, verifier, Clock.systemUTC()),
                Optional.of(new HookSecrets(List.of(TestApi.HOOK_SECRET))),
                DecisionLog.NONE);
    }

    /** The settings, except the registry, of a function that must answer as the oracle does. */
    static Map<String, String> environment() {
        return Map.of("CLAIMS_AT_ALLOWED", "true", "CLAIMS_HOOK_SECRET", TestApi.HOOK_SECRET);
    }

    /** The event with its correct answer. */
    Sample sample(byte[] event) {
        return new Sample(event, expected(event));
    }

    private String expected(byte[] event) {
        try {
            return comparable(events.answer(TestApi.JSON.readValue(event, LambdaEvent.class), INVOCATION));
        } catch (UnreadableEvent | Unauthorized | IOException _) {
            return FAILED;
        }
    }

    /** The function's report in a form that can be compared. */
    static String comparable(Told told, String invocationId) {
        return switch (told) {
            case Told.Answered(String json) -> {
                try {
                    yield comparable(TestApi.JSON.readTree(json.replace(invocationId, INVOCATION)));
                } catch (JsonProcessingException _) {
                    throw new Broken("answers with text that isn't JSON: " + Sample.beginning(json));
                }
            }
            case Told.Failed _ -> FAILED;
            case Told.Ended _ -> "nothing: its process ended";
        };
    }

    private static String comparable(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        if (copy.path("body").isTextual() && copy.has("statusCode")) {
            try {
                ((ObjectNode) copy)
                        .set("body", TestApi.JSON.readTree(copy.path("body").textValue()));
            } catch (JsonProcessingException _) {
                // A body that isn't JSON is compared as text.
            }
        }
        copy.findParents("decisionId").forEach(each -> ((ObjectNode) each).put("decisionId", "changes"));
        return copy.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
