package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.cli.Ignores.Ignored;
import dev.claimsverdict.cli.Judged.Subject;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import java.util.List;

/** The report for programs: the worst verdict, then the function's answer for each file. */
final class JsonReport {

    private JsonReport() {}

    /** The report as one line. */
    static String of(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", Judged.worst(report.files()).name());
        ArrayNode array = json.putArray("files");
        for (Judged judged : report.files()) {
            ObjectNode file = array.addObject().put("file", judged.file().name());
            switch (judged.result()) {
                case Judged.Result.Configuration(Subject subject) -> subject(file, judged, subject);
                case Judged.Result.Plan(List<Subject> changes, var _) -> {
                    ArrayNode all = file.put("verdict", judged.outcome().name()).putArray("changes");
                    changes.forEach(change -> subject(
                            all.addObject().put("address", change.address().orElse("")), judged, change));
                }
                case Judged.Result.NotJudged(FileFault fault) -> {
                    file.put("verdict", judged.outcome().name());
                    fault(file.putObject("problem"), judged, fault);
                }
            }
        }
        return JsonText.of(json);
    }

    private static void subject(ObjectNode json, Judged judged, Subject subject) {
        ConfigurationVerdict verdict = subject.verdict();
        json.setAll(VerdictWriter.write(verdict));
        for (int i = 0; i < verdict.findings().size(); i++) {
            place(
                    (ObjectNode) json.withArray("findings").get(i),
                    judged,
                    subject,
                    verdict.findings().get(i));
        }
        if (!subject.ignored().isEmpty()) {
            ArrayNode array = json.putArray("ignored");
            for (Ignored ignored : subject.ignored()) {
                ObjectNode object = VerdictWriter.write(ignored.finding());
                place(object, judged, subject, ignored.finding());
                array.add(object.put("reason", ignored.reason()));
            }
        }
    }

    /** A pointer into another file than the judged one comes with that file's name. */
    private static void place(ObjectNode json, Judged judged, Subject subject, Finding finding) {
        Location place = judged.place(finding);
        if (!judged.has(place)) {
            json.put("pointer", place.pointer()).put("file", place.file());
        }
    }

    private static void fault(ObjectNode json, Judged judged, FileFault fault) {
        json.put("detail", fault.sentence());
        json.put("line", judged.place("").line());
        if (!fault.fields().isEmpty()) {
            ArrayNode fields = json.putArray("errors");
            for (FieldError error : fault.fields()) {
                fields.addObject()
                        .put("pointer", error.pointer())
                        .put("line", judged.place(error.pointer()).line())
                        .put("code", error.code().name())
                        .put("detail", error.detail());
            }
        }
    }
}
