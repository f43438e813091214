package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpChecks;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
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

    /** Judges a configuration, or a change of one. */
    public ConfigurationVerdict judge(IdpRequest request) {
        Optional<Subject.Readable> before = readable(request.before());
        Optional<Subject.Readable> after = readable(request.after());
        Trust trust = trust(after, request).trust();
        if (before.isPresent() && before.map(Subject.Readable::idp).equals(after.map(Subject.Readable::idp))) {
            return verdict(
                    request.facts(), trust, List.of(Finding.at(after.get().pointer(), FindingCode.NO_RELEVANT_CHANGE)));
        }
        List<Finding> findings = new ArrayList<>(request.facts().notes());
        List<Finding> unreadable = new ArrayList<>(unreadable(request.before()));
        unreadable.addAll(unreadable(request.after()));
        findings.addAll(unreadable);
        before.ifPresent(each -> secret(each, findings));
        after.ifPresent(each -> configuration(each, request, findings));
        if (unreadable.isEmpty()) {
            // Else something that can't be read would be taken for a deletion.
            findings.addAll(new TrustChange(request).findings(before, after));
        }
        return verdict(request.facts(), trust, findings);
    }

    /** Judges a change of which little or nothing is known but that there was one. */
    public ConfigurationVerdict judge(IdpNotice notice) {
        RequestFacts facts = notice.facts();
        List<Finding> findings = new ArrayList<>(facts.notes());
        findings.add(Finding.at(notice.pointer(), FindingCode.CONFIG_NOT_IN_EVENT));
        boolean trusted = notice.trustedAfter().orElse(false);
        boolean shares = trusted && facts.org().claimsSharing();
        if (shares) {
            findings.add(Finding.at(notice.pointer(), FindingCode.AMR_EVIDENCE_MISSING));
        } else if (trusted) {
            findings.add(Finding.at(notice.pointer(), FindingCode.CLAIMS_SHARING_FEATURE_OFF));
        } else if (notice.trustedBefore().orElse(false) && notice.trustedAfter().isPresent()) {
            findings.add(Finding.at(notice.pointer(), FindingCode.TRUST_TURNED_OFF));
        }
        return verdict(facts, shares ? Trust.of(Trust.Mode.CLAIMS_SHARING) : Trust.NONE, findings);
    }

    private ConfigurationVerdict verdict(RequestFacts facts, Trust trust, List<Finding> findings) {
        return new ConfigurationVerdict(
                facts.decisionId(clock.instant()), facts.amrTable().edition(), trust, findings);
    }

    private static void configuration(Subject.Readable subject, IdpRequest request, List<Finding> findings) {
        TrustDecision decision = trust(Optional.of(subject), request);
        findings.addAll(decision.findings());
        findings.addAll(IdpChecks.of(subject.idp(), subject.pointer()));
        secret(subject, findings);
        if (decision.trust().mode() == Trust.Mode.CLAIMS_SHARING) {
            findings.addAll(AmrEvidence.findings(request, subject));
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
        if (subject.idp().protocol().clientSecretPresent()) {
            findings.add(Finding.at(
                    subject.pointer() + IdpConfiguration.CLIENT_SECRET_POINTER, FindingCode.SECRET_IN_EVENT));
        }
    }
}
