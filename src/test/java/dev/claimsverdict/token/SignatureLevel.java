package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.token.VerificationKey.Use;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The verifier's word on a signature, for published vectors whose payloads are no claims: a signature is accepted when
 * what is found wrong next is the payload, which is not read before. Both providers must say the same
 * (docs/adr/0007).
 */
final class SignatureLevel {

    private static final GivenKeys KEYS = new GivenKeys();
    private static final TokenVerifier VERIFIER = new TokenVerifier(KEYS, new JcaSignatureCheck());
    private static final TokenVerifier BY_JDK =
            new TokenVerifier((jwks, url, kid) -> ofJdk(KEYS.keys(jwks, url, kid)), JcaSignatureCheck.ofJdk());
    private static final Expectations ANY =
            new Expectations("issuer", "client", Set.of(), true, Duration.ZERO, Optional.empty(), Optional.empty());

    private SignatureLevel() {}

    /** Why the token is refused before its payload is read; nothing when its signature is accepted. */
    static Optional<FindingCode> refusal(String token, String jwks) {
        Optional<FindingCode> refusal = refusal(token, jwks, VERIFIER);
        assertEquals(refusal(token, jwks, BY_JDK), refusal, "the JDK's providers say otherwise than the fastest");
        return refusal;
    }

    /** The keys in the JDK's own form, as where there is no other provider. */
    private static KeySource.Keys ofJdk(KeySource.Keys keys) {
        return keys instanceof KeySource.Keys.Available(List<VerificationKey> all)
                ? new KeySource.Keys.Available(
                        all.stream().map(SignatureLevel::ofJdk).toList())
                : keys;
    }

    private static VerificationKey ofJdk(VerificationKey key) {
        return key.use() instanceof Use.Verifies(PublicKey used, var type, var algorithm)
                ? new VerificationKey(key.kid(), new Use.Verifies(ofJdk(used), type, algorithm))
                : key;
    }

    private static PublicKey ofJdk(PublicKey key) {
        try {
            return KeyFactory.getInstance(key.getAlgorithm()).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<FindingCode> refusal(String token, String jwks, TokenVerifier verifier) {
        TokenVerifier.KeyLocation keys =
                new TokenVerifier.KeyLocation(JsonObject.parse(jwks).map(JwksByValue::of), Optional.empty());
        return switch (verifier.verifyIdToken(token, Optional.empty(), ANY, keys, Instant.EPOCH, "")) {
            case TokenVerifier.Verification.Verified _ -> Optional.empty();
            case TokenVerifier.Verification.Refused refused -> {
                Finding finding = refused.findings().getFirst();
                yield finding.pointer().orElse("").startsWith("/claims")
                        ? Optional.empty()
                        : Optional.of(finding.code());
            }
        };
    }
}
