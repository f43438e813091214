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

    private static final String TRUST_CLAIMS = "/policy/trustClaims";

    private final Clock clock;

    /** A judge whose decision ids take the second from this clock; nothing else depends on it. */
    public IdpJudge(Clock clock) {
        this.clock = clock;
    }

    /** Judges a configuration, or a change of one. */
    public ConfigurationVerdict judge(IdpRequest request) {
        Optional<Subject.Readable> before = readable(request.before());
        Optional<Subject.Readable> after = readable(request.after());
        Trust trust = trust(after, request).trust();
        if (before.isPresent() && before.map(Subject.Readable::idp).equals(after.map(Subject.Readable::idp))) {
            return verdict(request, trust, List.of(Finding.at(after.get().pointer(), FindingCode.NO_RELEVANT_CHANGE)));
        }
        List<Finding> findings = new ArrayList<>(request.facts().notes());
        findings.addAll(unreadable(request.before()));
        findings.addAll(unreadable(request.after()));
        before.ifPresent(each -> secret(each, findings));
        after.ifPresent(each -> configuration(each, request, findings));
        if (trust(before, request).trust().mode() == Trust.Mode.CLAIMS_SHARING
                && trust.mode() != Trust.Mode.CLAIMS_SHARING) {
            String pointer = after.map(each -> each.pointer() + TRUST_CLAIMS).orElse("/before");
            findings.add(Finding.at(pointer, FindingCode.TRUST_TURNED_OFF));
        }
        return verdict(request, trust, findings);
    }

    private ConfigurationVerdict verdict(IdpRequest request, Trust trust, List<Finding> findings) {
        RequestFacts facts = request.facts();
        return new ConfigurationVerdict(
                facts.decisionId(clock.instant()), facts.amrTable().edition(), trust, findings);
    }

    private static void configuration(Subject.Readable subject, IdpRequest request, List<Finding> findings) {
        TrustDecision decision = trust(Optional.of(subject), request);
        findings.addAll(decision.findings());
        structure(subject.idp(), subject.pointer(), findings);
        secret(subject, findings);
        if (decision.trust().mode() == Trust.Mode.CLAIMS_SHARING) {
            evidence(request, subject, findings);
        }
    }

    /** The trust in a configuration; in one that isn't there, or can't be read, there is none. */
    private static TrustDecision trust(Optional<Subject.Readable> subject, IdpRequest request) {
        return subject.map(each -> TrustDecision.of(each.idp(), request.facts().org(), each.pointer()))
                .orElse(new TrustDecision(Trust.NONE, false, List.of()));
    }

    private static Optional<Subject.Readable> readable(Optional<Subject> subject) {
        return subject.filter(Subject.Readable.class::isInstance).map(Subject.Readable.class::cast);
    }

    private static List<Finding> unreadable(Optional<Subject> subject) {
        return subject.map(each -> switch (each) {
                    case Subject.Unreadable(List<Finding> reasons) -> reasons;
                    case Subject.Readable _ -> List.<Finding>of();
                })
                .orElse(List.of());
    }

    private static void secret(Subject.Readable subject, List<Finding> findings) {
        if (subject.idp().clientSecretPresent()) {
            findings.add(Finding.at(
                    subject.pointer() + IdpConfiguration.CLIENT_SECRET_POINTER, FindingCode.SECRET_IN_EVENT));
        }
    }

    /** What an OIDC IdP needs to produce an ID token and to have it verified. */
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
            findings.add(
                    Finding.at(pointer + "/status", FindingCode.IDP_INACTIVE).as(Level.INFO));
        }
    }

    private static void need(Optional<?> part, String pointer, FindingCode code, List<Finding> findings) {
        if (part.isEmpty()) {
            findings.add(Finding.at(pointer, code));
        }
    }

    /** Claims sharing is on: does the IdP send AMR values that count? A sample token outranks any list. */
    private static void evidence(IdpRequest request, Subject.Readable subject, List<Finding> findings) {
        Evidence evidence = request.evidence();
        Optional<AmrClaim> sample = sample(evidence, findings)
                .or(() -> evidence.amr()
                        .map(values -> subject.idp().isSaml() ? AmrClaim.saml(values) : new AmrClaim.Values(values)));
        if (sample.isPresent()) {
            String where = readableSample(evidence) ? "/evidence/idToken" : "/evidence/amr";
            findings.add(sampled(request, subject, sample.get(), where));
        } else if (evidence.claimsSupported().isPresent()) {
            findings.add(Finding.at(
                    "/evidence/claimsSupported",
                    evidence.claimsSupported().get().contains("amr")
                            ? FindingCode.AMR_EVIDENCE_PRESENT
                            : FindingCode.AMR_NOT_ADVERTISED));
        } else {
            findings.add(Finding.at(subject.pointer() + TRUST_CLAIMS, FindingCode.AMR_EVIDENCE_MISSING));
        }
    }

    private static boolean readableSample(Evidence evidence) {
        return evidence.idToken().flatMap(TokenVerifier::amrOfSample).isPresent();
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

    private static Finding sampled(IdpRequest request, Subject.Readable subject, AmrClaim claim, String where) {
        AmrRows rows = request.facts().amrTable().claimsSharing();
        List<String> received = claim instanceof AmrClaim.Values(List<String> values) ? values : List.of();
        List<String> counted = rows.count(received, request.facts().org().factorOnly()).counted().stream()
                .map(Counted::value)
                .toList();
        return counted.isEmpty()
                // The field that breaks the flow is the switch, not the sample that shows it.
                ? Finding.at(subject.pointer() + TRUST_CLAIMS, FindingCode.FLOW_BREAKS_NO_AMR)
                : Finding.at(
                        where,
                        FindingCode.AMR_EVIDENCE_PRESENT,
                        "The evidence shows AMR values that count: " + String.join(", ", counted) + ".");
    }
}
