package dev.claimsverdict.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.HookSecrets;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The whole program but for Quarkus, at a fixed instant: events in, answers out. */
public final class TestApi {

    /** The instant at which the tests judge: 2026-11-24T12:00:00Z. */
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** What the tests' hooks send. */
    public static final String HOOK_SECRET = "hook-secret-of-the-tests";

    public static final ObjectMapper JSON =
            new ObjectMapper(StrictJson.factory().build());

    /** Everything, with at allowed. */
    public static final Events EVENTS = events(new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT));

    private TestApi() {}

    public static Events events(RequestSettings settings) {
        return events(settings, Registry.EMPTY, new TestLog());
    }

    /** A deployment that knows these IdPs, whose hooks have the secret {@link #HOOK_SECRET}, and whose log can be read. */
    public static Events events(RequestSettings settings, Registry registry, DecisionLog log) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        TokenVerifier verifier = new TokenVerifier(new GivenKeys(), new JcaSignatureCheck());
        return new Events(
                Judges.of(settings, registry, verifier, clock),
                Optional.of(new HookSecrets(List.of(HOOK_SECRET))),
                log);
    }

    /** Hands a Lambda event to the function, as Funqy's own reader would. */
    public static JsonNode invoke(String event) {
        return invoke(EVENTS, event);
    }

    public static JsonNode invoke(Events events, String event) {
        try {
            return events.answer(JSON.readValue(event, LambdaEvent.class), "invocation-1");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An HTTP API event, payload 2.0. */
    public static ObjectNode httpEvent(String method, String path, String body) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0").put("rawPath", path).put("rawQueryString", "");
        event.putObject("headers").put("content-type", "application/json");
        ObjectNode context = event.putObject("requestContext");
        context.put("requestId", "request-1").put("stage", "$default");
        context.putObject("http").put("method", method).put("path", path);
        if (body != null) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", false);
        return event;
    }

    /** The answer {@code {statusCode, headers, body, isBase64Encoded}} to an HTTP request. */
    public static JsonNode http(String method, String path, String body) {
        return invoke(httpEvent(method, path, body).toString());
    }

    /** The body of the answer to a POST that must be answered with 200: a verdict. Other libraries judge its token, too. */
    public static JsonNode verdict(String path, String request) {
        JsonNode answer = http("POST", path, request);
        if (answer.path("statusCode").asInt() != 200) {
            throw new AssertionError(answer.toString());
        }
        JsonNode verdict = json(answer.path("body").asText());
        if (path.equals("/v1/token-verdicts")) {
            SecondOpinions.ask(json(request), verdict);
        }
        return verdict;
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The code of the finding that decides. */
    public static String first(JsonNode verdict) {
        return verdict.path("findings").path(0).path("code").asText();
    }
}
