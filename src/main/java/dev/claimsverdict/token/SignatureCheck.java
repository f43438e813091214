package dev.claimsverdict.token;

import java.security.PublicKey;

/** The check of one signature: a port, so that the provider of the cryptography can change. */
@FunctionalInterface
public interface SignatureCheck {

    /**
     * Whether the signature is valid for exactly this algorithm, key and input. False, too, for anything that can't be
     * checked; never throws for what the token says.
     */
    boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] signingInput, byte[] signature);
}
