package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;
import java.util.Optional;

/** The claims of a token that nobody has verified. They show what an IdP sends but prove nothing about a user. */
public final class UnverifiedToken {

    private final JsonObject claims;

    private UnverifiedToken(JsonObject claims) {
        this.claims = claims;
    }

    /** Reads a token; empty if it isn't a compact JWS with a strict JSON object as its payload. */
    public static Optional<UnverifiedToken> read(String token) {
        return payload(token).flatMap(JsonObject::parse).map(UnverifiedToken::new);
    }

    /**
     * The first {@code iss} of a token. Use it only to choose whose keys verify the token: verification then compares
     * it, and refuses a token with two.
     */
    public static Optional<String> issuer(String token) {
        return payload(token).flatMap(payload -> JsonObject.firstString(payload, "iss"));
    }

    /** The JSON value of the claim {@code amr} (String, BigDecimal, Boolean, List, Map); empty if absent or null. */
    public Optional<Object> amr() {
        return claims.get("amr");
    }

    /** Whether there is such a claim that is not null. */
    public boolean has(String claim) {
        return claims.get(claim).isPresent();
    }

    private static Optional<byte[]> payload(String token) {
        return token.length() > CompactJws.MAX_BYTES
                ? Optional.empty()
                : CompactJws.Parts.of(token).flatMap(parts -> Base64Url.decode(parts.payload()));
    }
}
