package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A few requests, one after the other in one process, then in the opposite order in another deployment: each gets the
 * same answer. A request that is good gets the answer that it got first, whatever came before it.
 */
final class SequenceFuzz {

    private static final Events ONE = Oracle.deployment();
    private static final Events OTHER = Oracle.deployment();

    private static final List<Map.Entry<String, JsonNode>> REQUESTS = Stream.of(
                    "/v1/token-verdicts",
                    "/v1/amr-verdicts",
                    "/v1/idp-verdicts",
                    "/v1/org-verdicts",
                    "/v1/saml-verdicts")
            .flatMap(path -> Requests.golden(path, _ -> true).stream().map(request -> Map.entry(path, request)))
            .toList();

    /** What the good requests were answered before any other came. */
    private static final List<String> FIRST = REQUESTS.stream()
            .map(good -> answer(ONE, good.getKey(), good.getValue().toString()))
            .toList();

    private SequenceFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        int good = bytes.below(REQUESTS.size());
        List<Map.Entry<String, String>> sequence = new ArrayList<>();
        for (int i = 2 + bytes.below(3); i > 0; i--) {
            Map.Entry<String, JsonNode> request = bytes.one(REQUESTS);
            sequence.add(Map.entry(request.getKey(), JsonMutations.mutate(request.getValue(), bytes)));
        }
        List<String> answers = new ArrayList<>();
        sequence.forEach(each -> answers.add(answer(ONE, each.getKey(), each.getValue())));
        for (int i = sequence.size() - 1; i >= 0; i--) {
            String again =
                    answer(OTHER, sequence.get(i).getKey(), sequence.get(i).getValue());
            Oracle.check(again.equals(answers.get(i)), "the answer depends on what came before");
        }
        Map.Entry<String, JsonNode> probe = REQUESTS.get(good);
        String now = answer(ONE, probe.getKey(), probe.getValue().toString());
        Oracle.check(now.equals(FIRST.get(good)), "a good request's answer depends on what came before");
    }

    private static String answer(Events events, String path, String body) {
        return Oracle.post(events, path, body).body();
    }
}
