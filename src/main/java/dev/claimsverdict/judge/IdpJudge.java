package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpChecks;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what an IdP's configuration does to sign-in through it (docs/rules.md, Configurations). */
public final class IdpJudge {

    private final Clock clock;

    /** A judge whose decision ids depend on this clock's second. Nothing else depends on the clock. */
    public IdpJudge(Clock clock) {
        this.clock = clock;
    }

    /** A judge of changes of the org's other objects, with the same clock. */
    public RuleJudge rules() {
        return new RuleJudge(clock);
    }

    /** Judges a configuration, or a change of one. */
    public ConfigurationVerdict judge(IdpRequest request) {
        return judge(request, new RuleReach(request.facts().org()));
    }

    /** Judges changes in one org. A rule that several of them have in their context is evaluated once. */
    public List<ConfigurationVerdict> judge(List<IdpRequest> ofOneOrg) {
        if (ofOneOrg.isEmpty()) {
            return List.of();
        }
        RuleReach reach = new RuleReach(ofOneOrg.getFirst().facts().org());
        return ofOneOrg.stream().map(request -> judge(request, reach)).toList();
    }

    private ConfigurationVerdict judge(IdpRequest request, RuleReach reach) {
        return judge(request, request.facts().decisionId(clock.instant()), reach);
    }

    /**
     * Judges one of many requests about the same org.
     *
     * @param reach shared by the requests, which have the same rules
     */
    static ConfigurationVerdict judge(IdpRequest request, String decisionId, RuleReach reach) {
        Optional<Subject.Readable> before = readable(request.before());
        Optional<Subject.Readable> after = readable(request.after());
        Trust trust = trust(after, request).trust();
        if (before.isPresent()
                && after.filter(each -> each.idp().isEquivalentTo(before.get().idp()))
                        .isPresent()) {
            return verdict(
                    request.facts(),
                    decisionId,
                    trust,
                    List.of(Finding.at(after.get().pointer(), FindingCode.NO_RELEVANT_CHANGE)));
        }
        Optional<AmrEvidence> evidence = after.map(each -> new AmrEvidence(request.evidence(), each.idp()));
        TrustChange change = new TrustChange(request, before, after, reach);
        List<Finding> findings = findings(request, change, before, after, evidence);
        List<Finding> disagree = new ArrayList<>(0);
        for (AmrTable.Other other : request.facts().amrTable().others()) {
            // Usually nothing differs, and then nothing is judged twice (R1.4).
            if (evidence.filter(each -> other.differsOn(each.values())).isPresent()
                    || change.reachDiffers(other.table())) {
                IdpRequest there = request.by(other.table());
                EditionsDisagree.onConfiguration(
                                request.facts().amrTable(),
                                findings,
                                other.table(),
                                findings(there, new TrustChange(there, before, after, reach), before, after, evidence))
                        .ifPresent(disagree::add);
            }
        }
        findings.addAll(disagree);
        // Only findings that are reported get their provider's page: the first hundred, when thousands of rules are out
        // of reach.
        List<Finding> reported = new ArrayList<>(Finding.ordered(findings));
        after.ifPresent(each -> ProviderAdvice.add(reported, each.idp()));
        return verdict(request.facts(), decisionId, trust, reported);
    }

    /** The pointer of the rule because of which a change gets {@link FindingCode#LAST_TRUSTED_IDP}, if it does. */
    public static Optional<String> neededBy(IdpRequest request) {
        RuleReach reach = new RuleReach(request.facts().org());
        return new TrustChange(request, readable(request.before()), readable(request.after()), reach)
                .neededBy()
                .map(PolicyRule::pointer);
    }

    private static List<Finding> findings(
            IdpRequest request,
            TrustChange change,
            Optional<Subject.Readable> before,
            Optional<Subject.Readable> after,
            Optional<AmrEvidence> evidence) {
        List<Finding> findings = new ArrayList<>(request.facts().notes());
        List<Finding> unreadable = new ArrayList<>(unreadable(request.before()));
        unreadable.addAll(unreadable(request.after()));
        findings.addAll(unreadable);
        before.ifPresent(each -> secret(each, findings));
        after.ifPresent(each -> {
            secret(each, findings);
            if (change.endsSignIn()) {
                findings.addAll(IdpChecks.withoutTrust(each.idp(), each.pointer()));
            } else {
                configuration(each, request, evidence.orElseThrow(), findings);
            }
        });
        if (unreadable.isEmpty()) {
            // Otherwise an unreadable configuration would look like a deletion.
            findings.addAll(change.findings(evidence));
        }
        return findings;
    }

    /** Judges a change whose content is mostly unknown. */
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
        return verdict(
                facts,
                facts.decisionId(clock.instant()),
                shares ? Trust.of(Trust.Mode.CLAIMS_SHARING) : Trust.NONE,
                findings);
    }

    private static ConfigurationVerdict verdict(
            RequestFacts facts, String decisionId, Trust trust, List<Finding> findings) {
        return new ConfigurationVerdict(decisionId, facts.amrTable().edition(), trust, findings);
    }

    private static void configuration(
            Subject.Readable subject, IdpRequest request, AmrEvidence evidence, List<Finding> findings) {
        TrustDecision configured = trust(Optional.of(subject), request);
        TrustDecision decision = evidence.oktaAuth()
                .map(claim -> configured.withOktaAuth(subject.idp(), subject.pointer(), claim))
                .orElse(configured);
        findings.addAll(decision.findings());
        findings.addAll(IdpChecks.of(subject.idp(), subject.pointer()));
        if (decision.sharesAmr()) {
            findings.addAll(evidence.findings(request.facts(), subject.pointer()));
            if (subject.idp().isSaml()) {
                findings.add(Finding.at(
                        subject.pointer() + IdpConfiguration.TRUST_CLAIMS_POINTER, FindingCode.SAML_TOKEN_EXCHANGE));
            }
        }
    }

    /** The trust decision for a configuration. An absent or unreadable one isn't trusted. */
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
