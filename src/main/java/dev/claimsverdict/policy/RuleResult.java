package dev.claimsverdict.policy;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.RuleReport.SatisfiedBy;
import java.util.List;

/**
 * What counted values do for a rule.
 *
 * @param denied the rule lets nobody in (R4.1), so it is not satisfied either
 * @param findings why; at least one that decides
 */
public record RuleResult(
        boolean denied,
        boolean satisfied,
        List<SatisfiedBy> satisfiedBy,
        List<String> remaining,
        List<Finding> findings) {

    public RuleResult {
        satisfiedBy = List.copyOf(satisfiedBy);
        remaining = List.copyOf(remaining);
        findings = List.copyOf(findings);
    }
}
