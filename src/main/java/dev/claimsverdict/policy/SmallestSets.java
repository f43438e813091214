package dev.claimsverdict.policy;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.verdict.AmrReport.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The smallest sets of AMR values that would satisfy a rule (R4.11). Tries all sets by size; another value never makes
 * a satisfied rule unsatisfied, so the first size that works is the smallest.
 */
public final class SmallestSets {

    private static final int AT_MOST = 3;

    /** In the table's order. */
    private final List<List<String>> sets;

    /** What each of the sets proves, as a number: equal for sets that differ only in the values' names. */
    private final List<Integer> kinds;

    private SmallestSets(List<List<String>> sets, List<Integer> kinds) {
        this.sets = sets;
        this.kinds = kinds;
    }

    /**
     * At most three sets of the smallest size, each in the table's order: {@link #closest} of {@link #of}.
     *
     * @param factorOnly whether the IdP is used only as a factor, so that some of its values don't count (R3.4)
     * @param already the values counted in this sign-in
     */
    public static List<List<String>> find(
            PolicyRule rule, AmrRows rows, boolean factorOnly, CountedAmr already, RuleEvaluation.Settings settings) {
        return of(rule, rows, factorOnly, settings).closest(already);
    }

    /** All sets of the smallest size; none when no AMR values satisfy the rule. */
    public static SmallestSets of(PolicyRule rule, AmrRows rows, boolean factorOnly, RuleEvaluation.Settings settings) {
        List<List<String>> found = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        PolicyRule question = reduced(rule);
        if (!reachable(question, rows, factorOnly, settings)) {
            return new SmallestSets(found, kinds);
        }
        List<String> values = rows.values(factorOnly);
        Map<List<Object>, Integer> numbers = new HashMap<>();
        // All values together satisfy the rule, as checked above, so this loop ends. No rule needs more than three
        // values.
        for (int size = 1; found.isEmpty(); size++) {
            for (List<String> set : setsOf(size, values)) {
                CountedAmr counted = rows.count(set, factorOnly);
                if (RuleEvaluation.satisfied(question, counted, settings)) {
                    found.add(set);
                    kinds.add(numbers.computeIfAbsent(kind(counted), _ -> numbers.size()));
                }
            }
        }
        return new SmallestSets(found, kinds);
    }

    /**
     * At most three of the sets. The first one keeps most of the values already counted. After it, sets with different
     * characteristics come before sets that differ only in the values' names.
     *
     * @param already the values counted in a sign-in
     */
    public List<List<String>> closest(CountedAmr already) {
        Set<String> have = new HashSet<>();
        already.counted().forEach(counted -> have.add(counted.value()));
        int[] kept = new int[sets.size()];
        int most = 0;
        for (int i = 0; i < kept.length; i++) {
            for (String value : sets.get(i)) {
                kept[i] += have.contains(value) ? 1 : 0;
            }
            most = Math.max(most, kept[i]);
        }
        Set<Integer> known = new HashSet<>();
        List<List<String>> ordered = new ArrayList<>();
        List<List<String>> alike = new ArrayList<>();
        for (int keeps = most; keeps >= 0 && ordered.size() < AT_MOST; keeps--) {
            for (int i = 0; i < kept.length; i++) {
                if (kept[i] == keeps) {
                    (known.add(kinds.get(i)) ? ordered : alike).add(sets.get(i));
                }
            }
        }
        ordered.addAll(alike);
        return List.copyOf(ordered.subList(0, Math.min(AT_MOST, ordered.size())));
    }

    /** Whether any set of values satisfies the rule. If one does, all values together do, too. */
    public static boolean reachable(
            PolicyRule rule, AmrRows rows, boolean factorOnly, RuleEvaluation.Settings settings) {
        return RuleEvaluation.satisfied(reduced(rule), rows.all(factorOnly), settings);
    }

    /** Whether any set of these values satisfies the rule. */
    public static boolean reachable(
            PolicyRule rule,
            AmrRows rows,
            Collection<String> values,
            boolean factorOnly,
            RuleEvaluation.Settings settings) {
        return RuleEvaluation.satisfied(reduced(rule), rows.count(values, factorOnly), settings);
    }

    private static PolicyRule reduced(PolicyRule rule) {
        return rule instanceof PolicyRule.Assurance assurance ? assurance.reduced() : rule;
    }

    /** What a set proves, regardless of the values' names. */
    private static List<Object> kind(CountedAmr set) {
        List<Object> kind = new ArrayList<>();
        for (Counted counted : set.counted()) {
            kind.add(List.of(counted.factorTypes(), counted.characteristics()));
        }
        return kind;
    }

    /** All sets of a size, in the order of the values. */
    static List<List<String>> setsOf(int size, List<String> values) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<String>> sets = new ArrayList<>();
        for (int first = 0; first <= values.size() - size; first++) {
            for (List<String> rest : setsOf(size - 1, values.subList(first + 1, values.size()))) {
                List<String> set = new ArrayList<>(size);
                set.add(values.get(first));
                set.addAll(rest);
                sets.add(set);
            }
        }
        return sets;
    }
}
