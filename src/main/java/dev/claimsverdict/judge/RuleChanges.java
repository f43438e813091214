package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.idp.Provider;
import dev.claimsverdict.idp.Providers;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.RuleRequest.Change;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.RuleEvaluation;
import dev.claimsverdict.policy.SatisfyingSets;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges changes of rules by one edition of the AMR table. For one org and one thread. */
final class RuleChanges {

    /** The reasons why AMR values can't satisfy a rule. */
    private static final Set<FindingCode> REASONS = Collections.unmodifiableSet(EnumSet.of(
            FindingCode.METHOD_CHAIN,
            FindingCode.VERIFICATION_METHOD_NOT_ASSURANCE,
            FindingCode.METHOD_LIST,
            FindingCode.PIN_NOT_EXPRESSIBLE,
            FindingCode.SECURITY_QUESTION_IN_MFA,
            FindingCode.CHARACTERISTICS_MISSING,
            FindingCode.UNION_WOULD_SATISFY));

    private final Org org;
    private final AmrRows rows;
    private final RuleReach reach;
    private final SatisfyingSets sets;
    private final boolean idpsKnown;
    private final List<Neighbour> trusted;
    private final List<OfProvider> byProvider = new ArrayList<>();

    /** The trusted IdPs of one provider, and which rules its values can satisfy. */
    private record OfProvider(Provider provider, ProviderReach reach, List<Neighbour> idps) {}

    RuleChanges(RequestFacts facts, List<Neighbour> idps) {
        this.org = facts.org();
        this.rows = facts.amrTable().claimsSharing();
        this.reach = new RuleReach(org);
        this.sets = new SatisfyingSets(rows, org.factorOnly(), SignIn.settings(org));
        this.idpsKnown = !idps.isEmpty();
        this.trusted = idps.stream()
                .filter(each -> each.idp().active())
                .filter(each -> TrustDecision.of(each.idp(), org, "").sharesAmr())
                .toList();
        Map<Provider, List<Neighbour>> groups = new LinkedHashMap<>();
        for (Neighbour each : trusted) {
            Providers.of(each.idp())
                    .ifPresent(found -> groups.computeIfAbsent(found.provider(), _ -> new ArrayList<>())
                            .add(each));
        }
        groups.forEach(
                (provider, group) -> ProviderReach.of(facts, group.getFirst().idp(), Optional.empty(), reach)
                        .ifPresent(values -> byProvider.add(new OfProvider(provider, values, group))));
    }

    /** The findings about the changes. */
    List<Finding> findings(RuleRequest request) {
        List<Finding> findings = new ArrayList<>();
        boolean relevant = false;
        for (Change change : request.changes()) {
            relevant |= isRelevant(change, request.pointer(), findings);
        }
        if (!relevant) {
            findings.add(Finding.at(
                    request.pointer(),
                    FindingCode.NO_RELEVANT_CHANGE,
                    "The change affects neither what the rule asks for nor the IdPs that it applies to."));
        }
        return findings;
    }

    /** Whether a change matters to any rule of this program. Adds its findings to the list. */
    private boolean isRelevant(Change change, String pointer, List<Finding> findings) {
        if (change.after().orElse(null) instanceof Subject.Unreadable(List<Finding> reasons)) {
            findings.addAll(reasons);
            return true;
        }
        Optional<Subject.Readable> before = inForce(change.before());
        Optional<Subject.Readable> after = inForce(change.after());
        if (change.after().isEmpty() && change.before().orElse(null) instanceof Subject.Unreadable) {
            findings.add(Finding.at(pointer, FindingCode.RULE_ENDS));
            return true;
        }
        if (after.isEmpty()) {
            before.ifPresent(rule -> findings.add(ends(rule, change.after())));
            return before.isPresent() || change.asItIs();
        }
        if (before.filter(rule -> asksForTheSame(rule.rule(), after.get().rule()))
                .isPresent()) {
            return false;
        }
        changed(before.map(Subject.Readable::rule), after.get(), change.asItIs(), findings);
        return true;
    }

    private static Optional<Subject.Readable> inForce(Optional<Subject> subject) {
        return subject.filter(Subject.Readable.class::isInstance)
                .map(Subject.Readable.class::cast)
                .filter(each -> each.rule().active());
    }

    private static boolean asksForTheSame(OrgRule before, OrgRule after) {
        return before.idpIds().equals(after.idpIds())
                && before.rule().question().equals(after.rule().question());
    }

    private static Finding ends(Subject.Readable rule, Optional<Subject> after) {
        String pointer = after.orElse(null) instanceof Subject.Readable(OrgRule _, String place)
                ? place + "/status"
                : rule.pointer();
        return Finding.at(pointer, FindingCode.RULE_ENDS);
    }

    private void changed(Optional<OrgRule> before, Subject.Readable after, boolean asItIs, List<Finding> findings) {
        OrgRule rule = after.rule();
        before.filter(was -> noLongerConcerns(was, rule))
                .ifPresent(_ -> findings.add(Finding.at(
                        after.pointer() + "/conditions/identityProvider/idpIds",
                        FindingCode.RULE_ENDS,
                        "The rule no longer applies to sign-ins through some IdPs. For their users, the next rule of the"
                                + " policy that fits decides, and it may ask for less or deny access.")));
        if (rule.rule() instanceof PolicyRule.Denying denying) {
            boolean denied = before.filter(was -> was.rule() instanceof PolicyRule.Denying)
                    .isPresent();
            if (!denied && !asItIs) {
                findings.add(new Finding(
                        FindingCode.RULE_DENIES,
                        Level.WARNING,
                        "After the change, the policy rule denies access to everybody to whom it applies, whatever the AMR"
                                + " values. Make sure that you want this, and that an earlier rule lets in everybody who should get in.",
                        Optional.of(denying.pointer())));
            }
            return;
        }
        before.flatMap(was -> sets.satisfyingOnly(rule.rule(), was.rule())
                        .map(set -> weakened(was.rule(), set, rule.rule().pointer())))
                .ifPresent(findings::add);
        if (reach.of(rows).includes(rule.rule())) {
            outOfReachOfProviders(before, rule, findings);
        } else {
            outOfReach(before, rule, findings);
        }
    }

    private static boolean noLongerConcerns(OrgRule before, OrgRule after) {
        return after.idpIds()
                .filter(ids -> before.idpIds().map(was -> !ids.containsAll(was)).orElse(true))
                .isPresent();
    }

    private static Finding weakened(PolicyRule before, List<String> set, String pointer) {
        String was = before instanceof PolicyRule.Denying
                ? "Before the change, the rule denied access."
                : "Before the change, this wasn't enough.";
        return Finding.at(
                pointer,
                FindingCode.RULE_WEAKENED,
                "After the change, a sign-in with only " + String.join(" and ", set)
                        + " satisfies the policy rule, so users of trusted IdPs get in with less. " + was);
    }

    /** No AMR values can satisfy the rule. This is a warning, unless it was so before or no IdP is trusted. */
    private void outOfReach(Optional<OrgRule> before, OrgRule rule, List<Finding> findings) {
        boolean already = before.filter(was -> !(was.rule() instanceof PolicyRule.Denying)
                        && !reach.of(rows).includes(was.rule())
                        && !noLongerConcerns(rule, was))
                .isPresent();
        boolean matters = !idpsKnown
                || trusted.stream().anyMatch(each -> rule.concerns(each.idp().id()));
        List<Finding> found = new ArrayList<>();
        RuleEvaluation.evaluate(rule.rule(), rows.all(org.factorOnly()), SignIn.settings(org)).findings().stream()
                .filter(finding -> REASONS.contains(finding.code()))
                .forEach(found::add);
        found.add(new Finding(
                FindingCode.RULE_OUT_OF_REACH,
                FindingCode.RULE_OUT_OF_REACH.level(),
                "No set of AMR values can satisfy this policy rule, so Okta always challenges users of IdPs itself, even if it"
                        + " trusts the IdP's claims. For apps that these users need, use an assurance rule without"
                        + " lists of methods.",
                Optional.of(rule.rule().pointer())));
        findings.addAll(
                already || !matters
                        ? found.stream().map(finding -> finding.as(Level.INFO)).toList()
                        : found);
    }

    private void outOfReachOfProviders(Optional<OrgRule> before, OrgRule rule, List<Finding> findings) {
        for (OfProvider each : byProvider) {
            List<String> concerned = each.idps().stream()
                    .filter(idp -> rule.concerns(idp.idp().id()))
                    .map(Neighbour::name)
                    .toList();
            if (concerned.isEmpty()) {
                continue;
            }
            boolean already = before.filter(was -> !(was.rule() instanceof PolicyRule.Denying))
                    .filter(was -> !noLongerConcerns(rule, was))
                    .flatMap(was -> each.reach().outOfReach(was.rule()))
                    .isPresent();
            each.reach()
                    .outOfReach(rule.rule())
                    .map(finding -> each.provider().advise(finding))
                    .map(finding -> finding.withSentence("This concerns " + Neighbour.names(concerned) + "."))
                    .map(finding -> already ? finding.as(Level.INFO) : finding)
                    .ifPresent(findings::add);
        }
    }
}
