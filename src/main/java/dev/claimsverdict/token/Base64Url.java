package dev.claimsverdict.token;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Strict base64url: no padding, no white space, and only one spelling for the same bytes (RFC 7515 section 2). */
public final class Base64Url {

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    /** The decoded bytes; empty if the text isn't canonical base64url. */
    public static Optional<byte[]> decode(String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return isCanonical(text, bytes) ? Optional.of(bytes) : Optional.empty();
    }

    /**
     * The JDK's decoder also accepts padding and non-zero trailing bits. Both can only occur in the last group of up to
     * four characters, so only that group is encoded again and compared.
     */
    private static boolean isCanonical(String text, byte[] bytes) {
        int groups = bytes.length / 3;
        String last = encode(Arrays.copyOfRange(bytes, groups * 3, bytes.length));
        return text.length() == groups * 4 + last.length() && text.endsWith(last);
    }

    /** The canonical encoding of these bytes. */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
