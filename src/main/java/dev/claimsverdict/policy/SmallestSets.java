package dev.claimsverdict.policy;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.verdict.AmrReport.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The smallest sets of AMR values that would satisfy a rule (R4.11). Tries all sets by size; another value never makes
 * a satisfied rule unsatisfied, so the first size that works is the smallest.
 */
public final class SmallestSets {

    private static final int AT_MOST = 3;

    private SmallestSets() {}

    /**
     * At most three sets of the smallest size, each in the table's order. The first set keeps most of the values
     * already counted. After it, sets with different characteristics come before sets that differ only in the values'
     * names.
     *
     * @param factorOnly whether the IdP is used only as a factor, so that some of its values don't count (R3.4)
     * @param already the values counted in this sign-in
     */
    public static List<List<String>> find(
            PolicyRule rule, AmrRows rows, boolean factorOnly, CountedAmr already, RuleEvaluation.Settings settings) {
        PolicyRule question = reduced(rule);
        if (!reachable(question, rows, factorOnly, settings)) {
            return List.of();
        }
        List<String> values = rows.values(factorOnly);
        Set<String> have = new HashSet<>();
        already.counted().forEach(counted -> have.add(counted.value()));
        List<List<String>> found = new ArrayList<>();
        // All values together satisfy the rule, as checked above, so this loop ends. No rule needs more than three
        // values.
        for (int size = 1; found.isEmpty(); size++) {
            for (List<String> set : setsOf(size, values)) {
                if (RuleEvaluation.satisfied(question, rows.count(set, factorOnly), settings)) {
                    found.add(set);
                }
            }
        }
        return best(found, have, rows, factorOnly);
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

    private static List<List<String>> best(
            List<List<String>> found, Set<String> have, AmrRows rows, boolean factorOnly) {
        found.sort(Comparator.comparingLong(
                (List<String> set) -> -set.stream().filter(have::contains).count()));
        Set<List<Object>> kinds = new HashSet<>();
        List<List<String>> ordered = new ArrayList<>();
        List<List<String>> alike = new ArrayList<>();
        for (List<String> set : found) {
            (kinds.add(kind(rows.count(set, factorOnly))) ? ordered : alike).add(set);
        }
        ordered.addAll(alike);
        return List.copyOf(ordered.subList(0, Math.min(AT_MOST, ordered.size())));
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
