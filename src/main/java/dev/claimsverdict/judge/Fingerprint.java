package dev.claimsverdict.judge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex: what requests and decisions are told apart by. */
public final class Fingerprint {

    /** Copied for each use: to ask the JCA for one takes as long as to hash a short text. */
    private static final MessageDigest EMPTY = sha256();

    private Fingerprint() {}

    /** The hash of these bytes, 64 hex digits. */
    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) EMPTY.clone()).digest(bytes));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
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
