package dev.claimsverdict.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reports as JSON. The report on an org is its verdict as the API returns it, with all findings. Cells are written one by
 * one, because a tree of millions would not fit into memory.
 */
public final class OrgJson {

    private OrgJson() {}

    /** Writes the report on an org. Throws an IOException if the writer does. */
    public static void write(OrgAudit audit, Writer to) throws IOException {
        OrgVerdict verdict = audit.verdict();
        ObjectNode head = VerdictWriter.write(
                new OrgVerdict(
                        verdict.decisionId(),
                        verdict.amrTable(),
                        verdict.idps(),
                        verdict.rules(),
                        List.of(),
                        verdict.findings()),
                Integer.MAX_VALUE);
        try (JsonGenerator json = generator(to)) {
            json.writeStartObject();
            for (var member : head.properties()) {
                json.writeFieldName(member.getKey());
                if (member.getKey().equals("matrix")) {
                    matrix(verdict, json);
                } else {
                    json.writeRawValue(member.getValue().toString());
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static JsonGenerator generator(Writer to) throws IOException {
        JsonGenerator json = StrictJson.factory().build().createGenerator(to);
        return json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private static void matrix(OrgVerdict verdict, JsonGenerator json) throws IOException {
        Map<Judgement, Map<String, String>> known = new HashMap<>();
        json.writeStartArray();
        for (OrgVerdict.Cell cell : verdict.matrix()) {
            json.writeStartObject();
            json.writeStringField("idpId", cell.idpId());
            json.writeStringField("ruleId", cell.ruleId());
            members(known.computeIfAbsent(cell.judgement(), OrgJson::members), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The members of a judgement and their JSON, as in an org's verdict. */
    private static Map<String, String> members(Judgement judgement) {
        OrgVerdict.Cell cell = new OrgVerdict.Cell("", "", judgement);
        ObjectNode org = VerdictWriter.write(new OrgVerdict("", "", List.of(), List.of(), List.of(cell), List.of()));
        Map<String, String> members = new LinkedHashMap<>();
        for (var member : org.path("matrix").path(0).properties()) {
            if (!member.getKey().equals("idpId") && !member.getKey().equals("ruleId")) {
                members.put(member.getKey(), member.getValue().toString());
            }
        }
        return members;
    }

    private static void members(Map<String, String> members, JsonGenerator json) throws IOException {
        for (var member : members.entrySet()) {
            json.writeFieldName(member.getKey());
            json.writeRawValue(member.getValue());
        }
    }

    /** Writes the report on a change. Throws an IOException if the writer does. */
    public static void write(OrgChange change, Writer to) throws IOException {
        try (JsonGenerator json = generator(to)) {
            json.writeStartObject();
            json.writeStringField("verdict", change.outcome().name());
            side(json, "before", change.before());
            side(json, "after", change.after());
            strings(json, "org", change.org());
            json.writeArrayFieldStart("idps");
            for (OrgChange.Idp idp : change.idps()) {
                idp(json, idp);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rules");
            for (OrgChange.Rule rule : change.rules()) {
                json.writeStartObject();
                json.writeStringField("change", rule.kind().name());
                json.writeStringField("ruleId", rule.label().id());
                json.writeStringField("policyId", rule.label().policy().id());
                json.writeStringField("name", rule.label().name());
                strings(json, "changed", rule.members());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("matrix");
            Map<Judgement, Map<String, String>> known = new HashMap<>();
            for (OrgChange.Cell cell : change.cells()) {
                json.writeStartObject();
                json.writeStringField("idpId", cell.idp().id());
                json.writeStringField("ruleId", cell.rule().id());
                judgement(json, "before", cell.before(), known);
                judgement(json, "after", cell.after(), known);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void side(JsonGenerator json, String name, OrgAudit audit) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("verdict", audit.verdict().outcome().name());
        json.writeStringField("decisionId", audit.verdict().decisionId());
        json.writeStringField("amrTable", audit.verdict().amrTable());
        json.writeEndObject();
    }

    private static void idp(JsonGenerator json, OrgChange.Idp idp) throws IOException {
        json.writeStartObject();
        json.writeStringField("change", idp.kind().name());
        json.writeStringField("idpId", idp.label().id());
        json.writeStringField("name", idp.label().name());
        outcome(json, "before", idp.before());
        outcome(json, "after", idp.after());
        strings(json, "changed", idp.members());
        json.writeFieldName("findings");
        json.writeRawValue(findings(idp).toString());
        json.writeEndObject();
    }

    private static JsonNode findings(OrgChange.Idp idp) {
        List<Finding> newFindings = idp.newFindings();
        ConfigurationVerdict any = idp.after().or(idp::before).orElseThrow();
        return VerdictWriter.write(new ConfigurationVerdict(any.decisionId(), any.amrTable(), any.trust(), newFindings))
                .path("findings");
    }

    private static void outcome(JsonGenerator json, String name, Optional<ConfigurationVerdict> verdict)
            throws IOException {
        if (verdict.isPresent()) {
            json.writeStringField(name, verdict.get().outcome().name());
        } else {
            json.writeNullField(name);
        }
    }

    private static void judgement(
            JsonGenerator json, String name, Optional<Judgement> judgement, Map<Judgement, Map<String, String>> known)
            throws IOException {
        json.writeFieldName(name);
        if (judgement.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        members(known.computeIfAbsent(judgement.get(), OrgJson::members), json);
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> strings) throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : strings) {
            json.writeString(each);
        }
        json.writeEndArray();
    }
}
