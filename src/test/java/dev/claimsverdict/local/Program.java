package dev.claimsverdict.local;

import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.testing.TestApi;

/** The whole program but for Quarkus, failing as Lambda reports it: what stands behind a gateway in the tests. */
final class Program {

    private Program() {}

    static String answer(String event) throws LocalGateway.FunctionFailed {
        try {
            return TestApi.invoke(event).toString();
        } catch (UnreadableEvent failure) {
            throw new LocalGateway.FunctionFailed("{\"errorMessage\":\"" + failure.getMessage() + "\"}");
        }
    }
}
