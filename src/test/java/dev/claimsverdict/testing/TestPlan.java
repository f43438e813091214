package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Terraform plan in the making, in the shape of Okta's provider. */
public final class TestPlan {

    private static final String OIDC = """
        {"id": "0oa1", "name": "Example", "status": "ACTIVE", "type": "OIDC", "protocol_type": "OIDC",
         "issuer_url": "https://idp.example.com", "authorization_url": "https://idp.example.com/authorize",
         "token_url": "https://idp.example.com/token", "user_info_url": "https://idp.example.com/userinfo",
         "jwks_url": "https://idp.example.com/keys", "slo_url": "", "scopes": ["openid", "email"],
         "client_id": "client-1", "pkce_required": true, "max_clock_skew": 0, "account_link_action": "AUTO",
         "filter": "^.+@example", "trust_claims": false}\
        """;
    private static final String SAML = """
        {"id": "0oa2", "name": "Example", "status": "ACTIVE", "type": "SAML2", "kid": "kid-1",
         "issuer": "https://saml.example.com", "sso_url": "https://saml.example.com/sso", "max_clock_skew": 0,
         "request_signature_algorithm": "SHA-256", "response_signature_algorithm": "SHA-256",
         "account_link_action": "AUTO", "subject_filter": "^.+@example", "trust_claims": false}\
        """;
    private static final String SOCIAL = """
        {"id": "0oa3", "name": "Example", "status": "ACTIVE", "type": "GOOGLE", "protocol_type": "OIDC",
         "scopes": ["openid"], "client_id": "client-2", "account_link_action": "AUTO", "max_clock_skew": 0}\
        """;
    private static final String APP_RULE = """
        {"id": "rul1", "name": "Rule", "status": "ACTIVE", "priority": 1, "policy_id": "rst1", "access": "ALLOW",
         "type": "ASSURANCE", "factor_mode": "2FA", "re_authentication_frequency": "PT2H", "constraints": null,
         "chains": null}\
        """;
    private static final String SESSION_RULE = """
        {"id": "rul2", "name": "Rule", "status": "ACTIVE", "priority": 1, "policy_id": "00p1", "access": "ALLOW",
         "mfa_required": true, "mfa_prompt": "ALWAYS", "primary_factor": "PASSWORD_IDP", "identity_provider": "ANY",
         "identity_provider_ids": []}\
        """;
    private static final String ROUTING_RULE = """
        {"id": "rul3", "name": "Rule", "status": "ACTIVE", "priority": 1, "policy_id": "00p2",
         "idp_providers": [{"id": "0oa1", "type": "OIDC"}]}\
        """;
    private static final String KEY = "{\"id\": \"kid-1\", \"kid\": \"kid-1\", \"x5c\": [\"MIIC\"]}";

    private final ObjectNode json = TestApi.JSON.createObjectNode().put("format_version", "1.2");
    private final ArrayNode changes = json.putArray("resource_changes");

    /** The attributes of a usual resource of this type, with these instead of its own. */
    public static ObjectNode attributes(String type, String... others) {
        ObjectNode attributes = (ObjectNode) TestApi.json(
                switch (type) {
                    case "okta_idp_oidc" -> OIDC;
                    case "okta_idp_saml" -> SAML;
                    case "okta_idp_social" -> SOCIAL;
                    case "okta_idp_saml_key" -> KEY;
                    case "okta_app_signon_policy_rule" -> APP_RULE;
                    case "okta_policy_rule_signon" -> SESSION_RULE;
                    case "okta_policy_rule_idp_discovery" -> ROUTING_RULE;
                    default -> "{}";
                });
        for (String other : others) {
            attributes.setAll((ObjectNode) TestApi.json(other));
        }
        return attributes;
    }

    /** The attributes of a trusted IdP at Entra ID, which is known to send few values. */
    public static ObjectNode entra(String id) {
        return attributes("okta_idp_oidc", """
                {"issuer_url": "https://sts.windows.net/11111111-2222-3333-4444-555555555555/", "trust_claims": true}\
                """).put("id", id);
    }

    /** A change; null for a side that isn't there. */
    public TestPlan change(String address, String actions, JsonNode before, JsonNode after) {
        String type = address.replaceFirst("^(module\\.[^.]+\\.)*", "").split("\\.", 2)[0];
        ObjectNode change = changes.addObject()
                .put("address", address)
                .put("mode", "managed")
                .put("type", type);
        ObjectNode inner = change.putObject("change");
        inner.putArray("actions")
                .addAll(Stream.of(actions.split(" ")).map(inner::textNode).toList());
        inner.set("before", before);
        inner.set("after", after);
        inner.putObject("after_unknown");
        return this;
    }

    /** A resource that stays as it is. */
    public TestPlan kept(String address, ObjectNode attributes) {
        return change(address, "no-op", attributes, attributes.deepCopy());
    }

    /** Sets a member of the last change, such as {@code after_unknown}. */
    public TestPlan with(String member, String value) {
        ((ObjectNode) changes.path(changes.size() - 1).path("change")).set(member, TestApi.json(value));
        return this;
    }

    /** Sets a member beside the last change, such as {@code previous_address}. */
    public TestPlan beside(String member, String value) {
        ((ObjectNode) changes.path(changes.size() - 1)).set(member, TestApi.json(value));
        return this;
    }

    /** Adds a resource to the prior state. */
    public TestPlan prior(String address, ObjectNode attributes) {
        resource(json.withObject("/prior_state/values/root_module"), address, attributes);
        return this;
    }

    /** Adds a resource to the root module of {@code values}. */
    public static void resource(ObjectNode module, String address, ObjectNode attributes) {
        boolean data = address.startsWith("data.");
        String[] names = address.replaceFirst("^data\\.", "").split("\\.", 2);
        module.withArray("resources")
                .addObject()
                .put("address", address)
                .put("mode", data ? "data" : "managed")
                .put("type", names[0])
                .set("values", attributes);
    }

    /** Sets the configuration. */
    public TestPlan configuration(String configuration) {
        json.set("configuration", TestApi.json(configuration));
        return this;
    }

    public ObjectNode json() {
        return json;
    }

    /** The verdict on the plan. */
    public JsonNode verdict() {
        return TestApi.verdict("/v1/idp-verdicts", json.toString());
    }

    /** The verdict on the only change that is judged. */
    public JsonNode only() {
        JsonNode changes = verdict().path("changes");
        if (changes.size() != 1) {
            throw new AssertionError(changes.toString());
        }
        return changes.path(0);
    }

    /** The verdict on the change with that address. */
    public JsonNode of(String address) {
        return verdict()
                .path("changes")
                .valueStream()
                .filter(change -> change.path("address").asText().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(address + " is not in " + verdict()));
    }

    /** The findings of a verdict: level, code and pointer, without the part of the pointer up to the change. */
    public static List<String> findings(JsonNode verdict) {
        List<String> findings = new ArrayList<>();
        verdict.path("findings")
                .forEach(finding -> findings.add(finding.path("level").asText() + " "
                        + finding.path("code").asText() + " "
                        + finding.path("pointer").asText().replaceFirst("^/resource_changes/\\d+/change", "")));
        return findings;
    }
}
