package dev.claimsverdict.jwks;

import static dev.claimsverdict.verdict.FindingCode.TOKEN_KEY_UNSUITABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import dev.claimsverdict.token.VerificationKey.Use;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R5.2 Keys by which more than their owner's signatures could hold")
class JwkReaderTest {

    private static final String KID = "/idToken/header/kid";

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static Use use(String jwk) {
        return JwkReader.read(JsonObject.parse(jwk).orElseThrow()).orElseThrow().use();
    }

    private static void assertRefused(String reason, String token, String jwk) {
        assertEquals(new Use.Refused(reason), use(jwk));
        ObjectNode request = TestToken.request(token);
        request.putObject("jwks").putArray("keys").add(TestApi.json(jwk));
        JsonNode verdict = TokenVerdicts.refused(request, TOKEN_KEY_UNSUITABLE, KID);
        String message = verdict.at("/findings/0/message").asText();
        assertTrue(message.startsWith(reason), message);
    }

    /** RFC 8032 section 5.1, computed as slowly and plainly as it stands there. */
    @Nested
    @DisplayName("Ed25519 points of small order")
    class SmallOrder {

        private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        private static final BigInteger D = BigInteger.valueOf(-121_665)
                .multiply(BigInteger.valueOf(121_666).modInverse(P))
                .mod(P);
        private static final BigInteger SQUARE_ROOT_OF_MINUS_ONE =
                BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

        private static final String SMALL =
                "The Ed25519 key is a point of small order, so anybody can forge its signatures.";

        /** A key that was made for nobody: S = 0 and R the neutral point, which fits any message where h·A is neutral. */
        private static final byte[] CONSTANT_SIGNATURE = Arrays.copyOf(new byte[] {1}, 64);

        private record Point(BigInteger x, BigInteger y) {

            static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

            Point plus(Point other) {
                BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
                BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x));
                BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
                return new Point(
                        sumX.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
                        sumY.multiply(BigInteger.ONE.subtract(product).modInverse(P))
                                .mod(P));
            }

            /** How often it is added up to the neutral point. */
            int order() {
                int order = 1;
                for (Point sum = this; !sum.equals(NEUTRAL); sum = sum.plus(this)) {
                    order++;
                }
                return order;
            }

            /** The point of an encoding, read as the libraries do that don't ask whether it is the only one. */
            static Point of(byte[] encoded) {
                BigInteger y = y(encoded).mod(P);
                BigInteger square = y.multiply(y)
                        .subtract(BigInteger.ONE)
                        .multiply(D.multiply(y).multiply(y).add(BigInteger.ONE).modInverse(P))
                        .mod(P);
                BigInteger x = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
                if (!x.multiply(x).mod(P).equals(square)) {
                    x = x.multiply(SQUARE_ROOT_OF_MINUS_ONE).mod(P);
                }
                assertEquals(square, x.multiply(x).mod(P), "a point of the curve");
                return new Point(
                        x.testBit(0) == encoded[31] < 0 ? x : P.subtract(x).mod(P), y);
            }

            static BigInteger y(byte[] encoded) {
                byte[] bigEndian = new byte[32];
                for (int i = 0; i < 32; i++) {
                    bigEndian[i] = encoded[31 - i];
                }
                bigEndian[0] &= 0x7f;
                return new BigInteger(1, bigEndian);
            }
        }

        static Stream<Arguments> encodings() {
            return Stream.of(
                    // the eight points, each in its one encoding
                    arguments(1, "0100000000000000000000000000000000000000000000000000000000000000"),
                    arguments(2, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                    arguments(4, "0000000000000000000000000000000000000000000000000000000000000000"),
                    arguments(4, "0000000000000000000000000000000000000000000000000000000000000080"),
                    arguments(8, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
                    arguments(8, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
                    arguments(8, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
                    arguments(8, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
                    // x = 0 with the sign of a negative x
                    arguments(1, "0100000000000000000000000000000000000000000000000000000000000080"),
                    arguments(2, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
                    // y + p for y
                    arguments(4, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                    arguments(4, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
                    arguments(1, "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                    arguments(1, "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"));
        }

        private static String jwk(byte[] key) {
            return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed-1\",\"x\":\"" + base64(key) + "\"}";
        }

        private static String forged(String subject) {
            String payload = TestToken.claims("pwd", "sms").put("sub", subject).toString();
            return TestKey.encode("{\"alg\":\"EdDSA\",\"kid\":\"ed-1\"}") + "." + TestKey.encode(payload) + "."
                    + base64(CONSTANT_SIGNATURE);
        }

        @ParameterizedTest(name = "order {0}: {1}")
        @MethodSource("encodings")
        @DisplayName("are refused in each of their encodings, those of RFC 8032 and the others that libraries take")
        void refused(int order, String encoding) {
            byte[] key = HexFormat.of().parseHex(encoding);
            assertEquals(order, Point.of(key).order());
            // For one message in so many as the order the constant signature would hold.
            for (int i = 0; i < 4 * order; i++) {
                assertRefused(SMALL, forged("user-" + i), jwk(key));
            }
        }

        @ParameterizedTest(name = "y = p + {0}")
        @CsvSource({"2", "3", "17", "18"})
        @DisplayName("RFC 8032 section 5.1.3: a y that isn't below p is none, whatever the point's order")
        void notCanonical(int above) {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) 0xff);
            key[0] = (byte) (0xed + above);
            for (byte last : new byte[] {0x7f, (byte) 0xff}) {
                key[31] = last;
                assertRefused("The key's values are not a valid public key of its type.", forged("user-1"), jwk(key));
            }
        }

        @Test
        @DisplayName("are not taken for others: a thousand points and the neighbours of the eight")
        void others() {
            byte[] key = decoded((String) TestKey.ED25519.jwk().get("x"));
            assertInstanceOf(Use.Verifies.class, use(jwk(key)));
            for (Arguments small : encodings().limit(8).toList()) {
                byte[] neighbour = HexFormat.of().parseHex((String) small.get()[1]);
                neighbour[1] ^= 1;
                assertNotSmall(neighbour);
            }
            for (int i = 0; i < 1_000; i++) {
                key[i % 31] += 7;
                assertNotSmall(key);
            }
        }

        /** What is no point at all may be refused as such, now or when a signature is checked. */
        private static void assertNotSmall(byte[] key) {
            boolean small = use(jwk(key)).equals(new Use.Refused(SMALL));
            assertEquals(false, small, () -> HexFormat.of().formatHex(key));
        }
    }

    @Nested
    @DisplayName("RFC 7518 section 6.2.1.2: coordinates of another length than the curve's")
    class Coordinates {

        private static byte[] withZero(byte[] octets) {
            byte[] longer = new byte[octets.length + 1];
            System.arraycopy(octets, 0, longer, 1, octets.length);
            return longer;
        }

        /** A key whose coordinate begins with a zero: one in 256, or on P-521 every second one. */
        private static TestKey withLeadingZero(String algorithm, String curve, String coordinate) {
            for (int i = 0; i < 20_000; i++) {
                TestKey key = TestKey.generate("ec-1", algorithm, "EC", new ECGenParameterSpec(curve));
                if (decoded((String) key.jwk().get(coordinate))[0] == 0) {
                    return key;
                }
            }
            throw new IllegalStateException("no luck");
        }

        @ParameterizedTest(name = "{1}: {3} of {2}")
        @CsvSource({
            "ES256, secp256r1, 32, x",
            "ES256, secp256r1, 32, y",
            "ES384, secp384r1, 48, x",
            "ES384, secp384r1, 48, y",
            "ES512, secp521r1, 66, x",
            "ES512, secp521r1, 66, y"
        })
        @DisplayName("are refused: a leading zero dropped, one added, nothing at all, and more than any curve has")
        void lengths(String algorithm, String curve, int octets, String coordinate) {
            TestKey key = withLeadingZero(algorithm, curve, coordinate);
            String token = key.sign(TestToken.claims("pwd", "sms").toString());
            ObjectNode jwk = TestApi.JSON.valueToTree(key.jwk());
            byte[] exact = decoded(jwk.path(coordinate).asText());
            assertEquals(octets, exact.length);
            TokenVerdicts.accepted(request(token, jwk));
            String reason =
                    "The key's " + coordinate + " is not " + octets + " octets long, as its curve's coordinates are.";
            for (byte[] other : new byte[][] {
                Arrays.copyOfRange(exact, 1, octets), withZero(exact), withZero(withZero(exact)), new byte[10_000]
            }) {
                assertRefused(reason, token, jwk.put(coordinate, base64(other)).toString());
            }
            assertRefused(
                    "The key's " + coordinate + " is not base64url without padding.",
                    token,
                    jwk.put(coordinate, "").toString());
        }

        private static ObjectNode request(String token, ObjectNode jwk) {
            ObjectNode request = TestToken.request(token);
            request.putObject("jwks").putArray("keys").add(jwk.deepCopy());
            return request;
        }

        private static String p256(BigInteger x, BigInteger y) {
            return TestApi.JSON
                    .createObjectNode()
                    .put("kty", "EC")
                    .put("crv", "P-256")
                    .put("x", base64(octets(x)))
                    .put("y", base64(octets(y)))
                    .toString();
        }

        private static byte[] octets(BigInteger coordinate) {
            byte[] signed = coordinate.toByteArray();
            byte[] octets = new byte[32];
            int length = Math.min(signed.length, octets.length);
            System.arraycopy(signed, signed.length - length, octets, octets.length - length, length);
            return octets;
        }

        /** RFC 8725 section 3.4: with other points, an attacker can choose a group of a few elements. */
        @Test
        @DisplayName(
                "a pair of numbers that isn't a point of the curve, or whose coordinate isn't below the field's prime")
        void notOnTheCurve() throws GeneralSecurityException {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            EllipticCurve curve =
                    parameters.getParameterSpec(ECParameterSpec.class).getCurve();
            BigInteger p = ((ECFieldFp) curve.getField()).getP();
            // P-256 has a point with this x. x + p is below 2^256, too.
            BigInteger x = BigInteger.valueOf(5);
            BigInteger square =
                    x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
            BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
            assertInstanceOf(Use.Verifies.class, use(p256(x, y)));
            Use.Refused noKey = new Use.Refused("The key's values are not a valid public key of its type.");
            assertEquals(noKey, use(p256(x, y.add(BigInteger.ONE))));
            assertEquals(noKey, use(p256(x.add(BigInteger.ONE), y)));
            assertEquals(noKey, use(p256(x.add(p), y)));
            assertEquals(noKey, use(p256(p, y)));
            assertEquals(noKey, use(p256(x, p)));
        }

        @Test
        @DisplayName("an EC point under the name of another curve has none of its lengths")
        void otherCurve() {
            ObjectNode jwk = TestApi.JSON.valueToTree(TestKey.ES384.jwk());
            String token = TestKey.ES384.sign(TestToken.claims("pwd").toString());
            assertRefused(
                    "The key's x is not 32 octets long, as its curve's coordinates are.",
                    token,
                    jwk.put("crv", "P-256").toString());
        }
    }
}
