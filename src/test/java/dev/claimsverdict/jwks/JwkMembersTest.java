package dev.claimsverdict.jwks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.VerificationKey;
import dev.claimsverdict.token.VerificationKey.Use;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members of a JWK allow it to verify signatures (RFC 7517 section 4, RFC 7518 section 6). */
class JwkMembersTest {

    private static final String NO_KEY = "The key's values are not a valid public key of its type.";

    private static Optional<VerificationKey> read(TestKey key, String changes) {
        ObjectNode jwk = TestApi.JSON.valueToTree(key.jwk());
        jwk.setAll((ObjectNode) TestApi.json(changes));
        return JwkReader.read(JsonObject.parse(jwk.toString()).orElseThrow());
    }

    private static void assertVerifies(TestKey key, String changes) {
        Use.Verifies use = assertInstanceOf(
                Use.Verifies.class, read(key, changes).orElseThrow().use());
        assertEquals(key.pair().getPublic(), use.key());
    }

    private static void assertRefused(String reason, TestKey key, String changes) {
        assertEquals(new Use.Refused(reason), read(key, changes).orElseThrow().use(), changes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"use\":\"enc\"} | The key's use is not sig.",
                "{\"use\":7} | The key's use is not sig.",
                "{\"key_ops\":[\"sign\"]} | The key's key_ops do not allow verify.",
                "{\"key_ops\":[]} | The key's key_ops do not allow verify.",
                "{\"key_ops\":\"verify\"} | The key's key_ops do not allow verify.",
                "{\"key_ops\":null} | The key's key_ops do not allow verify.",
                "{\"alg\":7} | The key's alg is not a string.",
                "{\"d\":\"AA\"} | The key contains private values, which must never be published.",
                "{\"k\":null} | The key contains private values, which must never be published.",
                "{\"x\":\"\"} | The key's x is not base64url without padding.",
                "{\"y\":7} | The key's y is not base64url without padding.",
            })
    @DisplayName("R5.3 a key that isn't for verifying, or that is private, is refused with the reason")
    void refused(String changes, String reason) {
        assertRefused(reason, TestKey.ES256, changes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"{}", "{\"use\":\"sig\"}", "{\"key_ops\":[\"verify\"]}", "{\"key_ops\":[\"sign\",\"verify\"]}"})
    @DisplayName("R5.3 a key for verifying is the key that it says")
    void verifies(String changes) {
        for (TestKey key :
                new TestKey[] {TestKey.RS256, TestKey.ES256, TestKey.ES384, TestKey.ES512, TestKey.ED25519}) {
            assertVerifies(key, changes);
        }
    }

    @Test
    @DisplayName("R5.3 a type that is unknown, or that doesn't have the curve, is skipped (RFC 7517 section 5)")
    void skipped() {
        assertEquals(Optional.empty(), read(TestKey.ES256, "{\"crv\":\"Ed25519\"}"));
        assertEquals(Optional.empty(), read(TestKey.ED25519, "{\"crv\":\"P-256\"}"));
        assertEquals(Optional.empty(), read(TestKey.ES256, "{\"crv\":\"secp256k1\"}"));
        assertEquals(Optional.empty(), read(TestKey.ES256, "{\"kty\":\"oct\"}"));
        assertEquals(Optional.empty(), read(TestKey.ES256, "{\"kty\":null}"));
    }

    @ParameterizedTest(name = "{0} octets")
    @CsvSource({"1", "31", "33"})
    @DisplayName("R5.2 an Ed25519 key has 32 octets (RFC 8032 section 5.1.5)")
    void octets(int octets) {
        String x = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[octets]);
        assertRefused(NO_KEY, TestKey.ED25519, "{\"x\":\"" + x + "\"}");
    }

    @ParameterizedTest(name = "e = {0}")
    @CsvSource({"AA", "AQ", "Ag", "BA", "AQAA"})
    @DisplayName("R5.2 an RSA exponent of 0, 1 or 2, or an even one, is refused")
    void exponents(String e) {
        assertRefused(
                "The RSA key's public exponent is not an odd number above 2.", TestKey.RS256, "{\"e\":\"" + e + "\"}");
    }
}
