package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What SmallRye JWT, Nimbus and jose4j say of tokens that we accept: whatever they refuse, we refuse, but for the differences here. */
public final class SecondOpinions {

    public static final List<SecondOpinion> ALL =
            List.of(new SmallRyeOpinion(), new NimbusOpinion(), new Jose4jOpinion());

    /** A token and the keys it was judged by. */
    public record Asked(String token, String jwks) {

        private String part(int index) {
            return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
        }

        private boolean anyKeys() {
            return true;
        }

        private boolean severalKeys() {
            return TestApi.json(jwks).path("keys").size() > 1;
        }

        private boolean certificateInHeader() {
            return part(0).contains("\"x5t");
        }

        private boolean keysInHeader() {
            return part(0).matches("(?s).*\"(jwk|jku|x5u|x5c|x5t)[\"#].*");
        }

        private boolean fractionInExp() {
            return part(1).matches("(?s).*\"exp\":\\d+\\.\\d.*");
        }
    }

    /**
     * Why a library refuses a token that we accept.
     *
     * @param refusal a part of the library's own words
     * @param where the tokens that it may refuse with these words
     */
    public record Difference(String library, String refusal, Predicate<Asked> where, String reason) {}

    private static final String SMALLRYE = "SmallRye JWT";
    private static final String NIMBUS = "Nimbus";
    private static final String JOSE4J = "jose4j";

    private static final String KEYS =
            "R5.3: a key of the JWKS that can't be read is skipped, and refused only if it is the one that"
                    + " the token names; certificates in a JWK are not read";
    private static final String CHOICE =
            "R5.3: of several keys the one that fits the token's algorithm is taken, with a kid or" + " without";

    private static final String TIMES =
            "R5.4: each time is compared with the clock, and clocks may differ: exp may lie before iat or nbf by less"
                    + " than twice the skew";
    private static final String FRACTIONS =
            "RFC 7519 section 2: a time may have a fraction of a second, which the library drops";

    public static final List<Difference> DIFFERENCES = List.of(
            new Difference(SMALLRYE, "Failed to load a key from the key content", Asked::anyKeys, KEYS + ". " + CHOICE),
            new Difference(SMALLRYE, "InvalidKeyException", Asked::severalKeys, CHOICE),
            new Difference(SMALLRYE, "ClassCastException", Asked::severalKeys, CHOICE),
            new Difference(SMALLRYE, "Invalid JWS Signature", Asked::severalKeys, CHOICE),
            new Difference(SMALLRYE, "claim value cannot be before the ", Asked::anyKeys, TIMES),
            new Difference(NIMBUS, "Invalid JWK at position", Asked::anyKeys, KEYS),
            new Difference(NIMBUS, "Unsupported JWS algorithm", Asked::severalKeys, CHOICE),
            new Difference(
                    NIMBUS,
                    "no matching key(s) found",
                    Asked::certificateInHeader,
                    "R5.2: keys and certificates in the header are never used"),
            new Difference(
                    NIMBUS,
                    "Invalid JWS header: ",
                    Asked::keysInHeader,
                    "R5.2: keys and certificates in the header are never used, so their form isn't read either"),
            new Difference(
                    NIMBUS,
                    "Non-public key in jwk header",
                    Asked::anyKeys,
                    "R5.2: keys and certificates in the header are never used"),
            new Difference(
                    NIMBUS,
                    "JWT before use time",
                    Asked::anyKeys,
                    "RFC 7519 section 4.1.5: nbf may be the current instant"),
            new Difference(NIMBUS, "Expired JWT", Asked::fractionInExp, FRACTIONS),
            new Difference(
                    NIMBUS,
                    "JOSE header typ (type)",
                    Asked::anyKeys,
                    "RFC 7515 section 4.1.9: application/jwt is the same type as JWT"),
            new Difference(
                    NIMBUS,
                    "not a valid JSON object",
                    Asked::anyKeys,
                    "RFC 8259 section 6: a number may be larger than a double; a claim that is read has bounds"),
            new Difference(
                    NIMBUS,
                    "Invalid JWS header: Invalid JSON object",
                    Asked::anyKeys,
                    "RFC 8259 section 6: a number may be larger than a double; a claim that is read has bounds"),
            new Difference(
                    JOSE4J,
                    "Unable to find a suitable verification key",
                    Asked::anyKeys,
                    KEYS + ". A token without a kid needs no kid in the JWK"),
            new Difference(JOSE4J, "claim value cannot be before the ", Asked::anyKeys, TIMES),
            new Difference(JOSE4J, "The JWT is no longer valid", Asked::fractionInExp, FRACTIONS));

    private SecondOpinions() {}

    /** Which libraries refuse the token, and in which words. */
    public static Map<SecondOpinion, String> refusals(Asked asked, SecondOpinion.Expected expected) {
        Map<SecondOpinion, String> refusals = new LinkedHashMap<>();
        for (SecondOpinion other : ALL) {
            other.refusal(asked.token(), asked.jwks(), expected).ifPresent(why -> refusals.put(other, why));
        }
        return refusals;
    }

    /** Asks about the ID token of a request whose verdict says that we verified it. */
    public static void ask(JsonNode request, JsonNode verdict) {
        if (verdict.has("token") && request.has("jwks")) {
            JsonNode idp = request.path("idp");
            SecondOpinion.Expected expected = new SecondOpinion.Expected(
                    idp.at("/protocol/issuer/url").asText(),
                    idp.at("/protocol/credentials/client/client_id").asText(),
                    Duration.ofMillis(Math.clamp(idp.at("/policy/maxClockSkew").asLong(), 0, 300_000)),
                    request.has("at") ? Instant.parse(request.path("at").asText()) : TestApi.NOW);
            Asked asked = new Asked(
                    request.path("idToken").asText(), request.path("jwks").toString());
            explained(refusals(asked, expected), asked, request.toString());
        }
    }

    /**
     * The differences that explain why libraries refuse a token that we accept. Fails if one refuses it for another reason.
     *
     * @param about the token, for the message of the failure
     */
    public static Set<Difference> explained(Map<SecondOpinion, String> refusals, Asked asked, String about) {
        Set<Difference> found = new HashSet<>();
        refusals.forEach((other, why) -> found.add(DIFFERENCES.stream()
                .filter(each -> each.library().equals(other.library())
                        && why.contains(each.refusal())
                        && each.where().test(asked))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(other.library() + " refuses what we accept: " + why + "\n" + about))));
        return found;
    }
}
