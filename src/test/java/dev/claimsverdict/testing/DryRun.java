package dev.claimsverdict.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A request to /v1/amr-verdicts under construction; without more, of the trusted OIDC IdP and a default org. */
public final class DryRun {

    /** Lets the tables of tests do without the quotes around member names. */
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private final ObjectNode request = TestApi.JSON.createObjectNode();

    private DryRun(List<String> amr) {
        ArrayNode array = request.putArray("amr");
        amr.forEach(array::add);
        request.set("idp", TestIdp.oidc());
    }

    public static DryRun of(List<String> amr) {
        return new DryRun(amr);
    }

    /** Of the values in a cell of a table: with blanks between; nothing, or null, is no value. */
    public static DryRun of(String cell) {
        return new DryRun(words(cell));
    }

    public static List<String> words(String cell) {
        return cell == null || cell.isBlank() ? List.of() : List.of(cell.strip().split(" +"));
    }

    /** JSON that may have single quotes, and member names without quotes. */
    public static JsonNode json(String lenient) {
        try {
            return LENIENT.readTree(lenient);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(lenient, e);
        }
    }

    public DryRun idp(JsonNode idp) {
        request.set("idp", idp);
        return this;
    }

    public DryRun edition(String edition) {
        request.put("amrTable", edition);
        return this;
    }

    public DryRun org(String org) {
        request.set("org", json(org));
        return this;
    }

    public DryRun rule(String rule) {
        request.set("rule", json(rule));
        return this;
    }

    /** An ASSURANCE rule with these constraints; nothing, or null, is none. */
    public DryRun assurance(String factorMode, String constraints) {
        ObjectNode rule = TestApi.JSON.createObjectNode().put("type", "ASSURANCE");
        rule.put("factorMode", factorMode);
        if (constraints != null && !constraints.isBlank()) {
            rule.set("constraints", json(constraints));
        }
        request.set("rule", rule);
        return this;
    }

    public ObjectNode request() {
        return request;
    }

    /** The verdict: the request must get one. */
    public JsonNode verdict() {
        return TestApi.verdict("/v1/amr-verdicts", request.toString());
    }

    /** The verdict's word and the finding that decides, as in {@code STEP_UP FACTORS_MISSING}. */
    public String outcome() {
        JsonNode verdict = verdict();
        return verdict.path("verdict").asText() + " " + TestApi.first(verdict);
    }

    /** The whole HTTP answer, for requests that are no requests. */
    public JsonNode answer() {
        return TestApi.http("POST", "/v1/amr-verdicts", request.toString());
    }

    /** The strings of an array, or this member of each of its objects. */
    public static List<String> strings(JsonNode array, String... member) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(
                member.length == 0 ? each.asText() : each.path(member[0]).asText()));
        return strings;
    }

    /** The codes of a verdict's findings, in order. */
    public static List<String> codes(JsonNode verdict) {
        return strings(verdict.path("findings"), "code");
    }
}
