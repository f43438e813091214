package dev.claimsverdict.cli;

import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The report for people. Each line begins with a word of this program or with white space and such a word, so that no
 * name from a file can act as a command in a pipeline's log. Control characters are escaped.
 */
final class TextReport {

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /** The report on these files. */
    static String of(List<Judged> files) {
        TextReport report = new TextReport();
        files.forEach(report::file);
        report.summary(files);
        return report.text.toString();
    }

    private void file(Judged judged) {
        line(
                "",
                judged.outcome() + "  "
                        + (judged.file().equals(InputFile.STANDARD_INPUT) ? "standard input" : judged.file()));
        switch (judged.result()) {
            case Judged.Result.Configuration configuration -> findings("  ", configuration.verdict(), judged.lines());
            case Judged.Result.Plan(PlanVerdict plan, var _) -> plan(plan, judged.lines());
            case Judged.Result.NoRequest(Problem problem) -> problem(problem, judged.lines());
        }
        text.append('\n');
    }

    private void plan(PlanVerdict plan, Lines lines) {
        if (plan.changes().isEmpty()) {
            line("  ", "The plan doesn't change any IdP.");
        }
        for (PlanVerdict.Change change : plan.changes()) {
            line("  ", change.verdict().outcome() + "  " + change.address());
            findings("    ", change.verdict(), lines);
        }
    }

    private void findings(String indent, ConfigurationVerdict verdict, Lines lines) {
        for (Finding finding : verdict.findings()) {
            String where =
                    finding.pointer().map(pointer -> place(pointer, lines)).orElse("");
            line(indent, finding.level() + " " + finding.code() + where);
            line(indent, "  " + finding.message());
            line(indent, "  See " + finding.help());
        }
    }

    private void problem(Problem problem, Lines lines) {
        line("  ", "ERROR " + problem.detail());
        for (FieldError error : problem.errors()) {
            line("  ", "ERROR" + place(error.pointer(), lines));
            line("  ", "  " + error.detail());
        }
    }

    private static String place(String pointer, Lines lines) {
        String field = pointer.isEmpty() ? "the whole" : pointer;
        return " at " + field + " (line " + lines.of(pointer) + ")";
    }

    private void summary(List<Judged> files) {
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : List.of(Outcome.INVALID, Outcome.BREAKING, Outcome.AT_RISK, Outcome.SAFE)) {
            long count =
                    files.stream().filter(file -> file.outcome() == outcome).count();
            if (count > 0) {
                counts.add(count + " " + outcome);
            }
        }
        line("", files.size() + (files.size() == 1 ? " file: " : " files: ") + String.join(", ", counts) + ".");
    }

    private void line(String indent, String content) {
        text.append(indent).append(Printable.of(content)).append('\n');
    }
}
