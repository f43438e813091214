package dev.claimsverdict.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Assurance;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.RuleReport;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import dev.claimsverdict.verdict.Trust;
import java.util.Collection;
import java.util.List;

/** Writes verdicts (docs/reference.md, Verdicts). Equal verdicts give the same bytes. */
public final class VerdictWriter {

    private VerdictWriter() {}

    /** The JSON of a token verdict or of a dry run. */
    public static ObjectNode write(SignInVerdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", verdict.outcome().name());
        if (verdict.dryRun()) {
            json.put("dryRun", true);
        }
        json.put("decisionId", verdict.decisionId());
        json.put("amrTable", verdict.amrTable());
        trust(json, verdict.trust());
        verdict.amr().ifPresent(amr -> amr(json.putObject("amr"), amr));
        verdict.assurance().ifPresent(assurance -> assurance(json.putObject("assurance"), assurance));
        verdict.token().ifPresent(token -> token(json.putObject("token"), token));
        verdict.rule().ifPresent(rule -> rule(json.putObject("rule"), rule));
        findings(json, verdict.findings());
        return json;
    }

    /** The JSON of a configuration verdict. */
    public static ObjectNode write(ConfigurationVerdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", verdict.outcome().name());
        json.put("decisionId", verdict.decisionId());
        json.put("amrTable", verdict.amrTable());
        trust(json, verdict.trust());
        findings(json, verdict.findings());
        return json;
    }

    /** The JSON of a verdict on a plan: the worst, then each change's address and verdict. */
    public static ObjectNode write(PlanVerdict plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", plan.outcome().name());
        ArrayNode changes = json.putArray("changes");
        for (PlanVerdict.Change change : plan.changes()) {
            changes.addObject().put("address", change.address()).setAll(write(change.verdict()));
        }
        return json;
    }

    private static void trust(ObjectNode json, Trust trust) {
        json.putObject("trust")
                .put("mode", trust.mode().name())
                .put(
                        "decidedBy",
                        switch (trust.decidedBy()) {
                            case TRUST_CLAIMS -> "trustClaims";
                            case MAP_AMR_CLAIMS -> "mapAMRClaims";
                            case NONE -> "none";
                        });
    }

    private static void amr(ObjectNode json, AmrReport amr) {
        json.put("source", amr.source().name());
        strings(json.putArray("received"), amr.received());
        ArrayNode counted = json.putArray("counted");
        for (AmrReport.Counted value : amr.counted()) {
            ObjectNode object = counted.addObject().put("value", value.value());
            names(object.putArray("factorTypes"), value.factorTypes());
            names(object.putArray("characteristics"), value.characteristics());
        }
        ArrayNode ignored = json.putArray("ignored");
        for (AmrReport.Ignored value : amr.ignored()) {
            ignored.addObject()
                    .put("value", value.value())
                    .put("why", value.why().name());
        }
    }

    private static void assurance(ObjectNode json, Assurance assurance) {
        names(json.putArray("factorTypes"), assurance.factorTypes());
        names(json.putArray("characteristics"), assurance.characteristics());
        json.put("multiFactor", assurance.multiFactor());
    }

    private static void token(ObjectNode json, TokenReport token) {
        json.put("issuer", token.issuer());
        strings(json.putArray("audience"), token.audience());
        json.put("keyId", token.keyId().orElse(null));
        json.put("algorithm", token.algorithm());
        json.put("issuedAt", token.issuedAt().toString());
        json.put("expiresAt", token.expiresAt().toString());
    }

    private static void rule(ObjectNode json, RuleReport rule) {
        json.put("satisfied", rule.satisfied());
        ArrayNode satisfiedBy = json.putArray("satisfiedBy");
        for (RuleReport.SatisfiedBy each : rule.satisfiedBy()) {
            strings(satisfiedBy.addObject().put("value", each.value()).putArray("satisfied"), each.satisfied());
        }
        strings(json.putArray("remaining"), rule.remaining());
        ArrayNode wouldSatisfy = json.putArray("wouldSatisfy");
        rule.wouldSatisfy().forEach(set -> strings(wouldSatisfy.addArray(), set));
    }

    private static void findings(ObjectNode json, List<Finding> findings) {
        ArrayNode array = json.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode object = array.addObject()
                    .put("code", finding.code().name())
                    .put("level", finding.level().name())
                    .put("message", finding.message());
            finding.pointer().ifPresent(pointer -> object.put("pointer", pointer));
            object.put("help", finding.help());
        }
    }

    public static void names(ArrayNode array, Collection<? extends Enum<?>> words) {
        words.forEach(word -> array.add(word.name()));
    }

    static void strings(ArrayNode array, Collection<String> strings) {
        strings.forEach(array::add);
    }
}
