package dev.claimsverdict.verdict;

import java.util.List;
import java.util.Objects;

/**
 * What an IdP's configuration, or a change of it, does to sign-in through this IdP (docs/rules.md section 6).
 *
 * @param findings worst first; the worst one decides, and without findings the verdict is SAFE
 */
public record ConfigurationVerdict(String decisionId, String amrTable, Trust trust, List<Finding> findings)
        implements Verdict {

    public ConfigurationVerdict {
        findings = Finding.ordered(findings);
        Objects.requireNonNull(decisionId);
        Objects.requireNonNull(amrTable);
        Objects.requireNonNull(trust);
    }

    /** How safe the configuration is. */
    public enum Outcome {
        SAFE,
        AT_RISK,
        BREAKING,
        INVALID
    }

    /** INVALID or BREAKING for an error, depending on its code; AT_RISK for a warning; otherwise SAFE. */
    public Outcome outcome() {
        return outcome(findings);
    }

    /**
     * How safe a configuration with these findings is.
     *
     * @param findings worst first
     */
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
