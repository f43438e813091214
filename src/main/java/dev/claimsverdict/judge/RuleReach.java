package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.SmallestSets;
import java.util.IdentityHashMap;
import java.util.Map;

/** Which rules of one org AMR values can satisfy. Each rule is evaluated once by each table. For one thread. */
final class RuleReach {

    private final Org org;
    private final Map<AmrRows, Map<PolicyRule, Boolean>> known = new IdentityHashMap<>();

    RuleReach(Org org) {
        this.org = org;
    }

    /** Whether any values of this table satisfy the rule. */
    boolean inReach(PolicyRule rule, AmrRows rows) {
        return known.computeIfAbsent(rows, _ -> new IdentityHashMap<>())
                .computeIfAbsent(
                        rule, each -> SmallestSets.reachable(each, rows, org.factorOnly(), SignIn.settings(org)));
    }
}
