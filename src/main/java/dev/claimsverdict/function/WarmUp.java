package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Does work at start that would slow down the first event. Lambda gives a function more processor time at start than
 * later. A native executable isn't slow at first, so there it only prepares the registry's keys.
 */
final class WarmUp {

    private WarmUp() {}

    /**
     * Parses the registry's keys that are given by value. If other keys must be fetched, loads TLS for that, but fetches
     * nothing.
     */
    static void keys(Registry registry, IdpKeys keys) {
        registry.entries().stream()
                .filter(entry -> entry.jwks().isPresent())
                .forEach(entry -> keys.keys(entry.jwks(), Optional.empty(), Optional.empty()));
        keys.warmUp();
    }

    /**
     * For a JVM: makes a verdict of each kind, for tokens of each family of algorithms. The private keys of these
     * tokens were thrown away. Nothing is logged.
     */
    static List<JsonNode> verdicts(Judges judges) {
        Events events = new Events(judges, Optional.empty(), DecisionLog.NONE);
        return requests()
                .valueStream()
                .map(request -> events.answer(event(request), "warm-up"))
                .toList();
    }

    private static LambdaEvent event(JsonNode request) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0").set("rawPath", request.path("path"));
        event.putObject("headers").put("content-type", "application/json");
        event.putObject("requestContext").putObject("http").put("method", "POST");
        event.put("body", request.path("body").toString());
        return new LambdaEvent(new StrictTree(event, List.of(), 3));
    }

    private static JsonNode requests() {
        try (InputStream file = WarmUp.class.getResourceAsStream("warm-up.json")) {
            return switch (StrictTree.read(file.readAllBytes())) {
                case Reading.Read<StrictTree>(StrictTree tree) -> tree.root();
                case Reading.Refused<StrictTree>(Problem problem) ->
                    throw new IllegalStateException(problem.sentence());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
