package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold for every input, whatever is in it. An AssertionError is a finding. */
final class Oracle {

    private static final Set<Integer> STATUSES = Set.of(200, 204, 400, 401, 404, 405, 413, 415, 422);

    /** Lambda takes 6 MB; the program stops at 5. */
    private static final int MAX_ANSWER = 5_000_000;

    /**
     * What one event may allocate: so much, and so much for each byte of it. Memory stands for work, since it doesn't
     * depend on what else the machine does.
     */
    private static final long ALLOWED = 200L << 20;

    private static final long ALLOWED_PER_BYTE = 4_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Oracle() {}

    /** A deployment with the tests' registry and hooks, as the golden pairs and events have it, whose log is thrown away. */
    static Events deployment() {
        return TestApi.events(
                new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), TestRegistry.ofFolder(), new DecisionLog() {
                    @Override
                    public void decided(DecisionRecord decision) {}

                    @Override
                    public void undecided(String requestId, String shape, Undecided outcome, String why) {
                        check(outcome != Undecided.FAILED, "a fault of the program: " + why);
                    }
                });
    }

    /** Hands an event over as Funqy does. Throws what the function throws. */
    static JsonNode answer(Events events, byte[] event) throws IOException {
        // What the first event of its kind allocates is mostly the loading of classes, so it gets a second chance.
        for (int tries = 0; ; tries++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            JsonNode answer = events.answer(TestApi.JSON.readValue(event, LambdaEvent.class), "invocation-1");
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            check(answer.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_ANSWER, "too large an answer");
            if (allocated <= ALLOWED + ALLOWED_PER_BYTE * event.length) {
                return answer;
            }
            check(tries == 0, allocated + " bytes were allocated for " + event.length);
        }
    }

    /** Posts a body to a deployment. */
    static HttpResult post(Events events, String path, String body) {
        JsonNode event = TestApi.httpEvent("POST", path, body);
        try {
            return http("POST", path, answer(events, event.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError("an event that is JSON was not read", e);
        }
    }

    /** Checks an answer over HTTP. */
    static HttpResult http(String method, String path, JsonNode answer) {
        HttpResult result = HttpResult.of(answer);
        check(STATUSES.contains(result.status()), "status " + result.status());
        check(result.header("cache-control").equals("no-store"), "an answer that may be stored");
        check(!result.header("x-request-id").isEmpty(), "an answer without a request id");
        if (OpenApi.operation(method, path).isMissingNode()) {
            check(Set.of(404, 405).contains(result.status()), "a route that is not documented");
            valid("Problem", result);
        } else {
            Optional<String> schema = OpenApi.answer(method, path, result.status());
            check(schema.isPresent() || result.body().isEmpty(), "a body where none is documented");
            schema.ifPresent(name -> valid(name, result));
        }
        return result;
    }

    private static void valid(String schema, HttpResult result) {
        List<String> errors = OpenApi.errors(schema, result.json());
        check(errors.isEmpty(), "the answer isn't valid: " + errors);
    }

    /** Fails with that sentence if something doesn't hold. */
    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
