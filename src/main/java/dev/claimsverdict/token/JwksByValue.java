package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;

/**
 * A JWKS that came with a request or stands in the registry; nothing of it was read yet. Two are equal if their JSON is.
 *
 * @param identity tells it from any other
 */
public record JwksByValue(JsonObject document, String identity) {

    /** A JWKS of this JSON. */
    public static JwksByValue of(JsonObject document) {
        return new JwksByValue(document, document.identity());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JwksByValue(JsonObject _, String theirs) && identity.equals(theirs);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }
}
