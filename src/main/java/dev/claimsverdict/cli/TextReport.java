package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.cli.Ignores.Ignored;
import dev.claimsverdict.cli.Judged.Subject;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.Level;
import java.util.List;
import java.util.Optional;

/**
 * The report for people. Each line begins with a word of this program, perhaps after white space, so that no name from
 * a file can act as a command in a pipeline's log. Control characters are escaped.
 */
final class TextReport {

    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String GREY = "2";

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Report report) {
        this.report = report;
    }

    /** The report as text; empty if it is quiet and nothing fails. */
    static String of(Report report) {
        TextReport text = new TextReport(report);
        report.files().stream()
                .filter(file -> !report.quiet() || report.fails(file))
                .forEach(text::file);
        if (!report.quiet() || report.status() != ExitStatus.OK) {
            text.line("", report.summary());
        }
        return text.text.toString();
    }

    private void file(Judged judged) {
        line("", word(judged.outcome()), "  " + judged.file().shownName());
        switch (judged.result()) {
            case Judged.Result.Configuration(Subject subject) -> findings("  ", judged, subject);
            case Judged.Result.Plan(List<Subject> changes, Optional<String> summary) -> plan(judged, changes, summary);
            case Judged.Result.NotJudged(FileFault fault) -> fault(judged, fault);
        }
        text.append('\n');
    }

    private void plan(Judged judged, List<Subject> changes, Optional<String> summary) {
        summary.ifPresent(sentence -> line("  ", sentence));
        for (Subject change : changes) {
            if (!report.quiet() || report.fails(change)) {
                line(
                        "  ",
                        word(change.verdict().outcome()),
                        "  " + change.address().orElse(""));
                findings("    ", judged, change);
            }
        }
    }

    private void findings(String indent, Judged judged, Subject subject) {
        for (Finding finding : subject.verdict().findings()) {
            String where = finding.pointer().isPresent() ? at(judged, judged.place(finding)) : "";
            line(indent, word(finding.level()), " " + finding.code() + where);
            line(indent, "  " + finding.message());
            line(indent, "  See " + finding.help());
        }
        for (Ignored ignored : subject.ignored()) {
            line(indent, colored(GREY, "IGNORED"), " " + ignored.finding().code() + ": " + ignored.reason());
        }
    }

    private void fault(Judged judged, FileFault fault) {
        line("  ", word(Level.ERROR), " " + fault.sentence());
        for (FieldError error : fault.fields()) {
            line("  ", word(Level.ERROR), at(judged, judged.place(error.pointer())));
            line("  ", "  " + error.detail());
        }
    }

    private static String at(Judged judged, Location place) {
        String field = place.pointer().isEmpty() ? "the whole file" : place.pointer();
        String file = judged.has(place) ? "" : " in " + place.file();
        return " at " + field + file + " (line " + place.line() + ")";
    }

    private String word(Outcome outcome) {
        return colored(
                switch (outcome) {
                    case INVALID, BREAKING -> RED;
                    case AT_RISK -> YELLOW;
                    case SAFE -> GREEN;
                },
                outcome.name());
    }

    private String word(Level level) {
        return colored(
                switch (level) {
                    case ERROR -> RED;
                    case WARNING -> YELLOW;
                    case INFO -> GREY;
                },
                level.name());
    }

    private String colored(String color, String word) {
        return report.color() ? "\u001b[" + color + "m" + word + "\u001b[0m" : word;
    }

    private void line(String indent, String content) {
        line(indent, "", content);
    }

    /**
     * Writes a line.
     *
     * @param word a word of this program, perhaps in color
     * @param content may contain anybody's text
     */
    private void line(String indent, String word, String content) {
        text.append(indent).append(word).append(Printable.text(content)).append('\n');
    }
}
