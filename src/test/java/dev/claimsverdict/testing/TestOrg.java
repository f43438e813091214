package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A request to /v1/org-verdicts under construction. */
public final class TestOrg {

    public static final String PATH = "/v1/org-verdicts";

    private final ObjectNode request = TestApi.JSON.createObjectNode();

    private TestOrg() {
        request.putArray("idps");
        request.putArray("rules");
    }

    public static TestOrg empty() {
        return new TestOrg();
    }

    /** The trusted OIDC IdP of {@link TestIdp} with this id, and with these members set, as in {@code {status: 'INACTIVE'}}. */
    public TestOrg idp(String id, String change) {
        ObjectNode idp = TestIdp.oidc().put("id", id);
        set(idp, DryRun.json(change));
        return idp(idp);
    }

    public TestOrg idp(JsonNode idp) {
        request.withArray("idps").add(idp);
        return this;
    }

    /** A rule with this id; its JSON may have single quotes, and member names without quotes. */
    public TestOrg rule(String id, String rule) {
        ObjectNode object = TestApi.JSON.createObjectNode().put("id", id);
        object.setAll((ObjectNode) DryRun.json(rule));
        return rule(object);
    }

    public TestOrg rule(JsonNode rule) {
        request.withArray("rules").add(rule);
        return this;
    }

    public TestOrg evidence(String idpId, String evidence) {
        return evidence(idpId, DryRun.json(evidence));
    }

    public TestOrg evidence(String idpId, JsonNode evidence) {
        request.withObjectProperty("evidence").set(idpId, evidence);
        return this;
    }

    public TestOrg org(String org) {
        request.set("org", DryRun.json(org));
        return this;
    }

    public TestOrg edition(String edition) {
        request.put("amrTable", edition);
        return this;
    }

    public ObjectNode request() {
        return request;
    }

    /** The verdict: the request must get one. */
    public JsonNode verdict() {
        return TestApi.verdict(PATH, request.toString());
    }

    /** The whole HTTP answer, for requests that are no requests. */
    public JsonNode answer() {
        return TestApi.http("POST", PATH, request.toString());
    }

    /** The errors of the problem that the request must get, as in {@code /idps/0/id: The field is missing.} */
    public List<String> errors() {
        JsonNode answer = answer();
        if (answer.path("statusCode").asInt() != 422) {
            throw new AssertionError(answer.toString());
        }
        List<String> errors = new ArrayList<>();
        TestApi.json(answer.path("body").asText())
                .path("errors")
                .forEach(error -> errors.add(error.path("pointer").asText() + ": "
                        + error.path("detail").asText()));
        return errors;
    }

    /** The cell of an IdP under a rule. */
    public static JsonNode cell(JsonNode verdict, String idpId, String ruleId) {
        for (JsonNode cell : verdict.path("matrix")) {
            if (cell.path("idpId").asText().equals(idpId)
                    && cell.path("ruleId").asText().equals(ruleId)) {
                return cell;
            }
        }
        throw new AssertionError("no cell of " + idpId + " under " + ruleId + " in " + verdict);
    }

    /** The IdPs and rules of all cells in their order, as in {@code 0oa1 r1}. */
    public static List<String> cells(JsonNode verdict) {
        List<String> cells = new ArrayList<>();
        verdict.path("matrix")
                .forEach(cell -> cells.add(
                        cell.path("idpId").asText() + " " + cell.path("ruleId").asText()));
        return cells;
    }

    /** Sets members at any depth; a null removes one. */
    public static void set(ObjectNode object, JsonNode change) {
        change.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                object.remove(member.getKey());
            } else if (value.isObject() && object.path(member.getKey()) instanceof ObjectNode inner) {
                set(inner, value);
            } else {
                object.set(member.getKey(), value);
            }
        });
    }
}
