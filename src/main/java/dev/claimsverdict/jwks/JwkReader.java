package dev.claimsverdict.jwks;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.signature.SignatureProvider;
import dev.claimsverdict.token.Base64Url;
import dev.claimsverdict.token.SignatureAlgorithm.KeyType;
import dev.claimsverdict.token.VerificationKey;
import dev.claimsverdict.token.VerificationKey.Use;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads one JWK of a JWKS (R5.3; RFC 7517, RFC 7518 section 6, RFC 8037). */
final class JwkReader {

    private static final int MIN_RSA_BITS = 2048;
    /** The largest size that certification authorities use. Larger keys only cost time. */
    private static final int MAX_RSA_BITS = 8192;

    /** RFC 8032 section 5.1.5. */
    private static final int ED25519_OCTETS = 32;

    /** The bytes before the key in a SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Map<String, KeyType> CURVE_NAMES = Map.of(
            "P-256", KeyType.EC_P256,
            "P-384", KeyType.EC_P384,
            "P-521", KeyType.EC_P521,
            "Ed25519", KeyType.ED25519);

    private static final Map<KeyType, ECParameterSpec> CURVES = Map.of(
            KeyType.EC_P256, curve("secp256r1"),
            KeyType.EC_P384, curve("secp384r1"),
            KeyType.EC_P521, curve("secp521r1"));

    private static final Use NO_KEY = new Use.Refused("The key's values are not a valid public key of its type.");

    private JwkReader() {}

    /** The key, usable or refused. Empty for an unknown type of key, which is skipped. */
    static Optional<VerificationKey> read(JsonObject jwk) {
        return kind(jwk).map(kind -> new VerificationKey(jwk.string("kid"), use(jwk, kind)));
    }

    private static Optional<Kind> kind(JsonObject jwk) {
        String kty = jwk.string("kty").orElse("");
        Optional<KeyType> curve = jwk.string("crv").map(CURVE_NAMES::get);
        return switch (kty) {
            case "RSA" -> Optional.of(new Kind(KeyType.RSA, List.of("n", "e")));
            case "EC" -> curve.filter(type -> type != KeyType.ED25519).map(type -> new Kind(type, List.of("x", "y")));
            case "OKP" -> curve.filter(type -> type == KeyType.ED25519).map(type -> new Kind(type, List.of("x")));
            default -> Optional.empty();
        };
    }

    private static Use use(JsonObject jwk, Kind kind) {
        if (PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
            return new Use.Refused("The key contains private values, which must never be published.");
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
        List<byte[]> values = new ArrayList<>();
        for (String name : kind.members()) {
            Optional<byte[]> value = jwk.string(name).flatMap(Base64Url::decode).filter(octets -> octets.length > 0);
            if (value.isEmpty()) {
                return new Use.Refused("The key's " + name + " is not base64url without padding.");
            }
            values.add(value.get());
        }
        return switch (kind.type()) {
            case RSA -> rsa(jwk, number(values.get(0)), number(values.get(1)));
            case EC_P256, EC_P384, EC_P521 -> ec(jwk, kind.type(), values.get(0), values.get(1));
            case ED25519 -> ed25519(jwk, values.get(0));
        };
    }

    private static BigInteger number(byte[] bigEndian) {
        return new BigInteger(1, bigEndian);
    }

    private static Use rsa(JsonObject jwk, BigInteger modulus, BigInteger exponent) {
        return unfit(modulus, exponent)
                .<Use>map(Use.Refused::new)
                .orElseGet(() -> verifies(jwk, KeyType.RSA, "RSA", new RSAPublicKeySpec(modulus, exponent)));
    }

    private static Use ec(JsonObject jwk, KeyType type, byte[] x, byte[] y) {
        ECParameterSpec parameters = Objects.requireNonNull(CURVES.get(type));
        EllipticCurve curve = parameters.getCurve();
        // RFC 7518 section 6.2.1.2: the full size of a coordinate, with all its leading zeros.
        int octets = (curve.getField().getFieldSize() + 7) / 8;
        if (x.length != octets || y.length != octets) {
            return new Use.Refused("The key's " + (x.length == octets ? "y" : "x") + " is not " + octets
                    + " octets long, as its curve's coordinates are.");
        }
        ECPoint point = new ECPoint(number(x), number(y));
        return isOn(curve, point) ? verifies(jwk, type, "EC", new ECPublicKeySpec(point, parameters)) : NO_KEY;
    }

    private static Use ed25519(JsonObject jwk, byte[] key) {
        if (key.length != ED25519_OCTETS) {
            return NO_KEY;
        }
        BigInteger y = Ed25519.y(key);
        if (Ed25519.isOfSmallOrder(y)) {
            return new Use.Refused("The Ed25519 key is a point of small order, so anybody can forge its signatures.");
        }
        // RFC 8032 section 5.1.3: this encodes no point, although some libraries accept it.
        if (y.compareTo(Ed25519.P) >= 0) {
            return NO_KEY;
        }
        byte[] encoded = Arrays.copyOf(ED25519_INFO, ED25519_INFO.length + key.length);
        System.arraycopy(key, 0, encoded, ED25519_INFO.length, key.length);
        return verifies(jwk, KeyType.ED25519, "EdDSA", new X509EncodedKeySpec(encoded));
    }

    private static Use verifies(JsonObject jwk, KeyType type, String algorithm, KeySpec spec) {
        return SignatureProvider.fastest()
                .key(algorithm, spec)
                .<Use>map(key -> new Use.Verifies(key, type, jwk.string("alg")))
                .orElse(NO_KEY);
    }

    private static Optional<String> unfit(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (bits < MIN_RSA_BITS) {
            return Optional.of("The RSA key has fewer than " + MIN_RSA_BITS + " bits.");
        }
        if (bits > MAX_RSA_BITS) {
            return Optional.of("The RSA key has more than " + MAX_RSA_BITS + " bits.");
        }
        // NIST SP 800-56B: the exponent must be odd. With 1, any value would be a signature of itself.
        if (exponent.compareTo(BigInteger.TWO) <= 0 || !exponent.testBit(0)) {
            return Optional.of("The RSA key's public exponent is not an odd number above 2.");
        }
        if (RocaFingerprint.matches(modulus)) {
            return Optional.of("The RSA key can be factored (CVE-2017-15361, ROCA).");
        }
        return Optional.empty();
    }

    /** Checks y² = x³ + ax + b, since the JDK's key factory doesn't (RFC 8725 section 3.4). */
    private static boolean isOn(EllipticCurve curve, ECPoint point) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has " + name, e);
        }
    }

    /** The curve of RFC 8032 section 5.1: -x² + y² = 1 + dx²y² modulo p. */
    private static final class Ed25519 {

        static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        private static final BigInteger D = BigInteger.valueOf(-121_665)
                .multiply(BigInteger.valueOf(121_666).modInverse(P))
                .mod(P);

        private Ed25519() {}

        /** The y of an encoded point: little-endian, without the bit for the sign of x. */
        static BigInteger y(byte[] encoded) {
            byte[] bigEndian = new byte[ED25519_OCTETS];
            for (int i = 0; i < ED25519_OCTETS; i++) {
                bigEndian[i] = encoded[ED25519_OCTETS - 1 - i];
            }
            return number(bigEndian).clearBit(255);
        }

        /**
         * Whether eight times the point is the neutral point. Under such a key, one fixed signature (S = 0 and a fixed
         * R) is valid for at least one message in eight, because the check compares with a multiple of the key (section
         * 5.1.7).
         *
         * <p>There are eight such points. By the addition law (section 5.1.4) their y are 1 for the neutral point, -1
         * for the point of order 2, and 0 for the two of order 4. The double of a point of order 8 has y = 0, so x² =
         * -y², and the curve's equation becomes dy⁴ + 2y² - 1 = 0: four points. The sign of x doesn't matter. A y above
         * p is reduced, so that encodings that RFC 8032 forbids but libraries accept are found, too.
         */
        static boolean isOfSmallOrder(BigInteger y) {
            BigInteger square = y.multiply(y).mod(P);
            BigInteger ofOrderEight = D.multiply(square)
                    .add(BigInteger.TWO)
                    .multiply(square)
                    .subtract(BigInteger.ONE)
                    .mod(P);
            return square.signum() == 0 || square.equals(BigInteger.ONE) || ofOrderEight.signum() == 0;
        }
    }

    /** @param members the names of the key's numbers, in reading order */
    private record Kind(KeyType type, List<String> members) {}
}
