package dev.claimsverdict.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.answer.VerdictWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** An explanation as JSON (docs/audit.md, Explain). */
public final class ExplanationJson {

    private ExplanationJson() {}

    /** The JSON of an explanation. */
    public static ObjectNode of(Explanation explanation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", explanation.verdict().outcome().name());
        json.put("verified", explanation.evidence().isVerified());
        json.put("evidence", explanation.evidence().name());
        ObjectNode idp = json.putObject("idp");
        explanation.idp().id().ifPresent(id -> idp.put("idpId", id));
        idp.put("name", explanation.idp().name()).put("type", explanation.idp().type());
        explanation.rule().ifPresent(rule -> {
            ObjectNode object = json.putObject("rule");
            rule.id().ifPresent(id -> object.put("ruleId", id));
            object.put("name", rule.name());
            rule.policy().ifPresent(policy -> object.put("policy", policy));
        });
        json.set("signIn", VerdictWriter.write(explanation.verdict()));
        explanation.logged().ifPresent(logged -> {
            ArrayNode events = json.putArray("events");
            logged.events().forEach(event -> event(events.addObject(), event));
            json.put("otherEvents", logged.otherEvents());
            json.put("otherSignIns", logged.otherSignIns());
        });
        strings(json.putArray("observations"), explanation.observations());
        List<String> unknowns =
                new ArrayList<>(explanation.unverified().stream().toList());
        unknowns.addAll(explanation.notTold());
        strings(json.putArray("notTold"), unknowns);
        return json;
    }

    private static void event(ObjectNode json, LogEvent event) {
        json.put("published", event.published().toString());
        json.put("eventType", event.type());
        event.result().ifPresent(result -> json.put("result", result));
        event.reason().ifPresent(reason -> json.put("reason", reason));
        ArrayNode targets = json.putArray("target");
        for (LogEvent.Target target : event.targets()) {
            ObjectNode object = targets.addObject();
            object.put("type", target.type()).put("id", target.id()).put("displayName", target.name());
            members(object, "detailEntry", target.details());
        }
        members(json, "debugData", event.debug());
    }

    private static void members(ObjectNode json, String name, SequencedMap<String, String> members) {
        if (!members.isEmpty()) {
            ObjectNode object = json.putObject(name);
            members.forEach(object::put);
        }
    }

    private static void strings(ArrayNode array, List<String> strings) {
        strings.forEach(array::add);
    }
}
