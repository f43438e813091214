package dev.claimsverdict.token;

import java.security.PublicKey;
import java.util.Optional;

/**
 * A key of a JWKS, and whether it may verify signatures.
 *
 * @param kid absent when the JWK has none
 */
public record VerificationKey(Optional<String> kid, Use use) {

    /** What a key may be used for. */
    public sealed interface Use {

        /**
         * The key may verify signatures.
         *
         * @param algorithm the JWK's {@code alg}, which restricts it to one algorithm; absent if it has none
         */
        record Verifies(PublicKey key, SignatureAlgorithm.KeyType type, Optional<String> algorithm) implements Use {}

        /**
         * The key must not verify signatures.
         *
         * @param reason a sentence without the key's own text in it
         */
        record Refused(String reason) implements Use {}
    }
}
