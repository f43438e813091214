package dev.claimsverdict.saml;

import dev.claimsverdict.saml.SamlCertificate.KeyType;
import java.util.Map;
import java.util.Set;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;

/**
 * The algorithms that a signature may use, by their names in XML (RFC 9231; SAML V2.0 Core section 5.4). All others are
 * refused: SHA-1, HMACs, inclusive canonicalisation, and every transform that could leave content out.
 */
final class SamlAlgorithms {

    private static final Set<String> CANONICALIZATIONS =
            Set.of(CanonicalizationMethod.EXCLUSIVE, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

    /** The signature algorithms and the keys that go with them. */
    private static final Map<String, KeyType> SIGNATURES = Map.of(
            SignatureMethod.RSA_SHA256, KeyType.RSA,
            SignatureMethod.RSA_SHA384, KeyType.RSA,
            SignatureMethod.RSA_SHA512, KeyType.RSA,
            SignatureMethod.ECDSA_SHA256, KeyType.EC,
            SignatureMethod.ECDSA_SHA384, KeyType.EC,
            SignatureMethod.ECDSA_SHA512, KeyType.EC);

    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);

    private SamlAlgorithms() {}

    /** Whether an element of a SignedInfo may name that algorithm. */
    static boolean allowed(String element, String algorithm) {
        return switch (element) {
            case "CanonicalizationMethod" -> CANONICALIZATIONS.contains(algorithm);
            case "SignatureMethod" -> SIGNATURES.containsKey(algorithm);
            case "DigestMethod" -> DIGESTS.contains(algorithm);
            case "Transform" -> algorithm.equals(Transform.ENVELOPED) || CANONICALIZATIONS.contains(algorithm);
            default -> false;
        };
    }

    static boolean canonicalizes(String algorithm) {
        return CANONICALIZATIONS.contains(algorithm);
    }

    /** The type of key of an allowed signature algorithm. */
    static KeyType keyType(String signature) {
        return SIGNATURES.getOrDefault(signature, KeyType.REFUSED);
    }
}
