package dev.claimsverdict.policy;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.RuleReport.SatisfiedBy;
import java.util.List;

/**
 * The result of evaluating a rule.
 *
 * @param findings the reasons, at least one
 */
public record RuleResult(
        Outcome outcome, List<SatisfiedBy> satisfiedBy, List<String> remaining, List<Finding> findings) {

    /** Whether the values satisfy the rule. */
    public enum Outcome {
        SATISFIED,
        NOT_SATISFIED,
        /** The rule denies access, whatever the values (R4.1). */
        DENIED
    }

    public RuleResult {
        satisfiedBy = List.copyOf(satisfiedBy);
        remaining = List.copyOf(remaining);
        findings = List.copyOf(findings);
    }

    /** Whether the rule denies access. */
    public boolean denied() {
        return outcome == Outcome.DENIED;
    }

    /** Whether the values satisfy the rule. */
    public boolean satisfied() {
        return outcome == Outcome.SATISFIED;
    }
}
