package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.cli.Ignores.Applied;
import dev.claimsverdict.cli.Ignores.Ignored;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file and its result.
 *
 * @param lines the lines of the fields in the result
 * @param ownEvidence whether the file brought evidence with it
 * @param context what was known in addition to the file
 */
record Judged(InputFile file, Result result, LineNumbers lines, boolean ownEvidence, LintContext context) {

    /** The result for a file. */
    sealed interface Result {

        /** An IdP object or a change of one. */
        record Configuration(Subject subject) implements Result {}

        /**
         * The changes of a Terraform plan, or the resources of a state.
         *
         * @param summary a sentence about what the changes don't show
         */
        record Plan(List<Subject> changes, Optional<String> summary) implements Result {
            public Plan {
                changes = List.copyOf(changes);
            }
        }

        /** The file can't be judged. */
        record NotJudged(FileFault fault) implements Result {}
    }

    /**
     * An IdP, or a change of one, and its verdict.
     *
     * @param address the address of its resource in a plan
     * @param names its id and its address
     * @param verdict by the findings that aren't ignored
     */
    record Subject(Optional<String> address, Set<String> names, ConfigurationVerdict verdict, List<Ignored> ignored) {
        Subject {
            names = Set.copyOf(names);
            ignored = List.copyOf(ignored);
        }

        private Stream<String> pointers() {
            return Stream.concat(verdict.findings().stream(), ignored.stream().map(Ignored::finding))
                    .map(Finding::pointer)
                    .flatMap(Optional::stream);
        }
    }

    /** A file and its answer, without the ignored findings. */
    static Judged of(InputFile file, Content.Json content, Answer answer, Ignores ignores, LintContext context) {
        Result result = result(file, content.tree().root(), answer, ignores);
        boolean ownEvidence = !content.tree().root().path("evidence").isEmpty();
        return new Judged(file, result, LineNumbers.of(content.text(), pointers(result)), ownEvidence, context);
    }

    /** A file that can't be judged. */
    static Judged not(InputFile file, FileFault fault, int line, LintContext context) {
        return new Judged(file, new Result.NotJudged(fault), LineNumbers.allAt(line), false, context);
    }

    private static Result result(InputFile file, JsonNode root, Answer answer, Ignores ignores) {
        return switch (answer) {
            case Answer.Judged(ConfigurationVerdict verdict, var _) ->
                new Result.Configuration(subject(file, Optional.empty(), ids(root), verdict, ignores));
            case Answer.Judged(PlanVerdict plan, var _) ->
                new Result.Plan(
                        plan.changes().stream()
                                .map(change -> subject(
                                        file, Optional.of(change.address()), names(change), change.verdict(), ignores))
                                .toList(),
                        PlanSummary.of(plan));
            case Answer.Refused(var problem) -> new Result.NotJudged(FileFault.of(problem));
            case Answer.Judged(SignInVerdict _, var _), Answer.Judged(OrgVerdict _, var _), Answer.Ignored _ ->
                throw new IllegalStateException("a file is judged as an IdP configuration");
        };
    }

    private static Subject subject(
            InputFile file,
            Optional<String> address,
            Set<String> names,
            ConfigurationVerdict verdict,
            Ignores ignores) {
        Applied applied = ignores.apply(verdict, file.name(), names);
        return new Subject(address, names, applied.verdict(), applied.ignored());
    }

    private static Set<String> ids(JsonNode root) {
        Set<String> ids = new HashSet<>();
        for (JsonNode id : List.of(root.path("id"), root.at("/after/id"), root.at("/before/id"))) {
            if (id.isTextual()) {
                ids.add(id.textValue());
            }
        }
        return ids;
    }

    private static Set<String> names(PlanVerdict.Change change) {
        Set<String> names = new HashSet<>(Set.of(change.address()));
        change.idpId().ifPresent(names::add);
        return names;
    }

    /** The judged IdPs and changes of the file; none if it can't be judged. */
    List<Subject> subjects() {
        return switch (result) {
            case Result.Configuration(Subject subject) -> List.of(subject);
            case Result.Plan(List<Subject> changes, var _) -> changes;
            case Result.NotJudged _ -> List.of();
        };
    }

    /** The file's worst verdict. A file that can't be judged is INVALID. */
    Outcome outcome() {
        return result instanceof Result.NotJudged
                ? Outcome.INVALID
                : PlanVerdict.worst(subjects().stream()
                        .map(subject -> subject.verdict().outcome())
                        .toList());
    }

    /** The worst outcome. */
    static Outcome worst(List<Judged> files) {
        return PlanVerdict.worst(files.stream().map(Judged::outcome).toList());
    }

    /** The place of a finding: in this file, or in a file about the org. */
    Location place(Finding finding) {
        String pointer = finding.pointer().orElse("");
        return context.place(pointer, ownEvidence).orElseGet(() -> place(pointer));
    }

    /** A place in this file. */
    Location place(String pointer) {
        return new Location(file.name(), pointer, lines.of(pointer));
    }

    /** Whether a place is in this file. */
    boolean has(Location place) {
        return place.file().equals(file.name());
    }

    private static List<String> pointers(Result result) {
        return switch (result) {
            case Result.Configuration(Subject subject) -> subject.pointers().toList();
            case Result.Plan(List<Subject> changes, var _) ->
                changes.stream().flatMap(Subject::pointers).toList();
            case Result.NotJudged(FileFault fault) ->
                fault.fields().stream().map(FieldError::pointer).toList();
        };
    }
}
