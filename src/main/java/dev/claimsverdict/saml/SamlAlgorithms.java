package dev.claimsverdict.saml;

import dev.claimsverdict.saml.SamlCertificate.KeyType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;

/**
 * The algorithms that a signature may use, by their URIs (RFC 9231; SAML V2.0 Core section 5.4). All others are refused,
 * such as SHA-1, HMACs, inclusive canonicalization, and every transform that could leave content out.
 */
public final class SamlAlgorithms {

    private static final Set<String> CANONICALIZATIONS =
            Set.of(CanonicalizationMethod.EXCLUSIVE, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

    private static final List<String> RSA =
            List.of(SignatureMethod.RSA_SHA256, SignatureMethod.RSA_SHA384, SignatureMethod.RSA_SHA512);
    private static final List<String> ECDSA =
            List.of(SignatureMethod.ECDSA_SHA256, SignatureMethod.ECDSA_SHA384, SignatureMethod.ECDSA_SHA512);

    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);

    private SamlAlgorithms() {}

    /** Whether this element of a SignedInfo may name this algorithm. */
    static boolean allowed(String element, String algorithm) {
        return switch (element) {
            case "CanonicalizationMethod" -> CANONICALIZATIONS.contains(algorithm);
            case "SignatureMethod" -> keyType(algorithm) != KeyType.REFUSED;
            case "DigestMethod" -> DIGESTS.contains(algorithm);
            case "Transform" -> algorithm.equals(Transform.ENVELOPED) || CANONICALIZATIONS.contains(algorithm);
            default -> false;
        };
    }

    static boolean canonicalizes(String algorithm) {
        return CANONICALIZATIONS.contains(algorithm);
    }

    /** The type of key that a signature algorithm needs; REFUSED if the algorithm isn't allowed. */
    static KeyType keyType(String signature) {
        if (RSA.contains(signature)) {
            return KeyType.RSA;
        }
        return ECDSA.contains(signature) ? KeyType.EC : KeyType.REFUSED;
    }

    /** The URIs of all allowed signature algorithms. */
    public static List<String> signatures() {
        return Stream.concat(RSA.stream(), ECDSA.stream()).toList();
    }
}
