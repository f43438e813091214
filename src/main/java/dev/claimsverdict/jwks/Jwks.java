package dev.claimsverdict.jwks;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.VerificationKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The known kinds of key of a JWKS.
 *
 * @param kids the names that its keys have
 */
record Jwks(List<VerificationKey> keys, Set<String> kids) {

    private Jwks(List<VerificationKey> keys) {
        this(keys, keys.stream().flatMap(key -> key.kid().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** A JWKS, or why the document is none that may be used. */
    sealed interface Reading {

        record Read(Jwks jwks) implements Reading {}

        /** @param reason a sentence for the finding */
        record Refused(String reason) implements Reading {}
    }

    /** Reads a document; nothing stands for one that is not one strict JSON object. */
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

    /** Whether there is something for a token with this {@code kid}; for one without there always is. */
    boolean knows(Optional<String> kid) {
        return kid.map(kids::contains).orElse(true);
    }
}
