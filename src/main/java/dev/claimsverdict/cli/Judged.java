package dev.claimsverdict.cli;

import dev.claimsverdict.event.IdpVerdicts.Answer;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file and what is to be said of it.
 *
 * @param file as it was named on the command line
 * @param lines of the fields that are spoken of
 */
record Judged(String file, Answer answer, Lines lines) {

    /** A file's answer, with the lines of the text that it is about. */
    static Judged of(String file, Answer answer, String text) {
        return new Judged(file, answer, Lines.of(text, pointers(answer)));
    }

    /** How safe the file is; what is no request at all is INVALID. */
    Outcome outcome() {
        return switch (answer) {
            case Answer.Configuration configuration -> configuration.verdict().outcome();
            case Answer.Plan(PlanVerdict verdict) -> verdict.outcome();
            case Answer.Refused _ -> Outcome.INVALID;
        };
    }

    /** The worst of all. */
    static Outcome worst(List<Judged> files) {
        return PlanVerdict.worst(files.stream().map(Judged::outcome).toList());
    }

    private static List<String> pointers(Answer answer) {
        return switch (answer) {
            case Answer.Configuration configuration ->
                pointers(configuration.verdict()).toList();
            case Answer.Plan(PlanVerdict verdict) ->
                verdict.changes().stream()
                        .flatMap(change -> pointers(change.verdict()))
                        .toList();
            case Answer.Refused(Problem problem) ->
                problem.errors().stream().map(FieldError::pointer).toList();
        };
    }

    private static Stream<String> pointers(ConfigurationVerdict verdict) {
        return verdict.findings().stream().map(Finding::pointer).flatMap(pointer -> pointer.stream());
    }
}
