package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a run, for any format of the report.
 *
 * @param failOn the level from which a finding fails the run
 * @param quiet whether a report for people leaves out verdicts that don't fail
 * @param color whether text may have color
 * @param directory the working directory
 */
record Report(List<Judged> files, FailOn failOn, boolean quiet, boolean color, Path directory) {

    Report {
        files = List.copyOf(files);
    }

    /** The exit status of the run. */
    int status() {
        return files.stream().mapToInt(this::status).max().orElse(ExitStatus.OK);
    }

    private int status(Judged judged) {
        return judged.result() instanceof Judged.Result.NotJudged
                ? ExitStatus.BREAKING
                : judged.subjects().stream()
                        .mapToInt(subject -> failOn.status(subject.verdict()))
                        .max()
                        .orElse(ExitStatus.OK);
    }

    boolean fails(Judged judged) {
        return status(judged) != ExitStatus.OK;
    }

    boolean fails(Judged.Subject subject) {
        return failOn.status(subject.verdict()) != ExitStatus.OK;
    }

    /** The number of files with each verdict, such as "2 files: 1 BREAKING, 1 SAFE.". */
    String summary() {
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : List.of(Outcome.INVALID, Outcome.BREAKING, Outcome.AT_RISK, Outcome.SAFE)) {
            long count =
                    files.stream().filter(file -> file.outcome() == outcome).count();
            if (count > 0) {
                counts.add(count + " " + outcome);
            }
        }
        return files.size() + (files.size() == 1 ? " file: " : " files: ") + String.join(", ", counts) + ".";
    }
}
