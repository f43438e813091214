package dev.claimsverdict.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verified token as a verdict shows it. Nothing of an unverified token ever gets here.
 *
 * @param keyId absent when the token named no key
 */
public record TokenReport(
        String issuer,
        List<String> audience,
        Optional<String> keyId,
        String algorithm,
        Instant issuedAt,
        Instant expiresAt) {

    public TokenReport {
        audience = List.copyOf(audience);
    }
}
