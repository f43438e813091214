package dev.claimsverdict.cli;

import dev.claimsverdict.audit.IdpLabel;
import dev.claimsverdict.audit.OrgAudit;
import dev.claimsverdict.audit.OrgChange;
import dev.claimsverdict.audit.OrgFiles;
import dev.claimsverdict.audit.Place;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An audit for code scanning: each finding at its line in the files, with the IdP that it is about. */
final class AuditSarif {

    private static final InputFile STANDARD_INPUT = InputFile.named(InputFile.STANDARD_INPUT);

    private final OrgFiles files;
    private final Map<String, String> texts;

    /** The findings by file and by IdP. */
    private final Map<String, Map<String, List<Finding>>> found = new LinkedHashMap<>();

    private AuditSarif(OrgFiles files, Map<String, String> texts) {
        this.files = files;
        this.texts = texts;
    }

    /**
     * The report.
     *
     * @param texts the texts of the files, by their names
     */
    static String of(OrgAudit audit, Map<String, String> texts, FailOn failOn, Path directory) {
        AuditSarif report = new AuditSarif(audit.files(), texts);
        Map<String, IdpLabel> labels = new HashMap<>();
        audit.idps().forEach(idp -> labels.put(idp.id(), idp));
        for (OrgVerdict.Idp idp : audit.verdict().idps()) {
            IdpLabel label = labels.get(idp.idpId());
            if (label != null) {
                report.add(label.name(), label.place(), idp.verdict().findings());
            }
        }
        for (Finding finding : audit.verdict().findings()) {
            report.add("the org", audit.idps().getFirst().place(), List.of(finding));
        }
        return report.whole(failOn, directory);
    }

    /** The report on a change: the findings that weren't there before. */
    static String of(OrgChange change, Map<String, String> texts, FailOn failOn, Path directory) {
        AuditSarif report = new AuditSarif(change.after().files(), texts);
        for (OrgChange.Idp idp : change.idps()) {
            if (idp.after().isPresent()) {
                report.add(idp.label().name(), idp.label().place(), idp.newFindings());
            }
        }
        return report.whole(failOn, directory);
    }

    private void add(String subject, Place whole, List<Finding> findings) {
        for (Finding finding : findings) {
            Place place = finding.pointer().flatMap(files::place).orElse(new Place(whole.file(), ""));
            Finding there = finding.movedTo(Optional.of(place.pointer()));
            found.computeIfAbsent(place.file(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(subject, _ -> new ArrayList<>())
                    .add(there);
        }
    }

    private String whole(FailOn failOn, Path directory) {
        List<Judged> judged = new ArrayList<>();
        found.forEach((file, bySubject) -> {
            List<String> pointers = new ArrayList<>();
            List<Judged.Subject> subjects = new ArrayList<>();
            bySubject.forEach((subject, findings) -> {
                findings.forEach(finding -> finding.pointer().ifPresent(pointers::add));
                subjects.add(new Judged.Subject(
                        Optional.of(subject),
                        Set.of(subject),
                        new ConfigurationVerdict("", "", Trust.NONE, findings),
                        List.of()));
            });
            String text = texts.getOrDefault(file, "");
            judged.add(new Judged(
                    InputFile.named(file.equals(STANDARD_INPUT.shownName()) ? STANDARD_INPUT.name() : file),
                    new Judged.Result.Plan(subjects, Optional.empty()),
                    text.isEmpty() ? LineNumbers.allAt(1) : LineNumbers.of(text, pointers),
                    true,
                    LintContext.NOTHING));
        });
        return SarifReport.of(new Report(judged, failOn, false, false, directory));
    }
}
