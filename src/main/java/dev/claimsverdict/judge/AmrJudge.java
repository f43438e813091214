package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.SignInVerdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Judges AMR values that nobody signed, in the same way as a token's values. */
public final class AmrJudge {

    private final Clock clock;

    /** A judge whose decision ids depend on this clock's second. Nothing else depends on the clock. */
    public AmrJudge(Clock clock) {
        this.clock = clock;
    }

    /** Judges a dry run. */
    public SignInVerdict judge(AmrRequest request) {
        Instant now = clock.instant();
        return switch (request.idp()) {
            case IdpReference.Unknown unknown ->
                SignIn.withUnknownIdp(SignIn.Subject.DRY_RUN, request.facts(), now, request.rule(), unknown);
            case IdpReference.Found found -> judge(request, found, now);
        };
    }

    private static SignInVerdict judge(AmrRequest request, IdpReference.Found found, Instant now) {
        RequestFacts facts = request.facts();
        TrustDecision trust = TrustDecision.of(found.idp(), facts.org(), found.pointer());
        SignIn signIn = new SignIn(
                SignIn.Subject.DRY_RUN, facts, facts.decisionId(now), trust, request.rule(), Optional.of(found.idp()));
        Optional<Finding> inactive = found.inactive();
        if (inactive.isPresent()) {
            return signIn.rejected(inactive.get());
        }
        boolean saml = found.idp().isSaml();
        return signIn.judge(
                Optional.empty(),
                saml ? AmrReport.Source.SAML_ATTRIBUTE : AmrReport.Source.REQUEST,
                saml && request.amr() instanceof AmrClaim.Values(var values) ? AmrClaim.saml(values) : request.amr(),
                "/amr");
    }
}
