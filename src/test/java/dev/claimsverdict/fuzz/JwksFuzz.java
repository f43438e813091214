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

/** A good token with a changed JWKS. It is verified only where the key that signed it is there. */
final class JwksFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final List<TestKey> KEYS = List.of(TestKey.ES256, TestKey.ED25519, TestKey.RS256, TestKey.ES384);
    private static final List<String> TOKENS = KEYS.stream()
            .map(key -> key.sign(TestToken.claims("pwd", "sms").toString()))
            .toList();
    private static final JsonNode JWKS = TestApi.json(TestKey.jwks(KEYS.toArray(TestKey[]::new)));

    private JwksFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        int signer = bytes.below(KEYS.size());
        String jwks = JsonMutations.mutate(JWKS, bytes);
        ObjectNode request = TestToken.request(TOKENS.get(signer));
        request.remove("jwks");
        String rest = request.toString();
        String body = rest.substring(0, rest.length() - 1) + ",\"jwks\":" + jwks + "}";
        HttpResult answer = Oracle.post(EVENTS, "/v1/token-verdicts", body);
        if (answer.status() == 200 && answer.json().has("token")) {
            JsonNode key = JWKS.path("keys").path(signer);
            String material = key.path(key.has("n") ? "n" : "x").asText();
            JsonNode verified = TestApi.json(body);
            Oracle.check(
                    verified.path("jwks").toString().contains(material), "a token whose key is not there is verified");
            SecondOpinions.ask(verified, answer.json());
        }
    }
}
