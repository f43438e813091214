package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import dev.claimsverdict.token.TokenVerifier.Verification;
import dev.claimsverdict.token.VerificationKey.Use;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the verifier makes of each answer of a key source and of the signature check. */
class TokenVerifierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Expectations EXPECTED =
            new Expectations("iss", "client", Set.of(), true, Duration.ZERO, Optional.empty(), Optional.empty());
    private static final TokenVerifier.KeyLocation ANYWHERE =
            new TokenVerifier.KeyLocation(Optional.empty(), Optional.empty());
    private static final String TOKEN = TestKey.ES256.sign(
            "{\"iss\":\"iss\",\"aud\":\"client\",\"sub\":\"someone\",\"iat\":1790000000,\"exp\":1790000001,\"nonce\":null}");

    @Test
    @DisplayName("R5.3 a token that stale keys verify is verified, with a note")
    void stale() {
        Verification.Verified verified =
                assertInstanceOf(Verification.Verified.class, verify(new Keys.Stale(List.of(key("ES256"))), true));
        assertEquals(List.of(FindingCode.KEYS_STALE), codes(verified.notes()));
        assertTrue(verified.token().has("sub"));
        assertFalse(verified.token().has("nonce"), "null is no value");
        assertFalse(verified.token().has("amr"));
    }

    @Test
    @DisplayName("R5.3 a token that stale keys don't verify is refused, with a note")
    void staleAndRefused() {
        assertEquals(
                List.of(FindingCode.TOKEN_SIGNATURE_INVALID, FindingCode.KEYS_STALE),
                codes(refused(new Keys.Stale(List.of(key("ES256"))), false)));
    }

    @Test
    @DisplayName("R5.3 a token that fresh keys verify has no note")
    void fresh() {
        Verification.Verified verified =
                assertInstanceOf(Verification.Verified.class, verify(new Keys.Available(List.of(key("ES256"))), true));
        assertEquals(List.of(), verified.notes());
    }

    @Test
    @DisplayName("R5.3 without keys no token is verified, and the finding says why")
    void unavailable() {
        List<Finding> findings = refused(new Keys.Unavailable("The host is down."), true);
        assertEquals(List.of(FindingCode.KEYS_UNAVAILABLE), codes(findings));
        assertTrue(findings.getFirst().message().startsWith("The host is down."), findings.getFirst()::message);
    }

    @Test
    @DisplayName("R5.3 a key whose alg is another algorithm isn't used (RFC 8725 section 3.1), and the finding says so")
    void otherAlgorithm() {
        List<Finding> findings = refused(new Keys.Available(List.of(key("ES384"))), true);
        assertEquals(List.of(FindingCode.TOKEN_KEY_UNSUITABLE), codes(findings));
        assertTrue(findings.getFirst().message().contains("alg"), findings.getFirst()::message);
    }

    private static VerificationKey key(String algorithm) {
        return new VerificationKey(
                Optional.of(TestKey.ES256.kid()),
                new Use.Verifies(
                        TestKey.ES256.pair().getPublic(), SignatureAlgorithm.KeyType.EC_P256, Optional.of(algorithm)));
    }

    private static List<Finding> refused(Keys keys, boolean signatureValid) {
        return assertInstanceOf(Verification.Refused.class, verify(keys, signatureValid))
                .findings();
    }

    private static Verification verify(Keys keys, boolean signatureValid) {
        TokenVerifier verifier = new TokenVerifier((_, _, _) -> keys, (_, _, _, _) -> signatureValid);
        return verifier.verifyIdToken(TOKEN, Optional.empty(), EXPECTED, ANYWHERE, NOW, "/idToken");
    }

    private static List<FindingCode> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }
}
