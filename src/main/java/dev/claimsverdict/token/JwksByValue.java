package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;

/**
 * A JWKS from a request or from the registry, not parsed yet. Two are equal if their JSON is equal.
 *
 * @param identity differs between any two different JWKS
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
