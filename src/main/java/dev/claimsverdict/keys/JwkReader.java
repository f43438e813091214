package dev.claimsverdict.keys;

import dev.claimsverdict.token.Base64Url;
import dev.claimsverdict.token.JsonObject;
import dev.claimsverdict.token.SignatureAlgorithm.KeyType;
import dev.claimsverdict.token.VerificationKey;
import dev.claimsverdict.token.VerificationKey.Use;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads one JWK of a JWKS (R5.3; RFC 7517, RFC 7518 section 6, RFC 8037). */
final class JwkReader {

    private static final int MIN_RSA_BITS = 2048;
    /** The largest that certification authorities use; a larger one only costs time. */
    private static final int MAX_RSA_BITS = 8192;

    /** The 32 octets of RFC 8032 in base64url; the JDK takes fewer and more for other spellings of a key. */
    private static final int ED25519_LENGTH = 43;

    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Map<String, KeyType> CURVES = Map.of(
            "P-256", KeyType.EC_P256,
            "P-384", KeyType.EC_P384,
            "P-521", KeyType.EC_P521,
            "Ed25519", KeyType.ED25519);

    private JwkReader() {}

    /** The key, refused or not; nothing for a kind of key that is not known, which is skipped. */
    static Optional<VerificationKey> read(JsonObject jwk) {
        return kind(jwk).map(kind -> new VerificationKey(jwk.string("kid"), use(jwk, kind)));
    }

    private static Optional<Kind> kind(JsonObject jwk) {
        String kty = jwk.string("kty").orElse("");
        Optional<KeyType> curve = jwk.string("crv").map(CURVES::get);
        return switch (kty) {
            case "RSA" -> Optional.of(new Kind(KeyType.RSA, List.of("n", "e")));
            case "EC" -> curve.filter(type -> type != KeyType.ED25519).map(type -> new Kind(type, List.of("x", "y")));
            case "OKP" -> curve.filter(type -> type == KeyType.ED25519).map(type -> new Kind(type, List.of("x")));
            default -> Optional.empty();
        };
    }

    private static Use use(JsonObject jwk, Kind kind) {
        if (PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
            return new Use.Refused("The key is a private one, which must never be published.");
        }
        if (jwk.has("use") && !jwk.string("use").equals(Optional.of("sig"))) {
            return new Use.Refused("The key's use is not sig.");
        }
        if (jwk.has("key_ops") && !(jwk.get("key_ops").orElse("") instanceof List<?> ops && ops.contains("verify"))) {
            return new Use.Refused("The key's key_ops do not allow verify.");
        }
        if (jwk.has("alg") && jwk.string("alg").isEmpty()) {
            return new Use.Refused("The key's alg is not a string.");
        }
        Map<String, Object> members = new HashMap<>();
        for (String name : kind.members()) {
            Optional<String> value = jwk.string(name);
            if (value.flatMap(Base64Url::decode)
                    .filter(bytes -> bytes.length > 0)
                    .isEmpty()) {
                return new Use.Refused("The key's " + name + " is not base64url without padding.");
            }
            if (kind.type() == KeyType.ED25519 && value.get().length() != ED25519_LENGTH) {
                return new Use.Refused(NO_KEY);
            }
            members.put(name, value.get());
        }
        members.put("kty", jwk.string("kty").orElseThrow());
        jwk.string("crv").ifPresent(crv -> members.put("crv", crv));
        return publicKey(members).map(key -> fit(key, kind, jwk)).orElseGet(() -> new Use.Refused(NO_KEY));
    }

    private static final String NO_KEY = "The key's values are not a public key of its kind.";

    private static Use fit(PublicKey key, Kind kind, JsonObject jwk) {
        Optional<String> unfit = switch (key) {
            case RSAPublicKey rsa -> unfit(rsa);
            case ECPublicKey ec when !onCurve(ec) -> Optional.of(NO_KEY);
            default -> Optional.empty();
        };
        return unfit.<Use>map(Use.Refused::new)
                .orElseGet(() ->
                        new Use.Verifies(SignatureProvider.fastest().prepared(key), kind.type(), jwk.string("alg")));
    }

    private static Optional<String> unfit(RSAPublicKey rsa) {
        int bits = rsa.getModulus().bitLength();
        if (bits < MIN_RSA_BITS) {
            return Optional.of("The RSA key has fewer than " + MIN_RSA_BITS + " bits.");
        }
        if (bits > MAX_RSA_BITS) {
            return Optional.of("The RSA key has more than " + MAX_RSA_BITS + " bits.");
        }
        BigInteger exponent = rsa.getPublicExponent();
        // NIST SP 800-56B: an odd exponent; 1 would let anything pass as a signature of itself.
        if (exponent.compareTo(BigInteger.TWO) <= 0 || !exponent.testBit(0)) {
            return Optional.of("The RSA key's public exponent is not an odd number above 2.");
        }
        if (RocaFingerprint.matches(rsa.getModulus())) {
            return Optional.of("The RSA key is one of those that can be factored (CVE-2017-15361, ROCA).");
        }
        return Optional.empty();
    }

    /** y² = x³ + ax + b, which the JDK's key factory does not ask (RFC 8725 section 3.4). */
    private static boolean onCurve(ECPublicKey key) {
        EllipticCurve curve = key.getParams().getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        ECPoint point = key.getW();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    private static Optional<PublicKey> publicKey(Map<String, Object> members) {
        try {
            return Optional.of(PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey());
        } catch (JoseException | RuntimeException _) {
            // jose4j passes on what the JDK's key factories throw for values that make no key.
            return Optional.empty();
        }
    }

    private record Kind(KeyType type, List<String> members) {}
}
