package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.policy.PolicyRule;
import java.util.Optional;

/**
 * AMR values that nobody signed: a dry run, or the values that Okta's token hook sends.
 *
 * @param amr the AMR values; for a SAML2 IdP those of {@code session.amr}
 */
public record AmrRequest(RequestFacts facts, AmrClaim amr, IdpReference idp, Optional<PolicyRule> rule) {}
