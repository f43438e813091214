package dev.claimsverdict.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Assurance;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.RuleReport;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import dev.claimsverdict.verdict.Trust;
import dev.claimsverdict.verdict.Verdict;
import java.util.Collection;
import java.util.List;

/** Writes verdicts (docs/reference.md, Verdicts). Equal verdicts give the same bytes. */
public final class VerdictWriter {

    /** The most bytes that the findings of a plan take: room for all findings of about 500 changes. */
    private static final int MAX_PLAN_BYTES = 1_500_000;

    /** Each cell of an org's matrix has at least this many bytes. */
    public static final int LEAST_BYTES_OF_CELL = 140;

    /** The most bytes that the findings of an org take. The rest of the answer is for its matrix. */
    private static final int MAX_ORG_BYTES = 1_500_000;

    /** The most characters of an address or a name. Terraform's addresses and the names of IdPs have no limit. */
    private static final int MAX_NAME = 500;

    private VerdictWriter() {}

    /**
     * The JSON of a verdict that is one of many in an answer.
     *
     * @param bytes how many bytes its findings may take; the worst ones are kept, at least the first
     */
    public static ObjectNode write(Verdict verdict, int bytes) {
        return switch (verdict) {
            case SignInVerdict signIn -> write(signIn, fitting(signIn.findings(), bytes));
            case ConfigurationVerdict configuration -> write(configuration, fitting(configuration.findings(), bytes));
            case PlanVerdict plan -> plan(plan, bytes);
            case OrgVerdict org -> org(org, bytes);
        };
    }

    /** The JSON of a verdict on a sign-in. */
    public static ObjectNode write(SignInVerdict verdict) {
        return write(verdict, verdict.findings());
    }

    private static ObjectNode write(SignInVerdict verdict, List<Finding> shown) {
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
        findings(json, shown);
        return json;
    }

    /** The JSON of a configuration verdict. */
    public static ObjectNode write(ConfigurationVerdict verdict) {
        return write(verdict, verdict.findings());
    }

    private static ObjectNode write(ConfigurationVerdict verdict, List<Finding> shown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", verdict.outcome().name());
        json.put("decisionId", verdict.decisionId());
        json.put("amrTable", verdict.amrTable());
        trust(json, verdict.trust());
        findings(json, shown);
        return json;
    }

    /**
     * The JSON of a verdict on a plan: the worst verdict, then each change's address and verdict. If a plan has very many
     * changes, only the worst findings of each are written, so that the answer stays within Lambda's limit.
     */
    public static ObjectNode write(PlanVerdict plan) {
        return plan(plan, MAX_PLAN_BYTES);
    }

    private static ObjectNode plan(PlanVerdict plan, int bytes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", plan.outcome().name());
        ArrayNode changes = json.putArray("changes");
        for (PlanVerdict.Change change : plan.changes()) {
            List<Finding> shown =
                    fitting(change.verdict().findings(), bytes / plan.changes().size());
            changes.addObject().put("address", shortened(change.address())).setAll(write(change.verdict(), shown));
        }
        return json;
    }

    /**
     * The JSON of a verdict on an org: the worst verdict of its IdPs, then each IdP's verdict, the rules, and each IdP under each
     * rule. If an org has very many IdPs, only the worst findings of each are written.
     */
    public static ObjectNode write(OrgVerdict org) {
        return org(org, MAX_ORG_BYTES);
    }

    private static ObjectNode org(OrgVerdict org, int bytes) {
        int share = bytes / (org.idps().size() + 1);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", org.outcome().name());
        json.put("decisionId", org.decisionId());
        json.put("amrTable", org.amrTable());
        ArrayNode idps = json.putArray("idps");
        for (OrgVerdict.Idp idp : org.idps()) {
            ObjectNode object = idps.addObject().put("idpId", idp.idpId());
            idp.name().ifPresent(name -> object.put("name", shortened(name)));
            idp.type().ifPresent(type -> object.put("type", shortened(type)));
            trust(object, idp.verdict().trust());
            object.put("verdict", idp.verdict().outcome().name());
            findings(object, fitting(idp.verdict().findings(), share));
        }
        ArrayNode rules = json.putArray("rules");
        for (OrgVerdict.Rule rule : org.rules()) {
            ObjectNode object = rules.addObject().put("ruleId", rule.ruleId());
            rule.policyId().ifPresent(policyId -> object.put("policyId", shortened(policyId)));
            rule.name().ifPresent(name -> object.put("name", shortened(name)));
            rule.priority().ifPresent(priority -> object.put("priority", priority));
        }
        ArrayNode matrix = json.putArray("matrix");
        for (OrgVerdict.Cell cell : org.matrix()) {
            cell(matrix.addObject(), cell);
        }
        findings(json, fitting(org.findings(), share));
        return json;
    }

    private static void cell(ObjectNode json, OrgVerdict.Cell cell) {
        OrgVerdict.Judgement judgement = cell.judgement();
        json.put("idpId", cell.idpId());
        json.put("ruleId", cell.ruleId());
        json.put("verdict", judgement.outcome().name());
        strings(json.putArray("remaining"), judgement.remaining());
        json.put("reachable", judgement.reachable().name());
        sets(json, judgement.wouldSatisfy());
        json.put("ifTrustFlips", judgement.ifTrustFlips().name());
    }

    /** The worst findings that fit into this many bytes, at least the first one. */
    private static List<Finding> fitting(List<Finding> findings, int bytes) {
        int taken = 0;
        for (int i = 0; i < findings.size(); i++) {
            taken += bytes(findings.get(i));
            if (taken > bytes) {
                return Finding.worst(findings, Math.max(2, i));
            }
        }
        return findings;
    }

    /** An upper bound for the bytes of a finding whose JSON is quoted in the body of an HTTP answer. */
    private static int bytes(Finding finding) {
        int around =
                150 + finding.code().name().length() + finding.code().help().length();
        return around + bytes(finding.message()) + bytes(finding.pointer().orElse(""));
    }

    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A control character becomes \\u0001, because the JSON is quoted.
            bytes += c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? 1 : 7;
        }
        return bytes;
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, name.offsetByCodePoints(0, MAX_NAME / 2)) + "…";
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
        sets(json, rule.wouldSatisfy());
    }

    private static void sets(ObjectNode json, List<List<String>> wouldSatisfy) {
        ArrayNode sets = json.putArray("wouldSatisfy");
        wouldSatisfy.forEach(set -> strings(sets.addArray(), set));
    }

    private static void findings(ObjectNode json, List<Finding> findings) {
        ArrayNode array = json.putArray("findings");
        findings.forEach(finding -> array.add(write(finding)));
    }

    /** The JSON of a finding. */
    public static ObjectNode write(Finding finding) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("code", finding.code().name())
                .put("level", finding.level().name())
                .put("message", finding.message());
        finding.pointer().ifPresent(pointer -> object.put("pointer", pointer));
        return object.put("help", finding.help());
    }

    /** Adds the names of these enum constants to the array. */
    public static void names(ArrayNode array, Collection<? extends Enum<?>> words) {
        words.forEach(word -> array.add(word.name()));
    }

    static void strings(ArrayNode array, Collection<String> strings) {
        strings.forEach(array::add);
    }
}
