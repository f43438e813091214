package dev.claimsverdict.policy;

import dev.claimsverdict.amr.CountedAmr;

/** The evaluation that explains nothing, with which the smallest sets are searched; for tests that need it often. */
public final class UnexplainedEvaluation {

    private UnexplainedEvaluation() {}

    /** Whether the values satisfy the rule. */
    public static boolean satisfied(PolicyRule rule, CountedAmr amr, RuleEvaluation.Settings settings) {
        return RuleEvaluation.satisfied(rule, amr, settings);
    }
}
