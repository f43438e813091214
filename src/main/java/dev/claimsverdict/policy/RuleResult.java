package dev.claimsverdict.policy;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.RuleReport.SatisfiedBy;
import java.util.List;

/**
 * The result of evaluating a rule.
 *
 * @param denied whether the rule denies access (R4.1); it is then not satisfied
 * @param findings the reasons; at least one decides
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
