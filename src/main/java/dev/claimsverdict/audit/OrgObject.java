package dev.claimsverdict.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.request.IdpRequestReader;
import java.util.Set;

/**
 * The kinds of JSON objects in an org's files. They are recognized by their members, because Okta's objects don't name their
 * kind.
 */
enum OrgObject {
    IDP,
    POLICY,
    RULE,
    /** A request for an org's verdict: IdPs and rules in one object. */
    ORG_REQUEST,
    /** What {@code claims-verdict snapshot} writes about the snapshot itself. */
    SNAPSHOT_NOTE,
    /** An object that an audit doesn't need: an authenticator, a key, a feature, an app of a policy. */
    NOT_NEEDED,
    /** An error message of Okta's API in place of an object. */
    ERROR,
    TERRAFORM,
    UNKNOWN;

    /** Members that only a policy has besides a type and a name. */
    private static final Set<String> OF_POLICIES = Set.of("priority", "system", "conditions", "_embedded");

    /** The kind of an object. */
    static OrgObject of(JsonNode json) {
        if (IdpRequestReader.isIdp(json)) {
            return IDP;
        }
        if (json.path("actions").isObject()) {
            return RULE;
        }
        if (json.path("idps").isArray() || json.path("rules").isArray()) {
            return ORG_REQUEST;
        }
        if (json.path("format").asText().equals("claims-verdict-snapshot")) {
            return SNAPSHOT_NOTE;
        }
        if (json.has("errorCode") && json.has("errorSummary")) {
            return ERROR;
        }
        if (json.has("resource_changes") || json.has("terraform_version") || json.has("format_version")) {
            return TERRAFORM;
        }
        boolean named = json.path("type").isTextual() && json.path("name").isTextual();
        if (named && OF_POLICIES.stream().anyMatch(json::has)) {
            return POLICY;
        }
        boolean authenticator = named && json.has("key") && json.has("status");
        boolean feature = named && json.has("stage");
        boolean mapping =
                json.path("_links").has("application") || json.path("_links").has("authenticator");
        return authenticator || feature || json.path("kty").isTextual() || mapping ? NOT_NEEDED : UNKNOWN;
    }
}
