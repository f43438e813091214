package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.EditionsDisagree.SignInOutcome;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.RuleEvaluation;
import dev.claimsverdict.policy.RuleResult;
import dev.claimsverdict.policy.SmallestSets;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.RuleReport;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import dev.claimsverdict.verdict.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a verdict from an {@code amr}, a trust decision and a rule. Tokens and dry runs share this. */
final class SignIn {

    /** What a verdict is about. */
    enum Subject {
        /** A sign-in with a token or a SAML response. */
        TOKEN,
        /** AMR values that nobody signed. */
        DRY_RUN
    }

    private final Subject subject;
    private final RequestFacts facts;
    private final String decisionId;
    private final TrustDecision trust;
    private final Optional<PolicyRule> rule;
    private final Optional<IdpConfiguration> idp;
    private final AmrRows rows;
    private final List<Finding> findings = new ArrayList<>();

    SignIn(
            Subject subject,
            RequestFacts facts,
            String decisionId,
            TrustDecision trust,
            Optional<PolicyRule> rule,
            Optional<IdpConfiguration> idp) {
        this.subject = subject;
        this.facts = facts;
        this.decisionId = decisionId;
        this.trust = trust;
        this.rule = rule;
        this.idp = idp;
        this.rows = rows(trust, facts.amrTable());
        findings.addAll(facts.notes());
        findings.addAll(trust.findings());
    }

    /** The table by which claims are read, or would be if they were trusted. */
    static AmrRows rows(TrustDecision trust, AmrTable table) {
        return trust.trust().mode() == Trust.Mode.LEGACY_MAPPING ? table.legacyMapping() : table.claimsSharing();
    }

    /** The verdict for an {@code idpId} that isn't in the deployment's registry. */
    static SignInVerdict withUnknownIdp(
            Subject subject, RequestFacts facts, Instant now, Optional<PolicyRule> rule, IdpReference.Unknown unknown) {
        TrustDecision nothing = new TrustDecision(Trust.NONE, false, List.of());
        return new SignIn(subject, facts, facts.decisionId(now), nothing, rule, Optional.empty())
                .rejected(unknown.finding());
    }

    /** Adds notes to the verdict. */
    void note(List<Finding> notes) {
        findings.addAll(notes);
    }

    /** The verdict for a sign-in that fails before AMR values matter. It shows nothing of the token. */
    SignInVerdict rejected(Finding reason) {
        return rejected(List.of(reason));
    }

    /** The verdict for a sign-in that fails for several reasons. */
    SignInVerdict rejected(List<Finding> reasons) {
        findings.addAll(reasons);
        return new SignInVerdict(
                subject == Subject.DRY_RUN,
                decisionId,
                facts.amrTable().edition(),
                trust.trust(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rule.map(each -> ruleReport(each, evaluate(each, CountedAmr.NOTHING), CountedAmr.NOTHING)),
                findings);
    }

    /**
     * Judges an {@code amr} that came, or could come, from the IdP.
     *
     * @param token the verified token that contained it; absent in a dry run
     * @param pointer where the {@code amr} is in the request
     */
    SignInVerdict judge(Optional<TokenReport> token, AmrReport.Source source, AmrClaim claim, String pointer) {
        List<String> values = values(claim);
        Received received = receive(claim, pointer);
        CountedAmr amr = received.amr();
        Optional<RuleResult> result = rule.map(each -> evaluate(each, amr));
        List<Finding> reported = new ArrayList<>(received.under(result));
        for (Received there : elsewhere(claim, pointer)) {
            SignInOutcome own = received.outcome(result);
            SignInOutcome other = there.outcome(rule.map(each -> evaluate(each, there.amr())));
            if (!own.equals(other)) {
                reported.add(EditionsDisagree.onSignIn(facts.amrTable(), own, there.edition(), other, values));
            }
        }
        idp.ifPresent(each -> ProviderAdvice.add(reported, each));
        return new SignInVerdict(
                subject == Subject.DRY_RUN,
                decisionId,
                facts.amrTable().edition(),
                trust.trust(),
                Optional.of(new AmrReport(source, values, amr.counted(), amr.ignored())),
                Optional.of(amr.assurance()),
                token,
                rule.map(each -> ruleReport(each, result.orElseThrow(), amr)),
                reported);
    }

    /** Prepares to judge an {@code amr} under very many rules, as {@link #judge} does under one. */
    Glances glances(AmrClaim claim) {
        return new Glances(receive(claim, ""), elsewhere(claim, ""));
    }

    /** Judges one {@code amr} under many rules. */
    final class Glances {

        private final Received own;
        private final List<Received> elsewhere;
        private final Map<Received, RuleEvaluation> evaluations = new IdentityHashMap<>();

        private Glances(Received own, List<Received> elsewhere) {
            this.own = own;
            this.elsewhere = elsewhere;
        }

        Glance under(PolicyRule policyRule) {
            RuleResult result = evaluated(policyRule, own);
            SignInOutcome outcome = own.outcome(Optional.of(result));
            List<Elsewhere> others = new ArrayList<>(0);
            for (Received there : elsewhere) {
                SignInOutcome other = there.outcome(Optional.of(evaluated(policyRule, there)));
                if (!outcome.equals(other)) {
                    others.add(new Elsewhere(there.edition(), other));
                }
            }
            return new Glance(outcome, own.amr(), result, others);
        }

        private RuleResult evaluated(PolicyRule policyRule, Received received) {
            return evaluations
                    .computeIfAbsent(received, each -> RuleEvaluation.ofMany(each.amr(), settings(facts.org())))
                    .evaluate(policyRule);
        }

        /** Forgets the cached evaluations. Thousands of these objects would keep much memory. */
        void forget() {
            evaluations.clear();
        }
    }

    /**
     * The result of a sign-in under a rule, without the report.
     *
     * @param outcome the verdict's word, and whether the rule is satisfied
     * @param amr the values that count
     * @param result the rule's evaluation with them
     * @param otherEditions the editions that give another outcome (R1.4)
     */
    record Glance(SignInOutcome outcome, CountedAmr amr, RuleResult result, List<Elsewhere> otherEditions) {}

    /** The outcome of a sign-in by another edition of the AMR table. */
    record Elsewhere(AmrTable edition, SignInOutcome outcome) {}

    /** An {@code amr} as one edition of the AMR table reads it. Independent of the rule. */
    private final class Received {

        private final AmrTable edition;
        private final CountedAmr amr;
        private final boolean counts;
        private final List<Finding> findings;
        private final String pointer;

        /**
         * @param counts whether the values are trusted and don't break the sign-in flow
         * @param findings all but those about the rule
         */
        private Received(AmrTable edition, CountedAmr amr, boolean counts, List<Finding> findings, String pointer) {
            this.edition = edition;
            this.amr = amr;
            this.counts = counts;
            this.findings = findings;
            this.pointer = pointer;
        }

        AmrTable edition() {
            return edition;
        }

        CountedAmr amr() {
            return amr;
        }

        /** All findings under a rule with this result, or without a rule. */
        List<Finding> under(Optional<RuleResult> result) {
            List<Finding> all = new ArrayList<>(findings);
            if (!counts) {
                // A denial is the only thing to report about the rule: it holds for any AMR values (R4.1).
                result.filter(RuleResult::denied).ifPresent(denied -> all.addAll(denied.findings()));
                return all;
            }
            all.addAll(result.map(RuleResult::findings).orElseGet(() -> withoutRule(amr, pointer)));
            result.filter(SignIn.this::mayDenyAccess)
                    .ifPresent(_ -> all.add(
                            Finding.at(rule.map(PolicyRule::pointer).orElse(""), FindingCode.LEGACY_ACCESS_DENIED)));
            return all;
        }

        SignInOutcome outcome(Optional<RuleResult> result) {
            Finding decides = Collections.min(under(result), Finding.WORST_FIRST);
            return new SignInOutcome(SignInVerdict.outcome(List.of(decides)), result.map(RuleResult::satisfied));
        }
    }

    private Received receive(AmrClaim claim, String pointer) {
        CountedAmr amr = trusted() ? rows.count(values(claim), factorOnly()) : CountedAmr.NOTHING;
        List<Finding> all = new ArrayList<>(findings);
        Optional<Finding> broken = trusted() ? broken(claim, amr, pointer) : Optional.empty();
        broken.ifPresent(all::add);
        if (!trusted()) {
            untrusted(all);
        }
        return new Received(facts.amrTable(), amr, trusted() && broken.isEmpty(), all, pointer);
    }

    /**
     * R1.4: the same {@code amr} by the other editions. Usually no value counts differently there, and then nothing is
     * evaluated twice. Legacy mapping has only one table.
     */
    private List<Received> elsewhere(AmrClaim claim, String pointer) {
        if (!trust.sharesAmr()) {
            return List.of();
        }
        List<Received> elsewhere = new ArrayList<>(0);
        for (AmrTable.Other other : facts.amrTable().others()) {
            if (other.differsOn(values(claim))) {
                SignIn there = new SignIn(subject, facts.by(other.table()), decisionId, trust, rule, idp);
                there.findings.clear();
                there.findings.addAll(findings);
                elsewhere.add(there.receive(claim, pointer));
            }
        }
        return elsewhere;
    }

    private boolean trusted() {
        return trust.countsAmr();
    }

    private boolean factorOnly() {
        return facts.org().factorOnly();
    }

    /** R2.2: whether Okta may deny access because legacy-mapped claims don't satisfy the rule. */
    private boolean mayDenyAccess(RuleResult result) {
        return trust.trust().mode() == Trust.Mode.LEGACY_MAPPING && !result.satisfied() && !result.denied();
    }

    /** R4.16. Okta-to-Okta claims may be trusted but can't be judged here (R2.1), so that finding decides instead. */
    private void untrusted(List<Finding> all) {
        if (trust.okta()) {
            all.replaceAll(
                    finding -> finding.code() == FindingCode.OKTA_TO_OKTA_OPAQUE ? finding.as(Level.WARNING) : finding);
        } else {
            all.add(Finding.at("/idp/policy/trustClaims", FindingCode.TRUST_OFF));
        }
    }

    private static List<String> values(AmrClaim claim) {
        return switch (claim) {
            case AmrClaim.Values(List<String> values) -> values;
            case AmrClaim.Missing() -> List.of();
            // The strings in these don't count (R3.1).
            case AmrClaim.NotArray _, AmrClaim.TooMany _ -> List.of();
        };
    }

    /** R3.1 and R3.5: the reason if the sign-in flow is broken. Legacy mapping breaks only by R3.1. */
    private Optional<Finding> broken(AmrClaim claim, CountedAmr amr, String pointer) {
        return switch (claim) {
            case AmrClaim.NotArray(List<String> strings) -> Optional.of(notArray(strings, pointer));
            case AmrClaim.TooMany() -> Optional.of(Finding.at(pointer, FindingCode.AMR_TOO_MANY_VALUES));
            case AmrClaim.Missing() -> inSharing(FindingCode.AMR_MISSING, pointer);
            case AmrClaim.Values(List<String> values)
            when values.isEmpty() -> inSharing(FindingCode.AMR_EMPTY, pointer);
            case AmrClaim.Values _ when !amr.counted().isEmpty() -> Optional.empty();
            case AmrClaim.Values _ when amr.droppedAny() -> inSharing(FindingCode.AMR_ALL_DROPPED, pointer);
            case AmrClaim.Values _ ->
                inSharing(FindingCode.AMR_ALL_UNSUPPORTED, pointer).map(_ -> allUnsupported(amr, pointer));
        };
    }

    private Optional<Finding> inSharing(FindingCode code, String pointer) {
        return trust.trust().mode() == Trust.Mode.CLAIMS_SHARING
                ? Optional.of(Finding.at(pointer, code))
                : Optional.empty();
    }

    private Finding allUnsupported(CountedAmr amr, String pointer) {
        return Finding.at(
                pointer,
                FindingCode.AMR_ALL_UNSUPPORTED,
                FindingCode.AMR_ALL_UNSUPPORTED.sentence()
                        + idp.map(each -> IgnoredValues.sentences(amr, each)).orElse(""));
    }

    private Finding notArray(List<String> strings, String pointer) {
        List<String> values = rows.count(strings, factorOnly()).counted().stream()
                .map(AmrReport.Counted::value)
                .toList();
        return Finding.at(
                pointer,
                FindingCode.AMR_NOT_ARRAY,
                FindingCode.AMR_NOT_ARRAY.sentence()
                        + (values.isEmpty()
                                ? " In an array, none of its values would have counted either."
                                : " In an array, these values would have counted: " + String.join(", ", values) + "."));
    }

    /** R4.15; for Classic Engine R4.13: every rule challenges a sign-in without pwd or mfa. */
    private List<Finding> withoutRule(CountedAmr amr, String pointer) {
        if (facts.org().engine() == Org.Engine.CLASSIC) {
            RuleResult result = evaluate(new PolicyRule.GlobalSession(false, "/org/engine"), amr);
            return result.satisfied() ? List.of(Finding.at(pointer, FindingCode.AMR_USABLE)) : result.findings();
        }
        return List.of(
                Finding.at(pointer, amr.counted().isEmpty() ? FindingCode.FACTORS_MISSING : FindingCode.AMR_USABLE));
    }

    private RuleResult evaluate(PolicyRule policyRule, CountedAmr amr) {
        return RuleEvaluation.evaluate(policyRule, amr, settings(facts.org()));
    }

    /** The org's settings that affect every rule. */
    static RuleEvaluation.Settings settings(Org org) {
        return new RuleEvaluation.Settings(
                org.engine() == Org.Engine.CLASSIC, org.securityQuestionForMfa(), org.claimsSourcingFixed());
    }

    private RuleReport ruleReport(PolicyRule policyRule, RuleResult result, CountedAmr amr) {
        List<List<String>> wouldSatisfy = result.satisfied() || !trusted()
                ? List.of()
                : SmallestSets.find(policyRule, rows, factorOnly(), amr, settings(facts.org()));
        return new RuleReport(result.satisfied(), result.satisfiedBy(), result.remaining(), wouldSatisfy);
    }
}
