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
 * @param jwks the IdP's keys as JSON text, when they came with the request or the deployment has them
 * @param at the instant to evaluate at instead of now
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
     * What the sign-in was started with.
     *
     * @param audiences audiences that are trusted beside the client id
     * @param checkAzp whether an {@code azp} must be the client id (OIDC Core leaves that to the client)
     * @param sameTokenResponse whether the caller vouches that both tokens came in one token response (R3.2)
     */
    public record Expect(
            Optional<String> nonce,
            Optional<Duration> maxAge,
            Set<String> audiences,
            boolean checkAzp,
            boolean sameTokenResponse) {

        /** Nothing beyond what every ID token must say. */
        public static final Expect NOTHING_MORE = new Expect(Optional.empty(), Optional.empty(), Set.of(), true, false);

        public Expect {
            audiences = Set.copyOf(audiences);
        }
    }
}
