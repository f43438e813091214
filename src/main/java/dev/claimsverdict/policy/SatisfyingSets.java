package dev.claimsverdict.policy;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.policy.PolicyRule.Assurance;
import dev.claimsverdict.policy.PolicyRule.Constraint;
import dev.claimsverdict.policy.PolicyRule.Denying;
import dev.claimsverdict.policy.PolicyRule.GlobalSession;
import dev.claimsverdict.policy.PolicyRule.OtherMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares rules by the sets of AMR values that satisfy them. Evaluates each constraint once, however many rules have it.
 * Not thread-safe.
 */
public final class SatisfyingSets {

    /**
     * No rule needs more than three values, and another value never makes a satisfied rule unsatisfied. So if any set
     * satisfies one rule and not the other, a set of at most three values does, too.
     */
    private static final int MAX_VALUES = 3;

    private final List<List<String>> sets = new ArrayList<>();
    private final List<CountedAmr> counted;
    private final RuleEvaluation.Settings settings;

    /** For a question with at most one constraint, the sets that satisfy it, as bits in the order of the sets. */
    private final Map<PolicyRule, BitSet> known = new HashMap<>();

    /**
     * Prepares all sets of one to three values of a table.
     *
     * @param factorOnly whether the IdP is used only as a factor, so that some of its values don't count (R3.4)
     */
    public SatisfyingSets(AmrRows rows, boolean factorOnly, RuleEvaluation.Settings settings) {
        List<String> values = rows.values(factorOnly);
        for (int size = 1; size <= MAX_VALUES; size++) {
            sets.addAll(SmallestSets.setsOf(size, values));
        }
        this.counted = sets.stream().map(set -> rows.count(set, factorOnly)).toList();
        this.settings = settings;
    }

    /** The smallest set that satisfies this rule and doesn't satisfy the other one, if there is any. */
    public Optional<List<String>> satisfyingOnly(PolicyRule rule, PolicyRule other) {
        BitSet only = (BitSet) of(rule).clone();
        only.andNot(of(other));
        return only.isEmpty() ? Optional.empty() : Optional.of(sets.get(only.nextSetBit(0)));
    }

    private BitSet of(PolicyRule rule) {
        return switch (rule.question()) {
            case Denying _, OtherMethod _ -> new BitSet();
            case GlobalSession session -> ofOne(session);
            case Assurance assurance when assurance.constraints().isEmpty() -> ofOne(assurance);
            case Assurance assurance -> {
                BitSet any = new BitSet();
                for (Constraint constraint : assurance.constraints()) {
                    any.or(ofOne(new Assurance(assurance.factors(), List.of(constraint), false, "")));
                }
                yield any;
            }
        };
    }

    private BitSet ofOne(PolicyRule question) {
        return known.computeIfAbsent(question, asked -> {
            BitSet satisfying = new BitSet();
            for (int i = 0; i < counted.size(); i++) {
                satisfying.set(i, RuleEvaluation.satisfied(asked, counted.get(i), settings));
            }
            return satisfying;
        });
    }
}
