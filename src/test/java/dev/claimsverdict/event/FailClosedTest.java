package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
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

    private static final Events BROKEN = new Events(Judges.of(
            RequestSettings.DEFAULT,
            new TokenVerifier((jwks, url, kid) -> new KeySource.Keys.Unavailable("none"), (a, k, i, s) -> false),
            new BrokenClock()));

    private static ObjectNode request() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.putArray("amr").add("pwd");
        request.set("idp", TestIdp.oidc());
        return request;
    }

    @Test
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
    void aDirectInvocationFails() {
        String event = request().put("kind", "amr").toString();
        assertThrows(IllegalStateException.class, () -> TestApi.invoke(BROKEN, event));
    }
}
