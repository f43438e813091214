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
 * Which rules AMR values can satisfy. An org may have thousands of rules, so rules that ask for the same are tried
 * once, however many IdPs they concern.
 */
final class RuleReach {

    private final Org org;

    /** Each rule's representative. By identity, because comparing rules takes longer than trying one. */
    private final Map<PolicyRule, PolicyRule> representatives = new IdentityHashMap<>();

    private final Map<PolicyRule, PolicyRule> distinct = new HashMap<>();
    private final Map<PolicyRule.Constraint, PolicyRule.Constraint> constraints = new HashMap<>();
    private final Map<AmrRows, Reach> ofAll = new IdentityHashMap<>();
    private final Map<AmrRows, Map<Set<String>, Reach>> ofSome = new IdentityHashMap<>();

    /** Nothing is tried yet. */
    RuleReach(Org org) {
        this.org = org;
    }

    /** The rules that some values of the table satisfy. */
    Reach of(AmrRows rows) {
        return ofAll.computeIfAbsent(
                rows,
                table ->
                        new Reach(rule -> SmallestSets.reachable(rule, table, org.factorOnly(), SignIn.settings(org))));
    }

    /** The rules that some of these values satisfy. */
    Reach of(AmrRows rows, Set<String> values) {
        return ofSome.computeIfAbsent(rows, _ -> new HashMap<>())
                .computeIfAbsent(
                        Set.copyOf(values),
                        some -> new Reach(rule ->
                                SmallestSets.reachable(rule, rows, some, org.factorOnly(), SignIn.settings(org))));
    }

    /** The rule, without pointers, that stands for all rules that ask for the same. */
    PolicyRule representative(PolicyRule rule) {
        PolicyRule known = representatives.get(rule);
        if (known == null) {
            PolicyRule bare = rule.question(constraint -> constraints.computeIfAbsent(constraint, each -> each));
            PolicyRule first = distinct.putIfAbsent(bare, bare);
            known = first == null ? bare : first;
            representatives.put(rule, known);
        }
        return known;
    }

    /** The rules that some values can satisfy. */
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
