package dev.claimsverdict.verdict;

import java.util.List;

/**
 * How far the counted values satisfy a policy rule (R4.11).
 *
 * @param satisfied whether the rule asks for nothing more
 * @param satisfiedBy each value that helped, and what it satisfied: factor types, characteristics that the rule asks
 *     for, or {@code MULTI_FACTOR} for {@code mfa}
 * @param remaining what is still missing: factor types, characteristics, or alternatives separated by {@code |}; {@code
 *     AUTHENTICATION_METHODS} and {@code PIN} are what only Okta itself can check
 * @param wouldSatisfy the smallest sets of AMR values that would satisfy the rule, at most three
 */
public record RuleReport(
        boolean satisfied, List<SatisfiedBy> satisfiedBy, List<String> remaining, List<List<String>> wouldSatisfy) {

    public RuleReport {
        satisfiedBy = List.copyOf(satisfiedBy);
        remaining = List.copyOf(remaining);
        wouldSatisfy = List.copyOf(wouldSatisfy);
    }

    /** A value, and the parts of the rule that it satisfied. */
    public record SatisfiedBy(String value, List<String> satisfied) {

        public SatisfiedBy {
            satisfied = List.copyOf(satisfied);
        }
    }
}
