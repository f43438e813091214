package dev.claimsverdict.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict shows of a verified token. Data of an unverified token never gets here.
 *
 * @param keyId absent if the token named no key
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
