package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureAlgorithmTest {

    @Test
    @DisplayName("R5.2 ten algorithms have names in a header, and each name finds its own")
    void names() {
        assertEquals(
                List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"),
                Arrays.stream(SignatureAlgorithm.values())
                        .map(SignatureAlgorithm::joseName)
                        .toList());
        for (SignatureAlgorithm each : SignatureAlgorithm.values()) {
            assertEquals(Optional.of(each), SignatureAlgorithm.of(each.joseName()));
        }
    }

    @Test
    @DisplayName("R5.2 Ed25519 is EdDSA's other name (RFC 9864)")
    void ed25519() {
        assertEquals(Optional.of(SignatureAlgorithm.ED25519), SignatureAlgorithm.of("Ed25519"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "HS256", "ES256K", "Ed448", "rs256", "RS256 ", "RSA1_5"})
    @DisplayName("R5.2 no other name is an algorithm")
    void others(String name) {
        assertEquals(Optional.empty(), SignatureAlgorithm.of(name));
    }
}
