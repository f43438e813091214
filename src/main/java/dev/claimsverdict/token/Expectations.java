package dev.claimsverdict.token;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an ID token must contain to be valid for this IdP's client now (R5.4).
 *
 * @param issuer {@code protocol.issuer.url}, compared character by character
 * @param clientId {@code protocol.credentials.client.client_id}
 * @param trustedAudiences audiences that are allowed besides the client id
 * @param checkAzp whether an {@code azp} must be the client id
 * @param skew how far two clocks may be apart
 * @param nonce the nonce that was sent, if one was
 * @param maxAge the longest time since the user signed in at the IdP, if it is limited
 */
public record Expectations(
        String issuer,
        String clientId,
        Set<String> trustedAudiences,
        boolean checkAzp,
        Duration skew,
        Optional<String> nonce,
        Optional<Duration> maxAge) {

    public Expectations {
        trustedAudiences = Set.copyOf(trustedAudiences);
    }
}
