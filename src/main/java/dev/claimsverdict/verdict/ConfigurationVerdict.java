package dev.claimsverdict.verdict;

import java.util.List;
import java.util.Objects;

/**
 * What a configuration of an IdP, or a change of one, does to signing in through it (section 6).
 *
 * @param findings worst first; the worst decides, and none at all is SAFE
 */
public record ConfigurationVerdict(String decisionId, String amrTable, Trust trust, List<Finding> findings)
        implements Verdict {

    public ConfigurationVerdict {
        findings = Finding.ordered(findings);
        Objects.requireNonNull(decisionId);
        Objects.requireNonNull(amrTable);
        Objects.requireNonNull(trust);
    }

    /** How safe it is. */
    public enum Outcome {
        SAFE,
        AT_RISK,
        BREAKING,
        INVALID
    }

    /** INVALID or BREAKING for an error, as its code says; AT_RISK for a warning; else SAFE. */
    public Outcome outcome() {
        return outcome(findings);
    }

    /** How safe a configuration with these findings is, worst first. */
    public static Outcome outcome(List<Finding> findings) {
        if (findings.isEmpty()) {
            return Outcome.SAFE;
        }
        Finding first = findings.getFirst();
        return switch (first.level()) {
            case ERROR -> first.code().invalidates() ? Outcome.INVALID : Outcome.BREAKING;
            case WARNING -> Outcome.AT_RISK;
            case INFO -> Outcome.SAFE;
        };
    }
}
