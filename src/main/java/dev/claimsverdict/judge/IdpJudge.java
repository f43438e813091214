package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.IdpRequest.Evidence;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a configuration of an IdP does to signing in through it (section 6). */
public final class IdpJudge {

    private final Clock clock;

    /** A judge whose decision ids take the second from this clock; nothing else depends on it. */
    public IdpJudge(Clock clock) {
        this.clock = clock;
    }

    /** Judges a configuration. */
    public ConfigurationVerdict judge(IdpRequest request) {
        RequestFacts facts = request.facts();
        List<Finding> findings = new ArrayList<>(facts.notes());
        Trust trust =
                switch (request.after()) {
                    case Subject.Unreadable(List<Finding> reasons) -> {
                        findings.addAll(reasons);
                        yield Trust.NONE;
                    }
                    case Subject.Readable(IdpConfiguration idp, String pointer) -> {
                        TrustDecision decision = TrustDecision.of(idp, facts.org(), pointer);
                        findings.addAll(decision.findings());
                        structure(idp, pointer, findings);
                        if (decision.trust().mode() == Trust.Mode.CLAIMS_SHARING) {
                            evidence(request, pointer, findings);
                        }
                        yield decision.trust();
                    }
                };
        return new ConfigurationVerdict(
                facts.decisionId(clock.instant()), facts.amrTable().edition(), trust, findings);
    }

    /** What an OIDC IdP needs to produce an ID token and to have it verified; and what should not be in it. */
    private static void structure(IdpConfiguration idp, String pointer, List<Finding> findings) {
        if (idp.isOidc()) {
            need(idp.issuer(), pointer + IdpConfiguration.ISSUER_POINTER, FindingCode.OIDC_ISSUER_MISSING, findings);
            need(
                    idp.clientId(),
                    pointer + IdpConfiguration.CLIENT_ID_POINTER,
                    FindingCode.OIDC_CLIENT_ID_MISSING,
                    findings);
            need(idp.jwksUrl(), pointer + IdpConfiguration.JWKS_POINTER, FindingCode.OIDC_JWKS_MISSING, findings);
            need(
                    idp.scopes().filter(scopes -> scopes.contains("openid")),
                    pointer + "/protocol/scopes",
                    FindingCode.OPENID_SCOPE_MISSING,
                    findings);
        }
        if (!idp.active() && (idp.trustClaims() || idp.mapAmrClaims())) {
            findings.add(Finding.at(pointer + "/status", FindingCode.IDP_INACTIVE).as(Level.INFO));
        }
    }

    private static void need(Optional<?> part, String pointer, FindingCode code, List<Finding> findings) {
        if (part.isEmpty()) {
            findings.add(Finding.at(pointer, code));
        }
    }

    /** Claims sharing is on: does the IdP send AMR values that count? A sample token outranks any list. */
    private static void evidence(IdpRequest request, String pointer, List<Finding> findings) {
        Evidence evidence = request.evidence();
        Optional<AmrClaim> sample = sample(evidence, findings).or(() -> evidence.amr().map(AmrClaim.Values::new));
        String where = evidence.idToken().isPresent() ? "/evidence/idToken" : "/evidence/amr";
        if (sample.isPresent()) {
            findings.add(sampled(request, sample.get(), where));
        } else if (evidence.claimsSupported().isPresent()) {
            findings.add(Finding.at(
                    "/evidence/claimsSupported",
                    evidence.claimsSupported().get().contains("amr")
                            ? FindingCode.AMR_EVIDENCE_PRESENT
                            : FindingCode.AMR_NOT_ADVERTISED));
        } else {
            findings.add(Finding.at(pointer + "/policy/trustClaims", FindingCode.AMR_EVIDENCE_MISSING));
        }
    }

    /** The amr of the sample token; one that can't be read is no evidence, and that is said. */
    private static Optional<AmrClaim> sample(Evidence evidence, List<Finding> findings) {
        Optional<AmrClaim> amr =
                evidence.idToken().flatMap(TokenVerifier::amrOfSample).map(AmrClaim::of);
        if (evidence.idToken().isPresent() && amr.isEmpty()) {
            findings.add(Finding.at(
                            "/evidence/idToken",
                            FindingCode.TOKEN_MALFORMED,
                            "The sample is not a signed JWT that can be read, so it is no evidence.")
                    .as(Level.WARNING));
        }
        return amr;
    }

    private static Finding sampled(IdpRequest request, AmrClaim claim, String pointer) {
        AmrRows rows = request.facts().amrTable().claimsSharing();
        List<String> received = claim instanceof AmrClaim.Values(List<String> values) ? values : List.of();
        List<String> counted =
                rows.count(received, request.facts().org().factorOnly()).counted().stream()
                        .map(Counted::value)
                        .toList();
        return counted.isEmpty()
                ? Finding.at(pointer, FindingCode.FLOW_BREAKS_NO_AMR)
                : Finding.at(
                        pointer,
                        FindingCode.AMR_EVIDENCE_PRESENT,
                        "The evidence shows AMR values that count: " + String.join(", ", counted) + ".");
    }
}
