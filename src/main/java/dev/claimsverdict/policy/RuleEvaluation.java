package dev.claimsverdict.policy;

import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.policy.PolicyRule.Assurance;
import dev.claimsverdict.policy.PolicyRule.Constraint;
import dev.claimsverdict.policy.PolicyRule.Denying;
import dev.claimsverdict.policy.PolicyRule.GlobalSession;
import dev.claimsverdict.policy.PolicyRule.OtherMethod;
import dev.claimsverdict.policy.PolicyRule.Satisfiable;
import dev.claimsverdict.policy.RuleResult.Outcome;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.FactorType;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Evaluates a policy rule with counted AMR values (docs/rules.md section 4). A pure function; the order of the values doesn't matter.
 */
public final class RuleEvaluation {

    private final List<Counted> values;
    private final Settings settings;

    /**
     * The matches of shared constraints, by the number of factors minus 1, then by the constraint's identity: comparing
     * constraints takes as long as matching one.
     */
    private final Optional<List<Map<Constraint, Match>>> matched;

    private RuleEvaluation(CountedAmr amr, Settings settings, Optional<List<Map<Constraint, Match>>> matched) {
        this.values = usable(amr, settings);
        this.settings = settings;
        this.matched = matched;
    }

    /** For very many rules with the same values: a constraint object that several rules share is matched once. */
    public static RuleEvaluation ofMany(CountedAmr amr, Settings settings) {
        return new RuleEvaluation(
                amr, settings, Optional.of(List.of(new IdentityHashMap<>(), new IdentityHashMap<>())));
    }

    /**
     * The org's settings that affect every rule.
     *
     * @param classicEngine whether the org is on Classic Engine, which ignores constraints (R4.13)
     * @param securityQuestionForMfa whether AMR values can satisfy only knowledge (R4.4)
     * @param claimsSourcingFixed whether reauthentication goes back to the IdP (R4.14)
     */
    public record Settings(boolean classicEngine, boolean securityQuestionForMfa, boolean claimsSourcingFixed) {}

    /** Evaluates a rule and explains the result. */
    public static RuleResult evaluate(PolicyRule rule, CountedAmr amr, Settings settings) {
        return new RuleEvaluation(amr, settings, Optional.empty()).evaluate(rule);
    }

    /** Evaluates a rule with these values and explains the result. */
    public RuleResult evaluate(PolicyRule rule) {
        return switch (rule) {
            case Denying denying ->
                new RuleResult(
                        Outcome.DENIED,
                        List.of(),
                        List.of(),
                        List.of(Finding.at(denying.pointer(), FindingCode.RULE_DENIES)));
            case OtherMethod other -> otherMethod(other);
            case Satisfiable satisfiable -> explain(satisfiable);
        };
    }

    /** Whether a rule is satisfied: {@link #evaluate} without the explanation, for the search for sets. */
    static boolean satisfied(PolicyRule rule, CountedAmr amr, Settings settings) {
        return new RuleEvaluation(amr, settings, Optional.empty()).satisfied(rule);
    }

    /** Whether a rule is satisfied. */
    boolean satisfied(PolicyRule rule) {
        return rule instanceof Satisfiable satisfiable
                && alternatives(satisfiable).anyMatch(Match::satisfied);
    }

    private RuleResult otherMethod(OtherMethod other) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.at(
                other.pointer() + "/type",
                other.chain() ? FindingCode.METHOD_CHAIN : FindingCode.VERIFICATION_METHOD_NOT_ASSURANCE));
        reauthentication(other.reauthenticates(), other.pointer(), findings);
        return new RuleResult(Outcome.NOT_SATISFIED, List.of(), List.of(Match.METHODS), findings);
    }

    private RuleResult explain(Satisfiable rule) {
        List<Match> matches = alternatives(rule).toList();
        // A satisfied alternative, or else the one that misses least. Of equal ones, the first in the rule.
        Match best = matches.stream()
                .min(Comparator.comparing(Match::satisfied)
                        .reversed()
                        .thenComparing(Match::unreachable)
                        .thenComparingInt(Match::missingCount))
                .orElseThrow(() -> new IllegalStateException("a rule without alternatives"));
        List<Finding> findings = new ArrayList<>();
        if (best.satisfied()) {
            findings.add(Finding.at(rule.pointer(), FindingCode.RULE_SATISFIED));
        } else {
            if (settings.securityQuestionForMfa() && !best.unreachable()) {
                findings.add(Finding.at(rule.pointer(), FindingCode.SECURITY_QUESTION_IN_MFA));
            }
            for (Match match : best.unreachable() ? matches : List.of(best)) {
                findings.addAll(match.findings());
            }
        }
        if (rule instanceof Assurance assurance) {
            reauthentication(assurance.reauthenticates(), assurance.pointer(), findings);
        }
        Outcome outcome = best.satisfied() ? Outcome.SATISFIED : Outcome.NOT_SATISFIED;
        return new RuleResult(outcome, best.satisfiedBy(), best.remaining(), findings);
    }

    private void reauthentication(boolean reauthenticates, String pointer, List<Finding> findings) {
        if (reauthenticates && !settings.claimsSourcingFixed()) {
            findings.add(Finding.at(pointer + "/reauthenticateIn", FindingCode.REAUTHENTICATION_LOCAL));
        }
    }

    /**
     * Each alternative of a rule, matched with the values. One satisfied alternative is enough (R4.7). The stream is lazy, so
     * that the search ends at the first satisfied one.
     */
    private Stream<Match> alternatives(Satisfiable rule) {
        return switch (rule) {
            case Assurance assurance -> assurance(assurance);
            case GlobalSession(boolean requireFactor, String pointer) -> {
                int factors = requireFactor ? 2 : 1;
                yield Stream.of(
                        settings.classicEngine()
                                ? classic(factors, values, pointer)
                                : unconstrained(factors, values, pointer + "/requireFactor"));
            }
        };
    }

    private Stream<Match> assurance(Assurance rule) {
        if (settings.classicEngine()) {
            return Stream.of(classic(rule.factors(), values, rule.pointer()));
        }
        if (rule.unconstrained()) {
            return Stream.of(unconstrained(rule.factors(), values, rule.pointer() + "/factorMode"));
        }
        return rule.constraints().stream().map(constraint -> constrained(constraint, rule.factors()));
    }

    /** If the security question is allowed in MFA, only knowledge can be satisfied, and mfa doesn't help (R4.4). */
    private static List<Counted> usable(CountedAmr amr, Settings settings) {
        if (!settings.securityQuestionForMfa()) {
            return amr.counted();
        }
        return amr.counted().stream()
                .filter(value -> value.factorTypes().equals(Set.of(FactorType.KNOWLEDGE)))
                .toList();
    }

    /** R4.5, R4.6, R4.12: this many different factor types, or mfa. */
    private static Match unconstrained(int factors, List<Counted> values, String pointer) {
        Match match = new Match(pointer);
        for (Counted value : values) {
            if (value.value().equals(CountedAmr.MFA)) {
                match.noteSatisfiedByMfa();
            } else {
                match.credit(value.value(), value.factorTypes(), Set.of());
            }
        }
        match.requireTypes(factors);
        return match;
    }

    /** R4.13: always pwd or mfa. For MFA: mfa, or pwd with a possession value. */
    private static Match classic(int factors, List<Counted> values, String pointer) {
        Match match = new Match(pointer);
        boolean pwd = false;
        for (Counted value : values) {
            if (value.value().equals(CountedAmr.MFA)) {
                match.noteSatisfiedByMfa();
            } else if (value.value().equals("pwd")) {
                pwd = true;
                match.credit(value.value(), EnumSet.of(FactorType.KNOWLEDGE), Set.of());
            } else if (factors > 1 && value.factorTypes().contains(FactorType.POSSESSION)) {
                match.credit(value.value(), EnumSet.of(FactorType.POSSESSION), Set.of());
            }
        }
        if (!pwd) {
            match.noteMissing(FactorType.KNOWLEDGE, FindingCode.CLASSIC_NEEDS_PWD_OR_MFA);
        }
        if (factors > 1) {
            match.require(FactorType.POSSESSION);
        }
        return match;
    }

    private Match constrained(Constraint constraint, int factors) {
        return matched.map(each ->
                        each.get(factors - 1).computeIfAbsent(constraint, asked -> constrained(asked, factors, values)))
                .orElseGet(() -> constrained(constraint, factors, values));
    }

    /** R4.7 to R4.10: one object of constraints. */
    private static Match constrained(Constraint constraint, int factors, List<Counted> values) {
        Match match = new Match(constraint.pointer());
        if (constraint.listsMethods()) {
            match.noteUnreachable(FindingCode.METHOD_LIST, Match.METHODS);
        }
        if (constraint.asksForPin()) {
            match.noteUnreachable(FindingCode.PIN_NOT_EXPRESSIBLE, "PIN");
        }
        if (match.unreachable()) {
            // AMR values can't satisfy this object (R4.3), so no value gets credit for a part of it.
            return match;
        }
        PossessionMatch possession = new PossessionMatch(constraint.possession(), values);
        for (Counted value : values) {
            if (value.value().equals(CountedAmr.MFA)) {
                match.noteMfaIgnored();
                continue;
            }
            EnumSet<FactorType> types = EnumSet.noneOf(FactorType.class);
            types.addAll(value.factorTypes());
            // A value that fails a class loses only that factor type.
            if (!knowledgeAllows(constraint, value)) {
                types.remove(FactorType.KNOWLEDGE);
            }
            if (!possession.allows(value)) {
                types.remove(FactorType.POSSESSION);
            }
            match.credit(
                    value.value(), types, types.contains(FactorType.POSSESSION) ? possession.properties() : Set.of());
        }
        constraint
                .knowledge()
                .filter(PolicyRule.Knowledge::required)
                .ifPresent(_ -> match.require(FactorType.KNOWLEDGE));
        constraint.possession().filter(PolicyRule.Possession::required).ifPresent(_ -> {
            if (!match.has(FactorType.POSSESSION) && possession.failedAny()) {
                match.noteLacking(possession.leastLacking());
            } else {
                match.require(FactorType.POSSESSION);
            }
        });
        match.requireTypes(factors);
        if (possession.failedAny() && possession.unionWouldSatisfy()) {
            match.noteUnionWouldSatisfy();
        }
        return match;
    }

    private static boolean knowledgeAllows(Constraint constraint, Counted value) {
        return constraint
                .knowledge()
                .map(knowledge ->
                        knowledge.values().isEmpty() || knowledge.values().contains(value.value()))
                .orElse(true);
    }
}
