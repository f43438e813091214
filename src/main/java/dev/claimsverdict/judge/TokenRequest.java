package dev.claimsverdict.judge;

import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.token.JwksByValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token to judge (docs/reference.md, Token request).
 *
 * @param jwks the IdP's keys, if the request or the registry has them
 * @param at the instant to judge at; absent for now
 */
public record TokenRequest(
        RequestFacts facts,
        String idToken,
        Optional<String> accessToken,
        IdpReference idp,
        Optional<JwksByValue> jwks,
        Optional<PolicyRule> rule,
        Expect expect,
        Optional<Instant> at) {

    /**
     * What the caller expects of the token.
     *
     * @param audiences audiences that are trusted besides the client id
     * @param checkAzp whether an {@code azp} must be the client id (OIDC Core leaves that to the client)
     * @param sameTokenResponse whether the caller guarantees that both tokens came in one token response (R3.2)
     */
    public record Expect(
            Optional<String> nonce,
            Optional<Duration> maxAge,
            Set<String> audiences,
            boolean checkAzp,
            boolean sameTokenResponse) {

        /** No expectation beyond what every ID token must meet. */
        public static final Expect NOTHING_MORE = new Expect(Optional.empty(), Optional.empty(), Set.of(), true, false);

        public Expect {
            audiences = Set.copyOf(audiences);
        }
    }
}
