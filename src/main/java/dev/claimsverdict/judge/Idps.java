package dev.claimsverdict.judge;

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

    private Idps() {}

    /** R2.3. */
    static Optional<Finding> inactive(IdpReference.Found found) {
        return found.idp().active()
                ? Optional.empty()
                : Optional.of(Finding.at(found.pointer() + "/status", FindingCode.IDP_INACTIVE));
    }

    /** An id that names no IdP of the deployment's registry. */
    static SignInVerdict unknown(RequestFacts facts, Instant now, Optional<PolicyRule> rule, boolean dryRun) {
        TrustDecision nothing = new TrustDecision(Trust.NONE, false, List.of());
        return new SignIn(facts, facts.decisionId(now), nothing, rule, Optional.empty())
                .rejected(dryRun, List.of(Finding.at("/idpId", FindingCode.IDP_UNKNOWN)));
    }
}
