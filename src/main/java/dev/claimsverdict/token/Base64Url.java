package dev.claimsverdict.token;

import java.util.Base64;
import java.util.Optional;

/** Strict base64url: no padding, no white space, no second spelling of the same bytes (RFC 7515 section 2). */
public final class Base64Url {

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    /** The bytes, or nothing if the text is not the one canonical encoding of any. */
    public static Optional<byte[]> decode(String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        // The JDK's decoder takes padding and non-zero trailing bits; the canonical text has neither.
        return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }

    /** The one encoding of these bytes. */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
