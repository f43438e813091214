package dev.claimsverdict.jwks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.Base64Url;
import dev.claimsverdict.token.KeySource.Keys;
import dev.claimsverdict.token.VerificationKey;
import dev.claimsverdict.token.VerificationKey.Use;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R5.3 Keys by value")
class GivenKeysTest {

    private static Keys keys(String jwks) {
        return new GivenKeys()
                .keys(Optional.of(TestKey.given(jwks)), Optional.of("https://idp.example.com/keys"), Optional.empty());
    }

    private static List<VerificationKey> available(String jwks) {
        return assertInstanceOf(Keys.Available.class, keys(jwks)).keys();
    }

    @Test
    @DisplayName("no JWKS, no keys: none is fetched")
    void none() {
        assertInstanceOf(
                Keys.Unavailable.class,
                new GivenKeys().keys(Optional.empty(), Optional.of("https://idp.example.com/keys"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "not JSON",
                "{\"keys\":[]} x",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kty\":\"RSA\"}]}"
            })
    @DisplayName("a text that is not one strict JSON object has no keys")
    void noObject(String document) {
        assertInstanceOf(Jwks.Reading.Refused.class, Jwks.read(JsonObject.parse(document)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":\"\"}"})
    @DisplayName("an object that is no JWKS has no keys")
    void noJwks(String document) {
        assertInstanceOf(Keys.Unavailable.class, keys(document));
    }

    @Test
    @DisplayName("an empty JWKS is one, and what is no object in it is left out")
    void notObjects() {
        assertEquals(List.of(), available("{\"keys\":[]}"));
        assertEquals(List.of(), available("{\"keys\":[null,7,\"RSA\",[],true]}"));
        String jwks = TestKey.jwks(TestKey.ES256).replace("[", "[7,");
        assertEquals(1, available(jwks).size());
    }

    @Test
    @DisplayName("100 keys are taken, 101 are not")
    void limit() {
        assertEquals(100, available(copies(100)).size());
        assertInstanceOf(Keys.Unavailable.class, keys(copies(101)));
    }

    private static String copies(int count) {
        String one = TestKey.jwks(TestKey.ED25519);
        String key = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
        return IntStream.range(0, count).mapToObj(index -> key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    @ParameterizedTest(name = "{0} bits: {1}")
    @CsvSource({"1024, false", "2047, false", "2048, true", "8192, true", "8193, false"})
    @DisplayName("R5.2 an RSA key has 2048 bits or more; above 8192 it would only cost time")
    void rsaBits(int bits, boolean suitable) {
        // No key that anyone has: only its size is asked for.
        BigInteger modulus = BigInteger.TWO.pow(bits).subtract(BigInteger.valueOf(3));
        assertEquals(suitable, verifies(rsa(modulus)));
    }

    @Test
    @DisplayName("R5.2 moduli of the ROCA kind are recognized, others are not (CVE-2017-15361)")
    void roca() {
        // The kind of primes that the library made: a multiple of the primes' product plus a power of 65537.
        BigInteger product = BigInteger.ONE;
        for (int n = 3; n <= 167; n += 2) {
            BigInteger candidate = BigInteger.valueOf(n);
            product = candidate.isProbablePrime(50) ? product.multiply(candidate) : product;
        }
        BigInteger generator = BigInteger.valueOf(65537);
        for (int exponent : new int[] {1, 2, 77, 4711}) {
            BigInteger power = generator.modPow(BigInteger.valueOf(exponent), product);
            BigInteger modulus = product.multiply(
                            BigInteger.TWO.pow(2047).divide(product).add(BigInteger.valueOf(exponent)))
                    .add(power);
            assertEquals(2048, modulus.bitLength());
            assertFalse(verifies(rsa(modulus)), "65537^" + exponent);
            assertTrue(RocaFingerprint.matches(modulus));
            assertFalse(RocaFingerprint.matches(modulus.add(BigInteger.TWO)));
        }
        // Divisible by one of the primes: no power of anything.
        assertFalse(RocaFingerprint.matches(product));
    }

    private static String rsa(BigInteger modulus) {
        byte[] signed = modulus.toByteArray();
        byte[] bytes = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + Base64Url.encode(bytes) + "\"}]}";
    }

    private static boolean verifies(String jwks) {
        return available(jwks).getFirst().use() instanceof Use.Verifies;
    }
}
