package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.OktaToOkta;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.token.Expectations;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.token.TokenVerifier.Verification;
import dev.claimsverdict.token.VerifiedToken;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.SignInVerdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges a sign-in by its token and IdP. Every request gets an explained verdict, and an error is never ACCEPTED. */
public final class TokenJudge {

    private static final String ID_TOKEN = "/idToken";
    private static final String ACCESS_TOKEN = "/accessToken";

    private final TokenVerifier verifier;
    private final Clock clock;

    /** A judge with this verifier and this clock. */
    public TokenJudge(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** Judges a sign-in by its tokens. */
    public SignInVerdict judge(TokenRequest request) {
        Instant now = request.at().orElseGet(clock::instant);
        return switch (request.idp()) {
            case IdpReference.Unknown unknown ->
                SignIn.withUnknownIdp(SignIn.Subject.TOKEN, request.facts(), now, request.rule(), unknown);
            case IdpReference.Found found -> judge(request, found, now);
        };
    }

    private SignInVerdict judge(TokenRequest request, IdpReference.Found found, Instant now) {
        IdpConfiguration idp = found.idp();
        TrustDecision trust = TrustDecision.of(idp, request.facts().org(), found.pointer());
        String decisionId = request.facts().decisionId(now);
        SignIn unverified =
                new SignIn(SignIn.Subject.TOKEN, request.facts(), decisionId, trust, request.rule(), Optional.of(idp));
        Optional<Finding> unfit = found.inactive().or(() -> noIdTokens(found));
        if (unfit.isPresent()) {
            return unverified.rejected(unfit.get());
        }
        Expectations expect = new Expectations(
                idp.protocol().issuer().orElseThrow(),
                idp.protocol().clientId().orElseThrow(),
                request.expect().audiences(),
                request.expect().checkAzp(),
                idp.clockSkew(),
                request.expect().nonce(),
                request.expect().maxAge());
        TokenVerifier.KeyLocation keys =
                new TokenVerifier.KeyLocation(request.jwks(), idp.protocol().jwksUrl());
        Verification verification =
                verifier.verifyIdToken(request.idToken(), request.accessToken(), expect, keys, now, ID_TOKEN);
        return switch (verification) {
            case Verification.Refused(List<Finding> findings) -> unverified.rejected(findings);
            case Verification.Verified(VerifiedToken token, List<Finding> notes) -> {
                TrustDecision known = token.has(OktaToOkta.CLAIM)
                        ? trust.withOktaAuth(idp, found.pointer(), ID_TOKEN + "/claims/" + OktaToOkta.CLAIM)
                        : trust;
                SignIn signIn = new SignIn(
                        SignIn.Subject.TOKEN, request.facts(), decisionId, known, request.rule(), Optional.of(idp));
                signIn.note(notes);
                AmrClaim claim = AmrClaim.of(token.amr());
                Optional<String> fallback = readsAccessToken(known, claim) ? request.accessToken() : Optional.empty();
                yield fallback.filter(TokenVerifier::isSignedJwt)
                        .map(accessToken -> withAccessToken(
                                signIn,
                                token,
                                accessToken,
                                request.expect().sameTokenResponse(),
                                expect,
                                keys,
                                now,
                                claim))
                        .orElseGet(() -> signIn.judge(
                                Optional.of(token.report()),
                                AmrReport.Source.ID_TOKEN,
                                claim,
                                ID_TOKEN + "/claims/amr"));
            }
        };
    }

    /** R3.2: only under claims sharing, for which Okta documents it, and only if the ID token has no AMR values. */
    private static boolean readsAccessToken(TrustDecision trust, AmrClaim claim) {
        return trust.sharesAmr() && !claim.hasValues();
    }

    private SignInVerdict withAccessToken(
            SignIn signIn,
            VerifiedToken idToken,
            String accessToken,
            boolean sameTokenResponse,
            Expectations expect,
            TokenVerifier.KeyLocation keys,
            Instant now,
            AmrClaim idTokenClaim) {
        Verification verification =
                verifier.verifyAccessToken(accessToken, expect.issuer(), expect.skew(), keys, now, ACCESS_TOKEN);
        return switch (verification) {
            case Verification.Refused(List<Finding> findings) ->
                signIn.rejected(Finding.at(
                        ACCESS_TOKEN,
                        FindingCode.ACCESS_TOKEN_INVALID,
                        FindingCode.ACCESS_TOKEN_INVALID.sentence() + " It is refused with "
                                + findings.getFirst().code() + ": "
                                + findings.getFirst().message()));
            case Verification.Verified(VerifiedToken token, List<Finding> _)
            when !sameTokenResponse && !token.belongsTo(idToken) ->
                signIn.rejected(Finding.at(ACCESS_TOKEN, FindingCode.ACCESS_TOKEN_NOT_BOUND));
            case Verification.Verified(VerifiedToken token, List<Finding> notes) -> {
                signIn.note(notes);
                AmrClaim claim = AmrClaim.of(token.amr());
                yield claim.hasValues()
                        ? signIn.judge(
                                Optional.of(idToken.report()),
                                AmrReport.Source.ACCESS_TOKEN,
                                claim,
                                ACCESS_TOKEN + "/claims/amr")
                        : signIn.judge(
                                Optional.of(idToken.report()),
                                AmrReport.Source.ID_TOKEN,
                                idTokenClaim,
                                ID_TOKEN + "/claims/amr");
            }
        };
    }

    /** Why no ID token of this IdP can be verified, if so. */
    private static Optional<Finding> noIdTokens(IdpReference.Found found) {
        IdpConfiguration idp = found.idp();
        boolean otherProtocol =
                idp.protocol().type().filter(type -> !type.equals("OIDC")).isPresent();
        if (idp.isSaml() || idp.protocol().issuer().isEmpty() && otherProtocol) {
            return Optional.of(Finding.at(found.pointer() + "/type", FindingCode.TOKEN_NOT_OIDC));
        }
        if (idp.protocol().issuer().isEmpty()) {
            return Optional.of(
                    Finding.at(found.pointer() + IdpConfiguration.ISSUER_POINTER, FindingCode.OIDC_ISSUER_MISSING));
        }
        if (idp.protocol().clientId().isEmpty()) {
            return Optional.of(Finding.at(
                    found.pointer() + IdpConfiguration.CLIENT_ID_POINTER, FindingCode.OIDC_CLIENT_ID_MISSING));
        }
        return Optional.empty();
    }
}
