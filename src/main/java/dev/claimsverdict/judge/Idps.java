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

/** Checks of an IdP that both sign-in judges make before they look at AMR values. */
final class Idps {

    private Idps() {}

    /** R2.3. */
    static Optional<Finding> inactive(IdpReference.Found found) {
        return found.idp().active()
                ? Optional.empty()
                : Optional.of(Finding.at(found.pointer() + "/status", FindingCode.IDP_INACTIVE));
    }

    /** The verdict for an id that isn't in the deployment's registry. */
    static SignInVerdict unknown(RequestFacts facts, Instant now, Optional<PolicyRule> rule, boolean dryRun) {
        TrustDecision nothing = new TrustDecision(Trust.NONE, false, List.of());
        return new SignIn(facts, facts.decisionId(now), nothing, rule, Optional.empty())
                .rejected(dryRun, List.of(Finding.at("/idpId", FindingCode.IDP_UNKNOWN)));
    }
}
