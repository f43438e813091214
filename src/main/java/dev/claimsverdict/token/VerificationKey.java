package dev.claimsverdict.token;

import java.security.PublicKey;
import java.util.Optional;

/**
 * A key of a JWKS, as it may or may not verify signatures.
 *
 * @param kid absent when the JWK has none
 */
public record VerificationKey(Optional<String> kid, Use use) {

    /** What a key may be used for. */
    public sealed interface Use {

        /**
         * It verifies signatures.
         *
         * @param algorithm the {@code alg} of the JWK, which binds it to one algorithm; absent when it has none
         */
        record Verifies(PublicKey key, SignatureAlgorithm.KeyType type, Optional<String> algorithm) implements Use {}

        /**
         * It must not verify signatures.
         *
         * @param reason a sentence without the key's own text in it
         */
        record Refused(String reason) implements Use {}
    }
}
