package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.TestKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a token before, or without, its verification. */
class UnverifiedTokenTest {

    private static final String HEADER = TestKey.encode("{\"alg\":\"ES256\"}");

    @Test
    @DisplayName("6 the amr of a sample, whoever signed it")
    void sample() {
        assertEquals(Optional.of(Optional.of(List.of("pwd"))), amr("{\"amr\":[\"pwd\"]}"));
        assertEquals(Optional.of(Optional.of("pwd")), amr("{\"amr\":\"pwd\"}"));
        assertEquals(Optional.of(Optional.empty()), amr("{\"amr\":null}"));
        assertEquals(Optional.of(Optional.empty()), amr("{}"));
    }

    @Test
    @DisplayName("6 a sample has a claim that isn't null")
    void has() {
        UnverifiedToken sample = UnverifiedToken.read(HEADER + "." + TestKey.encode("{\"ext\":7,\"amr\":null}") + ".")
                .orElseThrow();
        assertTrue(sample.has("ext"));
        assertFalse(sample.has("amr"));
        assertFalse(sample.has("acr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"amr\":[],\"amr\":[\"pwd\"]}", "{\"amr\":"})
    @DisplayName("6 a sample whose payload is not one strict JSON object is none")
    void notJson(String payload) {
        assertEquals(Optional.empty(), amr(payload));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "e30.e30", "e30.e30.e30.e30", "e30.e30=.e30", "e30. e30.e30"})
    @DisplayName("6 nor is one that has not three parts, or no base64url in the second")
    void notCompact(String sample) {
        assertEquals(Optional.empty(), UnverifiedToken.read(sample));
    }

    @Test
    @DisplayName("R5.1 a sample has at most 16384 bytes, too")
    void sampleSize() {
        String start = HEADER + ".e30.";
        String largest = start + "x".repeat(16_384 - start.length());
        assertTrue(UnverifiedToken.read(largest).isPresent());
        assertTrue(UnverifiedToken.read(largest + "x").isEmpty());
    }

    @Test
    @DisplayName("R3.2 a signed JWT is three parts of which the first is a JSON object; all else is opaque")
    void signedJwt() {
        assertTrue(TokenVerifier.isSignedJwt(HEADER + ".e30.AA"));
        assertTrue(TokenVerifier.isSignedJwt("e30.."));
        for (String opaque : List.of("", "..", "e30.e30", "e30.e30.e30.e30", HEADER + "=.e30.AA", "W10.e30.AA")) {
            assertFalse(TokenVerifier.isSignedJwt(opaque), opaque);
        }
    }

    @Test
    @DisplayName("5 the iss of a token, whoever signed it, if it is a string of a token that can be read")
    void issuer() {
        assertEquals(Optional.of("https://idp.example.com"), issuer("{\"iss\":\"https://idp.example.com\"}"));
        assertEquals(Optional.of("a"), issuer("{\"act\":{\"iss\":\"b\"},\"iss\":\"a\"}"), "at the top");
        assertEquals(Optional.of("a"), issuer("{\"iss\":\"a\",\"iss\":\"b\"}"), "verification refuses the second");
        for (String payload : List.of("{}", "{\"iss\":1}", "{\"iss\":null}", "[]", "", "{", "{\"iss\"")) {
            assertEquals(Optional.empty(), issuer(payload), payload);
        }
        assertEquals(Optional.empty(), UnverifiedToken.issuer("allow"));
    }

    private static Optional<String> issuer(String payload) {
        return UnverifiedToken.issuer(HEADER + "." + TestKey.encode(payload) + ".");
    }

    private static Optional<Optional<Object>> amr(String payload) {
        return UnverifiedToken.read(HEADER + "." + TestKey.encode(payload) + ".")
                .map(UnverifiedToken::amr);
    }
}
