package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import java.util.List;

/** Terraform plans with changes. */
final class TerraformFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final String PATH = "/v1/idp-verdicts";

    private static final List<JsonNode> PLANS = Requests.plans();

    private TerraformFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        Oracle.post(EVENTS, PATH, JsonMutations.mutate(bytes.one(PLANS), bytes));
    }
}
