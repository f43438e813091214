package dev.claimsverdict.jwks;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.VerificationKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of a JWKS whose types are known.
 *
 * @param kids the key ids in it
 */
record Jwks(List<VerificationKey> keys, Set<String> kids) {

    private Jwks(List<VerificationKey> keys) {
        this(keys, keys.stream().flatMap(key -> key.kid().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** A JWKS, or why the document can't be used as one. */
    sealed interface Reading {

        record Read(Jwks jwks) implements Reading {}

        /** @param reason a sentence for the finding */
        record Refused(String reason) implements Reading {}
    }

    /** Reads a document; empty stands for a document that isn't a strict JSON object. */
    static Reading read(Optional<JsonObject> document) {
        Optional<List<JsonObject>> keys = document.flatMap(set -> set.objects("keys"));
        if (keys.isEmpty()) {
            return new Reading.Refused("The JWKS is not a JSON object with an array keys.");
        }
        if (keys.get().size() > KeySource.MAX_KEYS) {
            return new Reading.Refused("The JWKS has more than " + KeySource.MAX_KEYS + " keys.");
        }
        return new Reading.Read(new Jwks(
                keys.get().stream().flatMap(jwk -> JwkReader.read(jwk).stream()).toList()));
    }

    /** Whether it has a key for a token with this {@code kid}; always true without one. */
    boolean knows(Optional<String> kid) {
        return kid.map(kids::contains).orElse(true);
    }
}
