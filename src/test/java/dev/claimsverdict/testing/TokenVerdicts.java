package dev.claimsverdict.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Token requests posted, and what is expected of every verdict of its kind. */
public final class TokenVerdicts {

    private static final List<String> PERSONAL =
            List.of("iss", "aud", "azp", "sub", "email", "name", "preferred_username", "nonce");

    private TokenVerdicts() {}

    /** The verdict, whichever it is. */
    public static JsonNode of(ObjectNode request) {
        return TestApi.verdict("/v1/token-verdicts", request.toString());
    }

    /** The verdict, which must be ACCEPTED and show the token. */
    public static JsonNode accepted(ObjectNode request) {
        JsonNode verdict = of(request);
        assertEquals("ACCEPTED", verdict.path("verdict").asText(), verdict::toString);
        assertEquals(TestIdp.ISSUER, verdict.path("token").path("issuer").asText());
        return verdict;
    }

    /** The verdict, which must be REJECTED, first of all for this code and place, and show nothing of the token. */
    public static JsonNode refused(ObjectNode request, FindingCode code, String pointer) {
        JsonNode verdict = of(request);
        JsonNode first = verdict.path("findings").path(0);
        assertEquals("REJECTED", verdict.path("verdict").asText(), verdict::toString);
        assertEquals(
                code + " " + pointer,
                first.path("code").asText() + " " + first.path("pointer").asText());
        nothingEchoed(request, verdict);
        return verdict;
    }

    /** Nothing of an unverified token is echoed. */
    public static void nothingEchoed(ObjectNode request, JsonNode verdict) {
        for (String member : List.of("token", "amr", "assurance")) {
            assertFalse(verdict.has(member), () -> member + " in " + verdict);
        }
        String text = verdict.toString();
        for (String member : List.of("idToken", "accessToken")) {
            for (String value : personal(request.path(member).asText())) {
                assertFalse(text.contains(value), () -> value + " in " + text);
            }
        }
    }

    /** What stands in a token about a person and a sign-in, if it can be read at all. */
    private static List<String> personal(String token) {
        List<String> values = new ArrayList<>();
        for (String part : token.split("\\.")) {
            try {
                JsonNode claims = TestApi.JSON.readTree(Base64.getUrlDecoder().decode(part));
                for (String claim : PERSONAL) {
                    JsonNode value = claims.path(claim);
                    (value.isArray() ? value : TestApi.JSON.createArrayNode().add(value))
                            .forEach(each -> values.add(each.asText()));
                }
            } catch (IllegalArgumentException | IOException _) {
                // Nothing to be read is nothing to be echoed.
            }
        }
        return values.stream().filter(value -> value.length() > 3).toList();
    }
}
