package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.cli.Judged.Subject;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.Level;
import java.nio.file.Path;

/**
 * The report as <a
 * href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">workflow commands</a> of
 * GitHub Actions: an annotation for each finding, at its file and line.
 */
final class GithubReport {

    private final Report report;
    private final Path root;
    private final StringBuilder commands = new StringBuilder();

    private GithubReport(Report report, Path root) {
        this.report = report;
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * The report: one command on each line, then a line with the summary.
     *
     * @param root the folder to which GitHub's file names are relative
     */
    static String of(Report report, Path root) {
        GithubReport github = new GithubReport(report, root);
        report.files().forEach(github::file);
        if (!report.quiet() || report.status() != ExitStatus.OK) {
            github.commands.append(report.summary()).append('\n');
        }
        return github.commands.toString();
    }

    private void file(Judged judged) {
        for (Subject subject : judged.subjects()) {
            if (!report.quiet() || report.fails(subject)) {
                for (Finding finding : subject.verdict().findings()) {
                    String title = finding.code()
                            + subject.address().map(address -> " " + address).orElse("");
                    annotation(finding.level(), judged.place(finding), title, finding.message());
                }
            }
        }
        if (judged.result() instanceof Judged.Result.NotJudged(FileFault fault)) {
            if (fault.fields().isEmpty()) {
                annotation(Level.ERROR, judged.place(""), "Can't be judged", fault.sentence());
            }
            for (FieldError error : fault.fields()) {
                annotation(
                        Level.ERROR,
                        judged.place(error.pointer()),
                        "Can't be judged",
                        error.pointer() + ": " + error.detail());
            }
        }
    }

    private void annotation(Level level, Location place, String title, String message) {
        commands.append("::")
                .append(
                        switch (level) {
                            case ERROR -> "error";
                            case WARNING -> "warning";
                            case INFO -> "notice";
                        });
        String file = place.file().equals(InputFile.STANDARD_INPUT)
                ? ""
                : "file=" + property(path(place.file())) + ",line=" + place.line() + ",";
        commands.append(' ').append(file).append("title=").append(property(title));
        commands.append("::").append(data(message)).append('\n');
    }

    private String path(String file) {
        Path path = report.directory().toAbsolutePath().resolve(file).normalize();
        return (path.startsWith(root) ? root.relativize(path) : path).toString();
    }

    /** As escapeData of GitHub's own toolkit. */
    private static String data(String text) {
        return Printable.text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** As escapeProperty of GitHub's own toolkit. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
