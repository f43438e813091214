package dev.claimsverdict.saml;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A trusted signing certificate of an IdP. As in SAML metadata, it is only a container for a public key
 * (<a href="https://docs.oasis-open.org/security/saml/Post2.0/sstc-metadata-iop-os.html">SAML V2.0 Metadata Interoperability
 * Profile, section 2.5.1</a>): its issuer, extensions and dates don't matter. A finding tells if it has expired.
 *
 * @param sha256 the SHA-256 of its DER, 64 hex digits
 * @param expires the last instant at which it is valid
 */
public record SamlCertificate(PublicKey key, String sha256, Instant expires) {

    /** The most certificates of one IdP. Each may have to be tried. */
    public static final int MAX_CERTIFICATES = 10;

    /** The most characters of a certificate's text. */
    static final int MAX_CHARACTERS = 16 * 1024;

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int MIN_RSA_BITS = 2048;
    /** Longer keys cost too much time, and nobody uses them. */
    private static final int MAX_RSA_BITS = 8192;
    /** The bits of the orders of P-256, P-384 and P-521. */
    private static final Set<Integer> CURVE_BITS = Set.of(256, 384, 521);

    /** What a key can verify. */
    enum KeyType {
        RSA,
        EC,
        /** Nothing: an RSA key under 2,048 or over 8,192 bits, a curve that isn't NIST's, or a key of another kind. */
        REFUSED
    }

    /**
     * Reads a certificate: one PEM block, or base64 of its DER as in SAML metadata. Empty if the text is anything else.
     */
    public static Optional<SamlCertificate> read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        String stripped = text.strip();
        String base64 = stripped.startsWith(BEGIN) && stripped.endsWith(END)
                ? stripped.substring(BEGIN.length(), stripped.length() - END.length())
                : stripped;
        try {
            byte[] der = Base64.getDecoder().decode(base64.replaceAll("[ \t\r\n]", ""));
            // DER starts with a SEQUENCE (0x30). The JDK would also read PEM, which could be hidden in the base64.
            if (der.length == 0 || der[0] != 0x30) {
                return Optional.empty();
            }
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            // The JDK reads only the first certificate. Bytes after it are a mistake.
            return certificate.getEncoded().length == der.length
                    ? Optional.of(new SamlCertificate(
                            certificate.getPublicKey(),
                            fingerprint(der),
                            certificate.getNotAfter().toInstant()))
                    : Optional.empty();
        } catch (IllegalArgumentException | CertificateException _) {
            return Optional.empty();
        }
    }

    KeyType keyType() {
        return switch (key) {
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                boolean exponent = rsa.getPublicExponent().compareTo(BigInteger.ONE) > 0;
                yield exponent && bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS ? KeyType.RSA : KeyType.REFUSED;
            }
            case ECPublicKey ec ->
                CURVE_BITS.contains(ec.getParams().getOrder().bitLength()) ? KeyType.EC : KeyType.REFUSED;
            default -> KeyType.REFUSED;
        };
    }

    private static String fingerprint(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
