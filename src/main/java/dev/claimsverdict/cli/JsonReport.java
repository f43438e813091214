package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import java.util.List;

/** The report for programs: the worst verdict, then the HTTP route's answer for each file. */
final class JsonReport {

    private JsonReport() {}

    /** The report on these files, as one line. */
    static String of(List<Judged> files) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("verdict", Judged.worst(files).name());
        ArrayNode array = report.putArray("files");
        for (Judged judged : files) {
            ObjectNode file = array.addObject().put("file", judged.file());
            switch (judged.result()) {
                case Judged.Result.Configuration(var _, ObjectNode json) -> file.setAll(json);
                case Judged.Result.Plan(var _, ObjectNode json) -> file.setAll(json);
                case Judged.Result.NoRequest(Problem problem) ->
                    file.put("verdict", judged.outcome().name()).set("problem", problem.body(judged.file()));
            }
        }
        return report + "\n";
    }
}
