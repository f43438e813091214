package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import java.util.List;

/** The requests of the golden pairs about IdPs, and Okta's own IdP objects in them, with changes. */
final class IdpFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final String PATH = "/v1/idp-verdicts";

    private static final List<JsonNode> REQUESTS = Requests.golden(PATH, request -> !request.has("resource_changes"));

    private IdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        Oracle.post(EVENTS, PATH, JsonMutations.mutate(bytes.one(REQUESTS), bytes));
    }
}
