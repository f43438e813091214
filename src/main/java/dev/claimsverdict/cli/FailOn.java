package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The level from which a finding fails the run. */
enum FailOn {
    /** No verdict fails. A file that can't be judged does, because it has no verdict. */
    NEVER,
    /** BREAKING and INVALID. */
    ERROR,
    /** AT_RISK as well. */
    WARNING,
    /** Any finding. */
    INFO;

    /** The levels' names on the command line. */
    static final List<String> WORDS = Arrays.stream(values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();

    /** The option that sets the level. */
    static final String OPTION = "--fail-on";

    /** The same as {@code --fail-on warning}. */
    static final String STRICT = "--strict";

    /** The options. */
    static List<OptionSpec> options() {
        return List.of(
                Options.words(
                        OPTION,
                        WORDS,
                        "The level from which a finding fails the run; error by default. With never, only files that"
                                + " can't be judged fail it."),
                Options.flag(STRICT, "The same as --fail-on warning."));
    }

    /** The level that the options set. Throws Refusal if they contradict each other. */
    static FailOn of(ParseResult given) throws Refusal {
        Optional<FailOn> named = Options.word(given, OPTION).map(FailOn::of);
        boolean strict = Options.given(given, STRICT);
        if (strict && named.filter(each -> each != WARNING).isPresent()) {
            throw Refusal.usage(STRICT + " is the same as " + OPTION + " warning. Give one of them.");
        }
        return strict ? WARNING : named.orElse(ERROR);
    }

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
