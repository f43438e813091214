package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import java.util.List;

/** The requests of the golden pairs about whole orgs, with changes. */
final class OrgFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final String PATH = "/v1/org-verdicts";

    private static final List<JsonNode> REQUESTS = Requests.golden(PATH, _ -> true);

    private OrgFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        Oracle.post(EVENTS, PATH, JsonMutations.mutate(bytes.one(REQUESTS), bytes));
    }
}
