package dev.claimsverdict.token;

import java.util.Optional;

/**
 * The accepted signature algorithms (R5.2; RFC 7518 section 3.1, RFC 8037, RFC 9864). {@code none} and HMAC aren't
 * members, so no token can select them.
 */
public enum SignatureAlgorithm {
    RS256("RS256", KeyType.RSA, "SHA-256"),
    RS384("RS384", KeyType.RSA, "SHA-384"),
    RS512("RS512", KeyType.RSA, "SHA-512"),
    PS256("PS256", KeyType.RSA, "SHA-256"),
    PS384("PS384", KeyType.RSA, "SHA-384"),
    PS512("PS512", KeyType.RSA, "SHA-512"),
    ES256("ES256", KeyType.EC_P256, "SHA-256"),
    ES384("ES384", KeyType.EC_P384, "SHA-384"),
    ES512("ES512", KeyType.EC_P521, "SHA-512"),
    ED25519("EdDSA", KeyType.ED25519, "SHA-512");

    private final String joseName;
    private final KeyType keyType;
    private final String hash;

    SignatureAlgorithm(String joseName, KeyType keyType, String hash) {
        this.joseName = joseName;
        this.keyType = keyType;
        this.hash = hash;
    }

    /** Its name in a JWS header. */
    public String joseName() {
        return joseName;
    }

    /** The only type of key that fits it. */
    public KeyType keyType() {
        return keyType;
    }

    /**
     * The JCA name of the hash used for {@code at_hash} in ID tokens with this algorithm (OIDC Core section 3.1.3.6).
     */
    String hash() {
        return hash;
    }

    /** The algorithm with that name in a JWS header, if it is accepted. Ed25519 has two names. */
    public static Optional<SignatureAlgorithm> of(String name) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return name.equals("Ed25519") ? Optional.of(ED25519) : Optional.empty();
    }

    /** A key's {@code kty} and {@code crv}. */
    public enum KeyType {
        RSA,
        EC_P256,
        EC_P384,
        EC_P521,
        ED25519
    }
}
