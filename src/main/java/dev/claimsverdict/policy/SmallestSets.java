package dev.claimsverdict.policy;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.FactorType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The smallest sets of AMR values that would satisfy a rule (R4.11). All sets of one value are tried, then all sets of two,
 * and so on, until some satisfy the rule.
 */
public final class SmallestSets {

    private static final int AT_MOST = 3;

    /** Made once for each table, because they are the same for every rule. */
    private static final Map<SetsKey, Sets> SETS = new ConcurrentHashMap<>();

    private final List<Candidate> found;
    private final List<String> values;

    private SmallestSets(List<Candidate> found, List<String> values) {
        this.found = found;
        this.values = values;
    }

    /**
     * At most three of the smallest sets, as {@link #closest} chooses them.
     *
     * @param factorOnly whether the IdP is used only as a factor, so that some of its values don't count (R3.4)
     * @param already the values counted in this sign-in
     */
    public static List<List<String>> find(
            PolicyRule rule, AmrRows rows, boolean factorOnly, CountedAmr already, RuleEvaluation.Settings settings) {
        return of(rule, rows, factorOnly, settings).closest(already);
    }

    /** All sets of the smallest size; none if no AMR values satisfy the rule. */
    public static SmallestSets of(PolicyRule rule, AmrRows rows, boolean factorOnly, RuleEvaluation.Settings settings) {
        return of(
                rule, rows, factorOnly, settings, (question, set) -> RuleEvaluation.satisfied(question, set, settings));
    }

    /** {@link #of} for very many rules: evaluates a constraint object that several rules share only once. */
    public static Function<PolicyRule, SmallestSets> ofMany(
            AmrRows rows, boolean factorOnly, RuleEvaluation.Settings settings) {
        Map<CountedAmr, RuleEvaluation> evaluations = new IdentityHashMap<>();
        return rule -> of(
                rule,
                rows,
                factorOnly,
                settings,
                (question, set) -> evaluations
                        .computeIfAbsent(set, each -> RuleEvaluation.ofMany(each, settings))
                        .satisfied(question));
    }

    private static SmallestSets of(
            PolicyRule rule,
            AmrRows rows,
            boolean factorOnly,
            RuleEvaluation.Settings settings,
            BiPredicate<PolicyRule, CountedAmr> satisfied) {
        List<Candidate> found = new ArrayList<>();
        List<String> values = rows.values(factorOnly);
        PolicyRule question = reduced(rule);
        if (!reachable(question, rows, factorOnly, settings)) {
            return new SmallestSets(found, values);
        }
        // All values together satisfy the rule, as checked above, so this loop ends. No rule needs more than three
        // values.
        for (int size = 1; found.isEmpty(); size++) {
            Sets sets = SETS.computeIfAbsent(new SetsKey(rows, factorOnly, size), Sets::of);
            BitSet satisfying = new BitSet(sets.proofs().size());
            for (int proof = 0; proof < sets.proofs().size(); proof++) {
                satisfying.set(proof, satisfied.test(question, sets.proofs().get(proof)));
            }
            for (Candidate candidate : sets.candidates()) {
                if (satisfying.get(candidate.proof())) {
                    found.add(candidate);
                }
            }
        }
        return new SmallestSets(found, values);
    }

    /**
     * At most three of the sets, each in the table's order. The first one keeps most of the values that already count. After
     * it, sets that prove something else come before sets that differ only in the names of their values.
     *
     * @param already the values counted in a sign-in
     */
    public List<List<String>> closest(CountedAmr already) {
        long have = 0;
        for (Counted counted : already.counted()) {
            int index = values.indexOf(counted.value());
            have |= index < 0 ? 0 : 1L << index;
        }
        int most = 0;
        for (Candidate candidate : found) {
            most = Math.max(most, Long.bitCount(candidate.members() & have));
        }
        BitSet kinds = new BitSet();
        List<List<String>> ordered = new ArrayList<>(AT_MOST);
        List<List<String>> alike = new ArrayList<>(AT_MOST);
        for (int keeps = most; keeps >= 0 && ordered.size() < AT_MOST; keeps--) {
            for (Candidate candidate : found) {
                if (Long.bitCount(candidate.members() & have) == keeps) {
                    List<List<String>> list = kinds.get(candidate.kind()) ? alike : ordered;
                    kinds.set(candidate.kind());
                    if (list.size() < AT_MOST) {
                        list.add(candidate.set());
                    }
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

    /** All sets with this many values of a table. */
    private record SetsKey(AmrRows rows, boolean factorOnly, int size) {}

    /**
     * A set of values.
     *
     * @param set in the table's order
     * @param members the places of its values in the table, as bits
     * @param kind a number for what the set proves, whatever the names of its values
     * @param proof a number for what the set proves, including the names that a rule can ask for
     */
    private record Candidate(List<String> set, long members, int kind, int proof) {}

    /**
     * All sets of a size, in the order of the values.
     *
     * @param proofs for each proof number one set with that number; every rule treats all of them alike
     */
    private record Sets(List<Candidate> candidates, List<CountedAmr> proofs) {

        static Sets of(SetsKey key) {
            List<Candidate> candidates = new ArrayList<>();
            List<CountedAmr> proofs = new ArrayList<>();
            Map<List<Object>, Integer> kinds = new HashMap<>();
            Map<List<Object>, Integer> proofNumbers = new HashMap<>();
            List<String> values = key.rows().values(key.factorOnly());
            for (List<String> set : setsOf(key.size(), values)) {
                CountedAmr counted = key.rows().count(set, key.factorOnly());
                long members = 0;
                for (String value : set) {
                    members |= 1L << values.indexOf(value);
                }
                int kind = kinds.computeIfAbsent(kind(counted, false), _ -> kinds.size());
                int proof = proofNumbers.computeIfAbsent(kind(counted, true), _ -> {
                    proofs.add(counted);
                    return proofs.size() - 1;
                });
                candidates.add(new Candidate(List.copyOf(set), members, kind, proof));
            }
            return new Sets(List.copyOf(candidates), List.copyOf(proofs));
        }

        /**
         * What a set proves.
         *
         * @param named whether to include the names of knowledge values, which a rule can ask for by name (R4.10), and of
         *     values without a factor type, such as {@code mfa}
         */
        private static List<Object> kind(CountedAmr set, boolean named) {
            List<Object> kind = new ArrayList<>();
            for (Counted counted : set.counted()) {
                boolean byName = named
                        && (counted.factorTypes().isEmpty()
                                || counted.factorTypes().contains(FactorType.KNOWLEDGE));
                kind.add(List.of(
                        counted.factorTypes(), counted.characteristics(), byName ? Set.of(counted.value()) : Set.of()));
            }
            return kind;
        }
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
