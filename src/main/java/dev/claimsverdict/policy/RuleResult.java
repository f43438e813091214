package dev.claimsverdict.policy;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.RuleReport.SatisfiedBy;
import java.util.List;

/**
 * What counted values do for a rule.
 *
 * @param findings why; at least one that decides
 */
public record RuleResult(
        Outcome outcome, List<SatisfiedBy> satisfiedBy, List<String> remaining, List<Finding> findings) {

    /** Whether the values satisfy the rule. */
    public enum Outcome {
        SATISFIED,
        NOT_SATISFIED,
        /** The rule lets nobody in, whatever the values (R4.1). */
        DENIED
    }

    public RuleResult {
        satisfiedBy = List.copyOf(satisfiedBy);
        remaining = List.copyOf(remaining);
        findings = List.copyOf(findings);
    }

    /** Whether the rule lets nobody in. */
    public boolean denied() {
        return outcome == Outcome.DENIED;
    }

    /** Whether the values satisfy the rule. */
    public boolean satisfied() {
        return outcome == Outcome.SATISFIED;
    }
}
