package dev.claimsverdict.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.NoDecision;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R5.5: a fault of the program itself is a problem, or a failed invocation, and never a verdict. */
class FailClosedTest {

    /** A clock that is broken, which no request can bring about. */
    private static final class BrokenClock extends Clock {

        @Override
        public Instant instant() {
            throw new IllegalStateException("secret-text");
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final TestLog LOG = new TestLog();

    private static final Events BROKEN = new Events(
            Judges.of(
                    RequestSettings.DEFAULT,
                    Registry.EMPTY,
                    new TokenVerifier(
                            (jwks, url, kid) -> new KeySource.Keys.Unavailable("none"), (a, k, i, s) -> false),
                    new BrokenClock()),
            Optional.empty(),
            LOG);

    private static ObjectNode request() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.putArray("amr").add("pwd");
        request.set("idp", TestIdp.oidc());
        return request;
    }

    @Test
    @DisplayName("over HTTP a fault is a problem")
    void overHttpItIsAProblem() {
        String event = TestApi.httpEvent("POST", "/v1/amr-verdicts", request().toString())
                .toString();
        JsonNode answer = TestApi.invoke(BROKEN, event);
        assertEquals(500, answer.path("statusCode").asInt());
        assertEquals(
                "application/problem+json", answer.at("/headers/content-type").asText());
        assertEquals("request-1", answer.at("/headers/x-request-id").asText());
        JsonNode problem = TestApi.json(answer.path("body").asText());
        assertEquals("Internal Server Error", problem.path("title").asText());
        assertFalse(problem.has("verdict"));
        assertFalse(answer.toString().contains("secret-text"));
    }

    @Test
    @DisplayName("a direct invocation fails")
    void aDirectInvocationFails() {
        String event = request().put("kind", "amr").toString();
        NoDecision failure = assertThrows(NoDecision.class, () -> TestApi.invoke(BROKEN, event));
        assertEquals("No decision could be made.", failure.getMessage());
        assertNull(failure.getCause());
    }

    @Test
    @DisplayName("the log has the exception's class and place, never its message")
    void theLogTellsWhatAndWhereButNotWhatItSaid() {
        LOG.undecided.clear();
        String event = request().put("kind", "amr").toString();
        assertThrows(NoDecision.class, () -> TestApi.invoke(BROKEN, event));
        assertEquals(1, LOG.undecided.size());
        String told = LOG.undecided.getFirst();
        assertTrue(told.startsWith("FAILED: java.lang.IllegalStateException at dev.claimsverdict."), told);
        assertFalse(told.contains("secret-text"));
    }
}
