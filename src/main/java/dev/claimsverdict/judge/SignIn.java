package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.idp.TrustDecision;
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
import java.util.List;
import java.util.Optional;

/** From an {@code amr}, a trust decision and a rule to a verdict: the part that tokens and dry runs share. */
final class SignIn {

    /** What a verdict is about. */
    enum Subject {
        /** A sign-in with a token. */
        TOKEN,
        /** AMR values that nobody signed. */
        DRY_RUN
    }

    private final Subject subject;
    private final RequestFacts facts;
    private final String decisionId;
    private final TrustDecision trust;
    private final Optional<PolicyRule> rule;
    private final AmrRows rows;
    private final List<Finding> findings = new ArrayList<>();

    SignIn(Subject subject, RequestFacts facts, Instant now, TrustDecision trust, Optional<PolicyRule> rule) {
        this.subject = subject;
        this.facts = facts;
        this.decisionId = facts.decisionId(now);
        this.trust = trust;
        this.rule = rule;
        this.rows = trust.trust().mode() == Trust.Mode.LEGACY_MAPPING
                ? facts.amrTable().legacyMapping()
                : facts.amrTable().claimsSharing();
        findings.addAll(facts.notes());
        findings.addAll(trust.findings());
    }

    /** The verdict on a request whose {@code idpId} names no IdP of the deployment's registry. */
    static SignInVerdict withUnknownIdp(Subject subject, RequestFacts facts, Instant now, Optional<PolicyRule> rule) {
        TrustDecision nothing = new TrustDecision(Trust.NONE, false, List.of());
        return new SignIn(subject, facts, now, nothing, rule).rejected(Finding.at("/idpId", FindingCode.IDP_UNKNOWN));
    }

    /** Something that the verdict has to say beside what it is about. */
    void note(List<Finding> notes) {
        findings.addAll(notes);
    }

    /** Nobody gets so far that AMR values matter: nothing of the token is shown. */
    SignInVerdict rejected(Finding reason) {
        return rejected(List.of(reason));
    }

    /** As above, for several reasons. */
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
     * Judges an {@code amr} that came from the IdP, or might.
     *
     * @param token the verified token it came in; absent in a dry run
     * @param pointer where the {@code amr} stands in the request
     */
    SignInVerdict judge(Optional<TokenReport> token, AmrReport.Source source, AmrClaim claim, String pointer) {
        List<String> received = received(claim);
        CountedAmr amr = trusted() ? rows.count(received, factorOnly()) : CountedAmr.NOTHING;
        boolean broken = trusted() && broken(claim, amr, pointer);
        Optional<RuleResult> result = rule.map(each -> evaluate(each, amr));
        if (!trusted()) {
            untrusted();
        }
        if (trusted() && !broken) {
            findings.addAll(result.map(RuleResult::findings).orElseGet(() -> withoutRule(amr, pointer)));
        } else {
            // Of the rule there is nothing to say then, but that it denies, which it does whatever the AMR (R4.1).
            result.filter(RuleResult::denied).ifPresent(denied -> findings.addAll(denied.findings()));
        }
        return new SignInVerdict(
                subject == Subject.DRY_RUN,
                decisionId,
                facts.amrTable().edition(),
                trust.trust(),
                Optional.of(new AmrReport(source, received, amr.counted(), amr.ignored())),
                Optional.of(amr.assurance()),
                token,
                rule.map(each -> ruleReport(each, result.orElseThrow(), amr)),
                findings);
    }

    private boolean trusted() {
        return trust.trust().mode() != Trust.Mode.NONE;
    }

    private boolean factorOnly() {
        return facts.org().factorOnly();
    }

    /** R4.16; for Okta-to-Okta the claims may well be trusted, only not judged here (R2.1), so that decides instead. */
    private void untrusted() {
        if (trust.okta()) {
            findings.replaceAll(
                    finding -> finding.code() == FindingCode.OKTA_TO_OKTA_OPAQUE ? finding.as(Level.WARNING) : finding);
        } else {
            findings.add(Finding.at("/idp/policy/trustClaims", FindingCode.TRUST_OFF));
        }
    }

    private static List<String> received(AmrClaim claim) {
        return switch (claim) {
            case AmrClaim.Values(List<String> values) -> values;
            case AmrClaim.Missing() -> List.of();
            // What could be read of it counts for nothing (R3.1).
            case AmrClaim.NotArray _ -> List.of();
        };
    }

    /** R3.1 and R3.5: adds the reason why the flow is broken, if it is. Legacy mapping breaks on nothing but R3.1. */
    private boolean broken(AmrClaim claim, CountedAmr amr, String pointer) {
        Optional<Finding> reason = switch (claim) {
            case AmrClaim.NotArray(List<String> strings) -> Optional.of(notArray(strings, pointer));
            case AmrClaim.Missing() -> inSharing(FindingCode.AMR_MISSING, pointer);
            case AmrClaim.Values(List<String> values)
            when values.isEmpty() -> inSharing(FindingCode.AMR_EMPTY, pointer);
            case AmrClaim.Values _ when !amr.counted().isEmpty() -> Optional.empty();
            case AmrClaim.Values _ ->
                inSharing(amr.droppedAny() ? FindingCode.AMR_ALL_DROPPED : FindingCode.AMR_ALL_UNSUPPORTED, pointer);
        };
        reason.ifPresent(findings::add);
        return reason.isPresent();
    }

    private Optional<Finding> inSharing(FindingCode code, String pointer) {
        return trust.trust().mode() == Trust.Mode.CLAIMS_SHARING
                ? Optional.of(Finding.at(pointer, code))
                : Optional.empty();
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
                                ? " Nothing in it would have counted."
                                : " As an array it would have given " + String.join(", ", values) + "."));
    }

    /** R4.15, and R4.13 for Classic Engine, where a sign-in without pwd or mfa is challenged under every rule. */
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

    /** What an org adds to every rule. */
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
