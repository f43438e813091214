package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.cli.Judged.Subject;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report as JUnit's XML, which build servers show as tests: a suite for each file, a test for each IdP. A verdict
 * that fails the run is a failure, and a file that can't be judged is an error.
 */
final class JunitReport {

    private final Report report;
    private final StringBuilder xml = new StringBuilder();

    private JunitReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        JunitReport junit = new JunitReport(report);
        long failures = report.files().stream().mapToLong(junit::failures).sum();
        long errors = report.files().stream().mapToLong(JunitReport::errors).sum();
        long tests = report.files().stream().mapToLong(JunitReport::tests).sum();
        junit.xml
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"claims-verdict\"")
                .append(counts(tests, failures, errors))
                .append(">\n");
        report.files().forEach(junit::suite);
        return junit.xml.append("</testsuites>\n").toString();
    }

    private void suite(Judged judged) {
        String file = judged.file().shownName();
        xml.append("  <testsuite name=\"")
                .append(escaped(file))
                .append('"')
                .append(counts(tests(judged), failures(judged), errors(judged)))
                .append(">\n");
        if (judged.result() instanceof Judged.Result.NotJudged(FileFault fault)) {
            test(file, file, () -> element("error", "FILE_NOT_JUDGED", fault.sentence(), faults(judged, fault)));
        }
        for (Subject subject : judged.subjects()) {
            test(subject.address().orElse(file), file, () -> subject(judged, subject));
        }
        xml.append("  </testsuite>\n");
    }

    private void test(String name, String file, Runnable content) {
        xml.append("    <testcase name=\"")
                .append(escaped(name))
                .append("\" classname=\"")
                .append(escaped(file))
                .append("\">\n");
        content.run();
        xml.append("    </testcase>\n");
    }

    private void subject(Judged judged, Subject subject) {
        List<Finding> findings = subject.verdict().findings();
        String reported = findings.stream()
                .map(finding -> finding.level() + " " + finding.code() + where(judged, subject, finding) + "\n  "
                        + finding.message() + "\n")
                .collect(Collectors.joining());
        if (report.fails(subject)) {
            Finding first = findings.getFirst();
            element("failure", subject.verdict().outcome().name(), first.code() + ": " + first.message(), reported);
        } else if (!reported.isEmpty()) {
            xml.append("      <system-out>").append(lines(reported)).append("</system-out>\n");
        }
    }

    private static String where(Judged judged, Subject subject, Finding finding) {
        Location place = judged.place(finding);
        return " at " + place.file() + ":" + place.line();
    }

    private static String faults(Judged judged, FileFault fault) {
        StringBuilder faults = new StringBuilder();
        for (FieldError error : fault.fields()) {
            Location place = judged.place(error.pointer());
            faults.append(
                    place.pointer() + " at " + place.file() + ":" + place.line() + "\n  " + error.detail() + "\n");
        }
        return faults.toString();
    }

    private void element(String name, String type, String message, String content) {
        xml.append("      <" + name + " type=\"" + type + "\" message=\"")
                .append(escaped(message))
                .append("\">")
                .append(lines(content))
                .append("</" + name + ">\n");
    }

    private static long tests(Judged judged) {
        return judged.subjects().size() + errors(judged);
    }

    private long failures(Judged judged) {
        return judged.subjects().stream().filter(report::fails).count();
    }

    private static long errors(Judged judged) {
        return judged.result() instanceof Judged.Result.NotJudged ? 1 : 0;
    }

    private static String counts(long tests, long failures, long errors) {
        return " tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\"" + errors + "\"";
    }

    private static String lines(String text) {
        return text.lines().map(JunitReport::escaped).collect(Collectors.joining("\n"));
    }

    /** Text for XML, without control characters: XML doesn't allow most of them. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        Printable.text(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                // The only other characters that XML 1.0 doesn't allow.
                case 0xFFFE, 0xFFFF -> escaped.append('\ufffd');
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
