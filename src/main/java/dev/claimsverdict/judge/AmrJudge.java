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

    /**
     * Judges an unverified sample instead of the request's own values. Empty if the sample can't be read.
     *
     * @param sample a token, a SAML response, or AMR values
     */
    public Optional<SignInVerdict> judge(AmrRequest request, IdpRequest.Evidence sample) {
        if (!(request.idp() instanceof IdpReference.Found found)) {
            return Optional.of(judge(request));
        }
        AmrEvidence evidence = new AmrEvidence(sample, found.idp());
        return evidence.sample()
                .map(claim -> judge(
                        new AmrRequest(request.facts(), claim, found, request.rule()),
                        found,
                        evidence.oktaAuth(),
                        sample.idToken().isPresent()
                                ? "/idToken/claims/amr"
                                : sample.samlResponse().isPresent() ? "/samlResponse" : "/amr",
                        clock.instant()));
    }

    private static SignInVerdict judge(AmrRequest request, IdpReference.Found found, Instant now) {
        boolean list = found.idp().isSaml() && request.amr() instanceof AmrClaim.Values;
        AmrRequest read = list
                ? new AmrRequest(
                        request.facts(),
                        AmrClaim.saml(((AmrClaim.Values) request.amr()).values()),
                        request.idp(),
                        request.rule())
                : request;
        return judge(read, found, Optional.empty(), "/amr", now);
    }

    /**
     * Judges a claim.
     *
     * @param oktaAuth the pointer to the evidence that the IdP sends {@code okta_auth}, if there is any (R2.1)
     * @param pointer where the claim is
     */
    private static SignInVerdict judge(
            AmrRequest request, IdpReference.Found found, Optional<String> oktaAuth, String pointer, Instant now) {
        RequestFacts facts = request.facts();
        TrustDecision configured = TrustDecision.of(found.idp(), facts.org(), found.pointer());
        TrustDecision trust = oktaAuth.map(claim -> configured.withOktaAuth(found.idp(), found.pointer(), claim))
                .orElse(configured);
        SignIn signIn = new SignIn(
                SignIn.Subject.DRY_RUN, facts, facts.decisionId(now), trust, request.rule(), Optional.of(found.idp()));
        Optional<Finding> inactive = found.inactive();
        if (inactive.isPresent()) {
            return signIn.rejected(inactive.get());
        }
        return signIn.judge(
                Optional.empty(),
                found.idp().isSaml() ? AmrReport.Source.SAML_ATTRIBUTE : AmrReport.Source.REQUEST,
                request.amr(),
                pointer);
    }
}
