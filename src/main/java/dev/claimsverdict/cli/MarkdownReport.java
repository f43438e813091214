package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.cli.Ignores.Ignored;
import dev.claimsverdict.cli.Judged.Subject;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import dev.claimsverdict.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as a comment on a pull request. The worst verdict comes first. Findings that don't fit into a comment are
 * only counted. Names of files and resources are formatted as code, so that they can't be links, mentions or markup.
 */
final class MarkdownReport {

    /** GitHub's limit for a comment is 65,536 characters. Each has at least one byte. */
    static final int MAX_BYTES = 65_536;

    /** Room for the sentence about what is left out. */
    private static final int RESERVE = 300;

    /** The most characters of a name: a resource's key may have any length. */
    private static final int NAME = 200;

    /** The most rows of the table, so that it leaves room for findings. */
    private static final int ROWS = 100;

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+!|~&$]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private final Report report;
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private int leftOut;

    private MarkdownReport(Report report) {
        this.report = report;
    }

    /** A part of the report: a file that can't be judged, or an IdP. */
    private record Part(Judged judged, List<Subject> subject) {

        Outcome outcome() {
            return subject.isEmpty()
                    ? judged.outcome()
                    : subject.getFirst().verdict().outcome();
        }

        String name() {
            String file = code(judged.file().shownName());
            return subject.isEmpty() || subject.getFirst().address().isEmpty()
                    ? file
                    : code(subject.getFirst().address().get()) + " in " + file;
        }
    }

    /** The report, with at most {@link #MAX_BYTES} bytes of UTF-8. */
    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.write();
        return markdown.text.toString();
    }

    private void write() {
        add("## Claims Verdict: " + Judged.worst(report.files()) + "\n\n" + report.summary() + "\n");
        List<Part> parts = parts();
        table(parts);
        parts.forEach(this::part);
        if (leftOut > 0) {
            text.append("\n")
                    .append(leftOut)
                    .append(" more findings don't fit into a comment. Run `claims-verdict lint` to see them all.\n");
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Judged judged : report.files()) {
            if (judged.result() instanceof Judged.Result.NotJudged) {
                parts.add(new Part(judged, List.of()));
            }
            for (Subject subject : judged.subjects()) {
                if (!report.quiet() || report.fails(subject)) {
                    parts.add(new Part(judged, List.of(subject)));
                }
            }
        }
        parts.sort(Comparator.comparing(Part::outcome).reversed());
        return parts;
    }

    private void table(List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder("\n| verdict | IdP |\n|---|---|\n");
        parts.stream()
                .limit(ROWS)
                .forEach(part -> table.append("| ")
                        .append(part.outcome())
                        .append(" | ")
                        .append(part.name().replace("|", "\\|"))
                        .append(" |\n"));
        if (parts.size() > ROWS) {
            table.append("| | ").append(parts.size() - ROWS).append(" more |\n");
        }
        add(table.toString());
    }

    private void part(Part part) {
        List<String> lines = new ArrayList<>();
        if (part.judged().result() instanceof Judged.Result.NotJudged(FileFault fault)) {
            lines.add("- " + escaped(fault.sentence()));
            for (FieldError error : fault.fields()) {
                lines.add("- " + at(part.judged(), part.judged().place(error.pointer())) + ": "
                        + escaped(error.detail()));
            }
        }
        for (Subject subject : part.subject()) {
            for (Finding finding : subject.verdict().findings()) {
                String where = finding.pointer().isPresent()
                        ? " at " + at(part.judged(), part.judged().place(finding))
                        : "";
                lines.add(
                        "- **" + finding.level() + " " + escaped(finding.code().name()) + "**" + where + ": "
                                + escaped(finding.message()) + " [Source](" + finding.help() + ")");
            }
            for (Ignored ignored : subject.ignored()) {
                lines.add("- ignored: " + escaped(ignored.finding().code().name()) + ": " + escaped(ignored.reason()));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        String heading = "\n### " + part.outcome().name().replace("_", "\\_") + ": " + part.name() + "\n\n";
        if (!add(heading + lines.getFirst() + "\n")) {
            leftOut += lines.size();
            return;
        }
        for (String line : lines.subList(1, lines.size())) {
            if (!add(line + "\n")) {
                leftOut++;
            }
        }
    }

    /** Adds text if there is room for it and nothing has been left out yet. */
    private boolean add(String more) {
        int size = more.getBytes(StandardCharsets.UTF_8).length;
        if (leftOut > 0 || bytes + size > MAX_BYTES - RESERVE) {
            return false;
        }
        text.append(more);
        bytes += size;
        return true;
    }

    private static String at(Judged judged, Location place) {
        String field = place.pointer().isEmpty() ? "the whole file" : code(place.pointer());
        return field + (judged.has(place) ? "" : " in " + code(place.file())) + " (line " + place.line() + ")";
    }

    /** Text as code, in which nothing is markup. */
    private static String code(String text) {
        String printable = Printable.text(shortened(text));
        String fence = "`";
        Matcher runs = BACKTICKS.matcher(printable);
        while (runs.find()) {
            fence = runs.group().length() >= fence.length() ? runs.group() + "`" : fence;
        }
        String space = fence.length() > 1 ? " " : "";
        return fence + space + printable + space + fence;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, NAME)) + "…";
    }

    /** A sentence as plain text. Nothing in it mentions anybody, refers to anything or is a link. */
    private static String escaped(String sentence) {
        return MARKUP.matcher(Printable.text(sentence))
                .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()))
                .replace("@", "@&#8203;")
                .replace("\\#", "\\#&#8203;")
                .replace("://", ":&#8203;//")
                .replace("www.", "www&#8203;.");
    }
}
