package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Decision;
import dev.claimsverdict.event.DecisionLog;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.Judges;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.keys.IdpKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Does before the first event what would make the first event slow: a verdict of each kind, for tokens signed by each
 * family of algorithms, the registry's keys read, TLS loaded where keys are fetched. Lambda gives a function's start more
 * processor time than its invocations.
 */
final class WarmUp {

    /** Requests with tokens whose keys were thrown away; read when a native executable is built. */
    private static final JsonNode REQUESTS = requests();

    private WarmUp() {}

    /** Warms what these judges and these keys are made of; nothing of it is told to a log. */
    static List<JsonNode> run(Judges judges, Registry registry, IdpKeys keys) {
        registry.entries().stream()
                .filter(entry -> entry.jwks().isPresent())
                .forEach(entry -> keys.keys(entry.jwks(), Optional.empty(), Optional.empty()));
        keys.warmUp();
        Events events = new Events(judges, Optional.empty(), new Silence());
        return REQUESTS.valueStream()
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
                case StrictTree.Reading.Tree(StrictTree tree) -> tree.root();
                case StrictTree.Reading.NotJson(String reason) -> throw new IllegalStateException(reason);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells nobody. */
    private static final class Silence implements DecisionLog {

        @Override
        public void decided(Decision decision) {
            // Nobody asked.
        }

        @Override
        public void undecided(String requestId, String shape, Undecided outcome, String why) {
            // Nobody asked.
        }
    }
}
