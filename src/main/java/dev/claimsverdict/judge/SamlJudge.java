package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.saml.SamlExpectations;
import dev.claimsverdict.saml.SamlVerification;
import dev.claimsverdict.saml.SamlVerifier;
import dev.claimsverdict.saml.VerifiedResponse;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges a sign-in by its SAML response and SAML2 IdP. Every request gets an explained verdict, and an error is never
 * ACCEPTED.
 */
public final class SamlJudge {

    private static final String RESPONSE = "/samlResponse";
    private static final String SESSION_AMR = RESPONSE + "/Assertion/AttributeStatement/session.amr";
    private static final String CLASS_REF = RESPONSE + "/Assertion/AuthnStatement/AuthnContext/AuthnContextClassRef";

    /** The names that SAML and others give to authentication contexts: URNs and URLs without a query. */
    private static final Pattern CLASS_NAME = Pattern.compile("(urn:|https?://)[A-Za-z0-9.:/_-]{1,150}");

    private final Clock clock;

    /** A judge that takes the time from this clock. */
    public SamlJudge(Clock clock) {
        this.clock = clock;
    }

    /** Judges a sign-in by its SAML response. */
    public SignInVerdict judge(SamlRequest request) {
        Instant now = request.at().orElseGet(clock::instant);
        return switch (request.idp()) {
            case IdpReference.Unknown unknown ->
                SignIn.withUnknownIdp(SignIn.Subject.TOKEN, request.facts(), now, request.rule(), unknown);
            case IdpReference.Found found -> judge(request, found, now);
        };
    }

    private static SignInVerdict judge(SamlRequest request, IdpReference.Found found, Instant now) {
        IdpConfiguration idp = found.idp();
        TrustDecision trust = TrustDecision.of(idp, request.facts().org(), found.pointer());
        Optional<String> audience =
                request.expect().audience().or(idp.protocol().samlTrust()::audience);
        Optional<Finding> unfit = found.inactive().or(() -> unfit(request, found, audience));
        if (unfit.isPresent()) {
            return signIn(request, trust, idp, now).rejected(unfit.get());
        }
        SamlExpectations expect = new SamlExpectations(
                idp.protocol().samlTrust().issuer().orElseThrow(),
                audience.orElseThrow(),
                request.expect().recipient(),
                request.expect().inResponseTo(),
                idp.clockSkew());
        return switch (SamlVerifier.verify(request.samlResponse(), request.certificates(), expect, now)) {
            case SamlVerification.Refused(List<Finding> findings) ->
                signIn(request, trust, idp, now).rejected(findings);
            case SamlVerification.Verified(VerifiedResponse response, List<Finding> notes) -> {
                TrustDecision known = response.oktaAuth()
                        ? trust.withOktaAuth(idp, found.pointer(), RESPONSE + "/Assertion/AuthnStatement")
                        : trust;
                SignIn signIn = signIn(request, known, idp, now);
                signIn.note(notes);
                signIn.note(response.authnContextClassRef().map(SamlJudge::ignored).stream()
                        .toList());
                yield signIn.judge(
                        Optional.of(report(response)),
                        AmrReport.Source.SAML_ATTRIBUTE,
                        response.sessionAmr().<AmrClaim>map(AmrClaim::saml).orElseGet(AmrClaim.Missing::new),
                        SESSION_AMR);
            }
        };
    }

    private static SignIn signIn(SamlRequest request, TrustDecision trust, IdpConfiguration idp, Instant now) {
        return new SignIn(
                SignIn.Subject.TOKEN,
                request.facts(),
                request.facts().decisionId(now),
                trust,
                request.rule(),
                Optional.of(idp));
    }

    /** Names the class only if it has the form of a name, so that a message repeats no other text from an IdP. */
    private static Finding ignored(String classRef) {
        return CLASS_NAME.matcher(classRef).matches()
                ? Finding.at(
                        CLASS_REF,
                        FindingCode.SAML_AUTHN_CONTEXT_IGNORED,
                        "The assertion's AuthnContextClassRef is " + classRef
                                + ". Okta ignores it: it reads how the user signed in from session.amr alone.")
                : Finding.at(CLASS_REF, FindingCode.SAML_AUTHN_CONTEXT_IGNORED);
    }

    private static TokenReport report(VerifiedResponse response) {
        return new TokenReport(
                response.issuer(),
                response.audience(),
                Optional.of(response.certificate().sha256()),
                response.algorithm(),
                response.issuedAt(),
                response.expiresAt());
    }

    /** Why no response can be verified, if so. */
    private static Optional<Finding> unfit(SamlRequest request, IdpReference.Found found, Optional<String> audience) {
        IdpConfiguration idp = found.idp();
        if (!idp.isSaml()) {
            return Optional.of(Finding.at(found.pointer() + "/type", FindingCode.SAML_IDP_NOT_SAML2));
        }
        if (idp.protocol().samlTrust().issuer().isEmpty()) {
            return Optional.of(Finding.at(
                    found.pointer() + IdpConfiguration.SAML_ISSUER_POINTER,
                    FindingCode.SAML_ISSUER_MISMATCH,
                    "The IdP has no protocol.credentials.trust.issuer to compare the response's Issuer with, so the"
                            + " response is refused."));
        }
        if (audience.isEmpty()) {
            return Optional.of(Finding.at(
                    found.pointer() + IdpConfiguration.SAML_AUDIENCE_POINTER,
                    FindingCode.SAML_AUDIENCE_MISMATCH,
                    "Neither the IdP's protocol.credentials.trust.audience nor expect.audience says who the response"
                            + " must be meant for, so it is refused."));
        }
        return request.certificates().isEmpty()
                ? Optional.of(Finding.at(
                        "/certificates",
                        FindingCode.KEYS_UNAVAILABLE,
                        "There is no certificate to verify the SAML response with, so it is refused."))
                : Optional.empty();
    }
}
