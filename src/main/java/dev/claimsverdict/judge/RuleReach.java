package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.SmallestSets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which rules AMR values can satisfy. Rules that ask the same are tried once, however many IdPs they concern: an org has
 * thousands of rules.
 */
final class RuleReach {

    private final Org org;

    /** By identity, since comparing rules takes longer than trying one. */
    private final Map<PolicyRule, PolicyRule> asking = new IdentityHashMap<>();

    private final Map<PolicyRule, PolicyRule> different = new HashMap<>();
    private final Map<PolicyRule.Constraint, PolicyRule.Constraint> constraints = new HashMap<>();
    private final Map<AmrRows, Reach> ofAll = new IdentityHashMap<>();
    private final Map<AmrRows, Map<Set<String>, Reach>> ofSome = new IdentityHashMap<>();

    /** Nothing is tried yet. */
    RuleReach(Org org) {
        this.org = org;
    }

    /** Those that some values of the table satisfy. */
    Reach of(AmrRows rows) {
        return ofAll.computeIfAbsent(
                rows,
                table ->
                        new Reach(rule -> SmallestSets.reachable(rule, table, org.factorOnly(), SignIn.settings(org))));
    }

    /** Those that some of these values satisfy. */
    Reach of(AmrRows rows, Set<String> values) {
        return ofSome.computeIfAbsent(rows, _ -> new HashMap<>())
                .computeIfAbsent(
                        Set.copyOf(values),
                        some -> new Reach(rule ->
                                SmallestSets.reachable(rule, rows, some, org.factorOnly(), SignIn.settings(org))));
    }

    /** The rule that stands for all that ask the same, itself without pointers. */
    PolicyRule representative(PolicyRule rule) {
        PolicyRule known = asking.get(rule);
        if (known == null) {
            PolicyRule bare = rule.question(constraint -> constraints.computeIfAbsent(constraint, each -> each));
            PolicyRule first = different.putIfAbsent(bare, bare);
            known = first == null ? bare : first;
            asking.put(rule, known);
        }
        return known;
    }

    /** The rules that some values reach. */
    final class Reach {

        private final Predicate<PolicyRule> trial;
        private final Map<PolicyRule, Boolean> tried = new IdentityHashMap<>();

        private Reach(Predicate<PolicyRule> trial) {
            this.trial = trial;
        }

        boolean includes(PolicyRule rule) {
            return tried.computeIfAbsent(representative(rule), trial::test);
        }
    }
}
