package dev.claimsverdict.token;

import dev.claimsverdict.keys.GivenKeys;
import dev.claimsverdict.keys.JcaSignatureCheck;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The verifier's word on a signature, for published vectors whose payloads are no claims: a signature is accepted when
 * what is found wrong next is the payload, which is not read before.
 */
final class SignatureLevel {

    private static final TokenVerifier VERIFIER = new TokenVerifier(new GivenKeys(), new JcaSignatureCheck());
    private static final Expectations ANY =
            new Expectations("issuer", "client", Set.of(), true, Duration.ZERO, Optional.empty(), Optional.empty());

    private SignatureLevel() {}

    /** Why the token is refused before its payload is read; nothing when its signature is accepted. */
    static Optional<FindingCode> refusal(String token, String jwks) {
        TokenVerifier.KeyLocation keys = new TokenVerifier.KeyLocation(Optional.of(jwks), Optional.empty());
        return switch (VERIFIER.verifyIdToken(token, Optional.empty(), ANY, keys, Instant.EPOCH, "")) {
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
