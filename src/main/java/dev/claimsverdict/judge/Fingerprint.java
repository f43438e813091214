package dev.claimsverdict.judge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex. Identifies registry entries and decisions. */
public final class Fingerprint {

    private static final int OCTETS = 32;

    /** Cloned for each use, because getting a new one from the JCA takes as long as hashing a short text. */
    private static final MessageDigest EMPTY = sha256();

    private Fingerprint() {}

    /** The hash of these bytes as 64 hex digits. */
    public static String of(byte[] bytes) {
        return of(OCTETS, bytes);
    }

    /** The first octets of the hash of these parts, concatenated. */
    static String of(int octets, byte[]... parts) {
        try {
            MessageDigest digest = (MessageDigest) EMPTY.clone();
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, octets);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
