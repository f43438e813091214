package dev.claimsverdict.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The secrets that Okta's hooks may send in {@code Authorization}: one, or two while the first is being replaced. Only
 * their hashes are kept and compared.
 */
public final class HookSecrets {

    private final List<byte[]> hashes;

    /** Secrets as configured on both sides: at least one, none blank. */
    public HookSecrets(List<String> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("no secret, or a blank one");
        }
        this.hashes = secrets.stream().map(HookSecrets::hash).toList();
    }

    /**
     * Whether a header is one of the secrets. The time it takes doesn't depend on the secrets or on where they differ.
     */
    boolean match(String header) {
        byte[] sent = hash(header);
        boolean matches = false;
        for (byte[] hash : hashes) {
            matches |= MessageDigest.isEqual(hash, sent);
        }
        return matches;
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
        return "HookSecrets";
    }
}
