package dev.claimsverdict.token;

import java.security.PublicKey;

/** Checks one signature. An interface, so that the cryptography provider can change. */
@FunctionalInterface
public interface SignatureCheck {

    /**
     * Whether the signature is valid for exactly this algorithm, key and input. Returns false if it can't be checked.
     * Never throws because of the token's content.
     */
    boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] signingInput, byte[] signature);
}
