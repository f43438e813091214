package dev.claimsverdict.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret that Okta's hooks send in {@code Authorization}. It is kept and compared as a hash only. */
public final class HookSecret {

    private final byte[] hash;

    /** The secret as it is configured on both sides; not empty. */
    public HookSecret(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("an empty secret");
        }
        this.hash = hash(secret);
    }

    /** Whether a header has the secret; the time it takes depends neither on the secret nor on where they differ. */
    boolean matches(String header) {
        return MessageDigest.isEqual(hash, hash(header));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "HookSecret";
    }
}
