package dev.claimsverdict.verdict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What Okta would do with a sign-in through an IdP, and why. The findings determine the outcome, so a verdict can't
 * contradict its own reasons. ACCEPTED needs a finding that accepts: nothing is accepted by default (R5.5).
 *
 * @param dryRun whether the AMR values came without a signature
 * @param amr absent when the token could not be verified, since nothing of such a token is shown
 * @param token absent when the token could not be verified, and in a dry run
 * @param rule present when the request had a rule
 * @param findings worst first; the first one decides; never empty
 */
public record SignInVerdict(
        boolean dryRun,
        String decisionId,
        String amrTable,
        Trust trust,
        Optional<AmrReport> amr,
        Optional<Assurance> assurance,
        Optional<TokenReport> token,
        Optional<RuleReport> rule,
        List<Finding> findings)
        implements Verdict {

    public SignInVerdict {
        findings = Finding.ordered(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a sign-in verdict needs a finding that says why");
        }
        Objects.requireNonNull(decisionId);
        Objects.requireNonNull(amrTable);
        Objects.requireNonNull(trust);
    }

    /** The result of the sign-in. */
    public enum Outcome {
        ACCEPTED,
        STEP_UP,
        REJECTED
    }

    /** REJECTED for an error, STEP_UP for a warning, ACCEPTED only for a finding that accepts. */
    public Outcome outcome() {
        return outcome(findings);
    }

    /**
     * The outcome of a sign-in with these findings.
     *
     * @param findings worst first, at least one
     */
    public static Outcome outcome(List<Finding> findings) {
        Finding first = findings.getFirst();
        return switch (first.level()) {
            case ERROR -> Outcome.REJECTED;
            case WARNING -> Outcome.STEP_UP;
            case INFO -> first.code().accepts() ? Outcome.ACCEPTED : Outcome.STEP_UP;
        };
    }
}
