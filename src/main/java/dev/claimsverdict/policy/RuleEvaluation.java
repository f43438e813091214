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
import java.util.List;
import java.util.Set;

/** What counted AMR values do for a policy rule (section 4). Pure; the order of the values never matters. */
public final class RuleEvaluation {

    private RuleEvaluation() {}

    /**
     * What the org adds to every rule.
     *
     * @param classicEngine the org is on Classic Engine, which reads no constraints (R4.13)
     * @param securityQuestionForMfa only knowledge can be satisfied by AMR (R4.4)
     * @param claimsSourcingFixed reauthentication goes back to the IdP (R4.14)
     */
    public record Settings(boolean classicEngine, boolean securityQuestionForMfa, boolean claimsSourcingFixed) {}

    /** Evaluates a rule and explains the result. */
    public static RuleResult evaluate(PolicyRule rule, CountedAmr amr, Settings settings) {
        return switch (rule) {
            case Denying denying ->
                new RuleResult(
                        Outcome.DENIED,
                        List.of(),
                        List.of(),
                        List.of(Finding.at(denying.pointer(), FindingCode.RULE_DENIES)));
            case OtherMethod other -> otherMethod(other, settings);
            case Satisfiable satisfiable -> explain(satisfiable, amr, settings);
        };
    }

    /** Whether a rule is satisfied: {@link #evaluate} without its explanation, for searching. */
    static boolean satisfied(PolicyRule rule, CountedAmr amr, Settings settings) {
        return rule instanceof Satisfiable satisfiable
                && matches(satisfiable, amr, settings).stream().anyMatch(Match::satisfied);
    }

    private static RuleResult otherMethod(OtherMethod other, Settings settings) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.at(
                other.pointer() + "/type",
                other.chain() ? FindingCode.METHOD_CHAIN : FindingCode.VERIFICATION_METHOD_NOT_ASSURANCE));
        reauthentication(other.reauthenticates(), other.pointer(), settings, findings);
        return new RuleResult(Outcome.NOT_SATISFIED, List.of(), List.of(Match.METHODS), findings);
    }

    private static RuleResult explain(Satisfiable rule, CountedAmr amr, Settings settings) {
        List<Match> matches = matches(rule, amr, settings);
        // One that is met, else the one with the least to go; of equals the first, as Okta lists them.
        Match best = matches.stream()
                .min(Comparator.comparing(Match::satisfied)
                        .reversed()
                        .thenComparing(Match::unreachable)
                        .thenComparingInt(match -> match.remaining().size()))
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
            reauthentication(assurance.reauthenticates(), assurance.pointer(), settings, findings);
        }
        Outcome outcome = best.satisfied() ? Outcome.SATISFIED : Outcome.NOT_SATISFIED;
        return new RuleResult(outcome, best.satisfiedBy(), best.remaining(), findings);
    }

    private static void reauthentication(
            boolean reauthenticates, String pointer, Settings settings, List<Finding> findings) {
        if (reauthenticates && !settings.claimsSourcingFixed()) {
            findings.add(Finding.at(pointer + "/reauthenticateIn", FindingCode.REAUTHENTICATION_LOCAL));
        }
    }

    /** The alternatives of a rule, each matched with the values; one that is met suffices (R4.7). */
    private static List<Match> matches(Satisfiable rule, CountedAmr amr, Settings settings) {
        List<Counted> values = usable(amr, settings);
        return switch (rule) {
            case Assurance assurance -> assurance(assurance, values, settings);
            case GlobalSession(boolean requireFactor, String pointer) -> {
                int factors = requireFactor ? 2 : 1;
                yield List.of(
                        settings.classicEngine()
                                ? classic(factors, values, pointer)
                                : unconstrained(factors, values, pointer + "/requireFactor"));
            }
        };
    }

    private static List<Match> assurance(Assurance rule, List<Counted> values, Settings settings) {
        if (settings.classicEngine()) {
            return List.of(classic(rule.factors(), values, rule.pointer()));
        }
        if (rule.unconstrained()) {
            return List.of(unconstrained(rule.factors(), values, rule.pointer() + "/factorMode"));
        }
        return rule.constraints().stream()
                .map(constraint -> constrained(constraint, rule.factors(), values))
                .toList();
    }

    /** With the security question in MFA nothing but knowledge can be satisfied, not by mfa either (R4.4). */
    private static List<Counted> usable(CountedAmr amr, Settings settings) {
        if (!settings.securityQuestionForMfa()) {
            return amr.counted();
        }
        return amr.counted().stream()
                .filter(value -> value.factorTypes().equals(Set.of(FactorType.KNOWLEDGE)))
                .toList();
    }

    /** R4.5, R4.6, R4.12: so many different factor types, or mfa. */
    private static Match unconstrained(int factors, List<Counted> values, String pointer) {
        Match match = new Match(pointer);
        for (Counted value : values) {
            if (value.value().equals(CountedAmr.MFA)) {
                match.multiFactor();
            } else {
                match.credit(value.value(), value.factorTypes(), Set.of());
            }
        }
        match.needTypes(factors);
        return match;
    }

    /** R4.13: pwd or mfa always; with MFA, mfa or pwd and a possession value. */
    private static Match classic(int factors, List<Counted> values, String pointer) {
        Match match = new Match(pointer);
        boolean pwd = false;
        for (Counted value : values) {
            if (value.value().equals(CountedAmr.MFA)) {
                match.multiFactor();
            } else if (value.value().equals("pwd")) {
                pwd = true;
                match.credit(value.value(), EnumSet.of(FactorType.KNOWLEDGE), Set.of());
            } else if (factors > 1 && value.factorTypes().contains(FactorType.POSSESSION)) {
                match.credit(value.value(), EnumSet.of(FactorType.POSSESSION), Set.of());
            }
        }
        if (!pwd) {
            match.missing(FactorType.KNOWLEDGE, FindingCode.CLASSIC_NEEDS_PWD_OR_MFA);
        }
        if (factors > 1) {
            match.need(FactorType.POSSESSION);
        }
        return match;
    }

    /** R4.7 to R4.10: one object of constraints. */
    private static Match constrained(Constraint constraint, int factors, List<Counted> values) {
        Match match = new Match(constraint.pointer());
        if (constraint.listsMethods()) {
            match.unreachable(FindingCode.METHOD_LIST, Match.METHODS);
        }
        if (constraint.possession().filter(PolicyRule.Possession::pinOnly).isPresent()) {
            match.unreachable(FindingCode.PIN_NOT_EXPRESSIBLE, "PIN");
        }
        if (match.unreachable()) {
            // AMR can't be used for this object at all (R4.3), so no value is said to have satisfied a part of it.
            return match;
        }
        PossessionMatch possession = new PossessionMatch(constraint.possession(), values);
        for (Counted value : values) {
            if (value.value().equals(CountedAmr.MFA)) {
                match.mfaDoesNotStandIn();
                continue;
            }
            EnumSet<FactorType> types = EnumSet.noneOf(FactorType.class);
            types.addAll(value.factorTypes());
            // A value that fails a class loses that factor type and keeps its others.
            if (!knowledgeAllows(constraint, value)) {
                types.remove(FactorType.KNOWLEDGE);
            }
            if (!possession.allows(value)) {
                types.remove(FactorType.POSSESSION);
            }
            match.credit(
                    value.value(), types, types.contains(FactorType.POSSESSION) ? possession.properties() : Set.of());
        }
        constraint.knowledge().filter(PolicyRule.Knowledge::required).ifPresent(_ -> match.need(FactorType.KNOWLEDGE));
        constraint.possession().filter(PolicyRule.Possession::required).ifPresent(_ -> {
            if (!match.has(FactorType.POSSESSION) && possession.failedAny()) {
                match.lacks(possession.leastLacking(), possession.unionWouldDo());
            } else {
                match.need(FactorType.POSSESSION);
            }
        });
        match.needTypes(factors);
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
