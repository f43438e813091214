package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.SecondOpinions;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.util.List;

/**
 * Tokens with changes of header and claims before they are signed, and of the text after. One is accepted only as it was
 * signed, and only if no other library refuses it for a reason that isn't known.
 */
final class TokenFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final List<TestKey> KEYS = List.of(TestKey.ES256, TestKey.ED25519, TestKey.RS256);
    private static final String AMR_RULE = "{\"type\":\"ASSURANCE\",\"factorMode\":\"2FA\"}";

    private TokenFuzz() {}

    /** A token as it is signed and as it is sent. */
    private record Sent(String signed, String text) {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        TestKey key = bytes.one(KEYS);
        Sent idToken = token(key, TestToken.claims("pwd", "sms"), bytes);
        ObjectNode request = TestToken.request(idToken.text(), KEYS.toArray(TestKey[]::new));
        if (bytes.below(4) == 1) {
            ObjectNode claims = TestToken.claims("hwk", "pwd").put("aud", "https://api.example.com");
            request.put("accessToken", token(key, claims, bytes).text());
        }
        if (bytes.below(4) == 1) {
            request.set("rule", TestApi.json(AMR_RULE));
        }
        if (bytes.below(4) == 1) {
            request.putObject("expect").put("nonce", bytes.text(4)).put("maxAge", bytes.below(500));
        }
        HttpResult answer = Oracle.post(EVENTS, "/v1/token-verdicts", request.toString());
        if (answer.status() == 200) {
            JsonNode verdict = answer.json();
            if (verdict.has("token")) {
                Oracle.check(
                        idToken.text().equals(idToken.signed()), "a token that nobody signed like this is verified");
            }
            if (verdict.path("verdict").asText().equals("ACCEPTED")) {
                SecondOpinions.ask(request, verdict);
            }
        }
    }

    private static Sent token(TestKey key, ObjectNode claims, FuzzBytes bytes) {
        ObjectNode header =
                TestApi.JSON.createObjectNode().put("alg", key.algorithm()).put("kid", key.kid());
        String signed = key.signWithHeader(JsonMutations.mutate(header, bytes), JsonMutations.mutate(claims, bytes));
        String text = signed;
        for (int i = bytes.below(3); i > 0; i--) {
            text = changed(text, bytes);
        }
        return new Sent(signed, text);
    }

    private static String changed(String token, FuzzBytes bytes) {
        String[] parts = token.split("\\.", -1);
        return switch (bytes.below(8)) {
            case 0, 1, 2 -> JsonMutations.spoiled(token, bytes);
            case 3 -> parts[0] + ".";
            case 4 -> parts[0] + "." + parts[parts.length - 1];
            case 5 -> parts[0] + "." + TestKey.encode(bytes.text(40)) + "." + parts[parts.length - 1];
            case 6 -> TestKey.encode("{\"alg\":\"none\"}") + token.substring(token.indexOf('.') + 1) + ".";
            default -> token + bytes.text(4);
        };
    }
}
