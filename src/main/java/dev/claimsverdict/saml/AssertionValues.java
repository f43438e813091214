package dev.claimsverdict.saml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The parts of an assertion that are used. {@link VerifiedResponse} explains them. */
record AssertionValues(
        String issuer,
        List<String> audience,
        Instant issuedAt,
        Instant expiresAt,
        Optional<List<String>> sessionAmr,
        Optional<String> authnContextClassRef,
        boolean oktaAuth) {

    AssertionValues {
        audience = List.copyOf(audience);
        sessionAmr = sessionAmr.map(List::copyOf);
    }
}
