package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file and its result.
 *
 * @param file its name on the command line
 * @param lines the lines of the fields in the result
 */
record Judged(String file, Result result, Lines lines) {

    /** The result for a file. */
    sealed interface Result {

        /** An IdP object or a change of one, and its verdict as JSON. */
        record Configuration(ConfigurationVerdict verdict, ObjectNode json) implements Result {}

        /** The changes of a Terraform plan, and their verdicts as JSON. */
        record Plan(PlanVerdict verdict, ObjectNode json) implements Result {}

        /** The file can't be judged. */
        record NoRequest(Problem problem) implements Result {}

        private static Result of(Answer answer) {
            return switch (answer) {
                case Answer.Judged(ConfigurationVerdict verdict, ObjectNode json) -> new Configuration(verdict, json);
                case Answer.Judged(PlanVerdict verdict, ObjectNode json) -> new Plan(verdict, json);
                case Answer.Refused(Problem problem) -> new NoRequest(problem);
                case Answer.Judged(SignInVerdict _, var _), Answer.Judged(OrgVerdict _, var _), Answer.Ignored _ ->
                    throw new IllegalStateException("a file is judged as an IdP configuration");
            };
        }
    }

    /** A file's answer, with the lines of the fields that it is about. */
    static Judged of(String file, Answer answer, String text) {
        Result result = Result.of(answer);
        return new Judged(file, result, Lines.of(text, pointers(result)));
    }

    /** How safe the file is. A file that can't be judged is INVALID. */
    Outcome outcome() {
        return switch (result) {
            case Result.Configuration configuration -> configuration.verdict().outcome();
            case Result.Plan(PlanVerdict verdict, var _) -> verdict.outcome();
            case Result.NoRequest _ -> Outcome.INVALID;
        };
    }

    /** The worst outcome. */
    static Outcome worst(List<Judged> files) {
        return PlanVerdict.worst(files.stream().map(Judged::outcome).toList());
    }

    private static List<String> pointers(Result result) {
        return switch (result) {
            case Result.Configuration configuration ->
                pointers(configuration.verdict()).toList();
            case Result.Plan(PlanVerdict verdict, var _) ->
                verdict.changes().stream()
                        .flatMap(change -> pointers(change.verdict()))
                        .toList();
            case Result.NoRequest(Problem problem) ->
                problem.errors().stream().map(FieldError::pointer).toList();
        };
    }

    private static Stream<String> pointers(ConfigurationVerdict verdict) {
        return verdict.findings().stream().map(Finding::pointer).flatMap(pointer -> pointer.stream());
    }
}
