package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What both sign-in judges say of an IdP before they look at any AMR. */
final class Idps {

    /** Where the IdP stands in a request. */
    static final String POINTER = "/idp";

    private Idps() {}

    /** R2.3. */
    static Optional<Finding> inactive(IdpConfiguration idp) {
        return idp.active() ? Optional.empty() : Optional.of(Finding.at(POINTER + "/status", FindingCode.IDP_INACTIVE));
    }

    /** An id that names no IdP: this deployment has no registry. */
    static SignInVerdict unknown(RequestFacts facts, Instant now, Optional<PolicyRule> rule, boolean dryRun) {
        TrustDecision nothing = new TrustDecision(Trust.NONE, false, List.of());
        return new SignIn(facts, facts.decisionId(now), nothing, rule)
                .rejected(dryRun, List.of(Finding.at("/idpId", FindingCode.IDP_UNKNOWN)));
    }
}
