package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.IdpVerdicts.Answer;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.VerdictWriter;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.List;

/** Verdicts for programs: the worst, then of each file what the HTTP route would have answered. */
final class JsonReport {

    private JsonReport() {}

    /** The report on some files, as one line. */
    static String of(List<Judged> files) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("verdict", Judged.worst(files).name());
        ArrayNode array = report.putArray("files");
        for (Judged judged : files) {
            ObjectNode file = array.addObject().put("file", judged.file());
            switch (judged.answer()) {
                case Answer.Configuration configuration -> file.setAll(VerdictWriter.write(configuration.verdict()));
                case Answer.Plan(PlanVerdict verdict) -> file.setAll(VerdictWriter.write(verdict));
                case Answer.Refused(Problem problem) ->
                    file.put("verdict", judged.outcome().name()).set("problem", problem.body(judged.file()));
            }
        }
        return report + "\n";
    }
}
