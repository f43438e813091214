package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** From which level on a finding fails the run. */
enum FailOn {
    /** No verdict fails. What can't be judged does, since there is no verdict. */
    NEVER,
    /** BREAKING and INVALID. */
    ERROR,
    /** AT_RISK as well. */
    WARNING,
    /** Any finding. */
    INFO;

    /** The words for them on the command line. */
    static final List<String> WORDS = Arrays.stream(values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();

    static FailOn of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The exit status for a verdict; {@link ExitStatus#OK} if it doesn't fail. */
    int status(ConfigurationVerdict verdict) {
        Outcome outcome = verdict.outcome();
        return switch (this) {
            case NEVER -> ExitStatus.OK;
            case ERROR -> outcome.compareTo(Outcome.BREAKING) >= 0 ? ExitStatus.BREAKING : ExitStatus.OK;
            case WARNING ->
                outcome.compareTo(Outcome.BREAKING) >= 0
                        ? ExitStatus.BREAKING
                        : outcome == Outcome.AT_RISK ? ExitStatus.AT_RISK : ExitStatus.OK;
            case INFO ->
                outcome.compareTo(Outcome.BREAKING) >= 0
                        ? ExitStatus.BREAKING
                        : verdict.findings().isEmpty() ? ExitStatus.OK : ExitStatus.AT_RISK;
        };
    }
}
