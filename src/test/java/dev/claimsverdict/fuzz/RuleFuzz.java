package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.util.List;

/** Policy rules with changes, for some AMR values. What would satisfy a rule does satisfy it. */
final class RuleFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final String PATH = "/v1/amr-verdicts";

    private static final List<JsonNode> RULES = Requests.rules();
    private static final List<String> VALUES = List.of(
            "pwd", "kba", "mfa", "face", "fpt", "hwk", "otp", "sms", "tel", "sc", "swk", "pop", "phr", "fido", "",
            "PWD");

    private RuleFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        ObjectNode request = TestApi.JSON.createObjectNode();
        var amr = request.putArray("amr");
        for (int i = bytes.below(4); i > 0; i--) {
            amr.add(bytes.one(VALUES));
        }
        request.set("idp", TestIdp.oidc());
        request.put("amrTable", bytes.flag() ? "2026-07" : "2025-04");
        request.putObject("org")
                .put("engine", bytes.below(8) == 1 ? "CLASSIC" : "IDENTITY_ENGINE")
                .put("securityQuestionForMfa", bytes.below(8) == 1)
                .put("idpUsage", bytes.below(8) == 1 ? "FACTOR_ONLY" : "SSO");
        String rule = JsonMutations.mutate(bytes.one(RULES), bytes);
        HttpResult answer = Oracle.post(EVENTS, PATH, with(request, rule));
        if (answer.status() == 200) {
            for (JsonNode set : answer.json().path("rule").path("wouldSatisfy")) {
                amr.removeAll();
                DryRun.strings(set).forEach(amr::add);
                JsonNode then = Oracle.post(EVENTS, PATH, with(request, rule)).json();
                Oracle.check(then.path("verdict").asText().equals("ACCEPTED"), "what would satisfy the rule doesn't");
            }
        }
    }

    /** The rule's text stands in the request as it is: it may have a member twice, or be no JSON. */
    private static String with(ObjectNode request, String rule) {
        String rest = request.toString();
        return rest.substring(0, rest.length() - 1) + ",\"rule\":" + rule + "}";
    }
}
