package dev.claimsverdict.snapshot;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A list of objects that the Management API returns.
 *
 * @param name a unique name, of letters, digits, - and _
 * @param file the file of the snapshot that contains it
 * @param target the path and query of the call
 * @param title its name for people
 * @param scope the OAuth 2.0 scope that is needed to read it
 * @param absence the HTTP statuses that mean that the org has no such list, or that no verdict needs it
 */
record OrgList(String name, String file, String target, String title, String scope, Set<Integer> absence) {

    /** Not a list, but a description that every Okta org shows without credentials. */
    static final OrgList ORGANIZATION =
            new OrgList("organization", "org.json", "/.well-known/okta-organization", "The org's engine", "", Set.of());

    static final OrgList IDPS = new OrgList(
            "idps", "idps.json", "/api/v1/idps?limit=200", "The identity providers", "okta.idps.read", Set.of());
    static final OrgList KEYS = new OrgList(
            "keys",
            "keys.json",
            "/api/v1/idps/credentials/keys",
            "The signing keys of SAML identity providers",
            "okta.idps.read",
            Set.of());
    static final OrgList AUTHENTICATORS = new OrgList(
            "authenticators",
            "authenticators.json",
            "/api/v1/authenticators",
            "The authenticators",
            "okta.authenticators.read",
            Set.of());
    /** No verdict needs the features, and Okta shows them only to some administrators. */
    static final OrgList FEATURES = new OrgList(
            "features",
            "features.json",
            "/api/v1/features",
            "The self-service features",
            "okta.features.read",
            Set.of(400, 403, 404));

    /** The file of all policies' rules. */
    static final String RULES = "rules.json";

    private static final String POLICIES = "okta.policies.read";

    /** An org without this feature refuses the type. */
    static final OrgList CLAIMS_SOURCING = policies("IDENTITY_CLAIM_SOURCING", Set.of(400, 404));

    /** Policies of both of Okta's engines. */
    static final List<OrgList> POLICIES_OF_BOTH = List.of(policies("OKTA_SIGN_ON"), policies("IDP_DISCOVERY"));

    /** Policies that only an Identity Engine org has. */
    static final List<OrgList> POLICIES_OF_IDENTITY_ENGINE = List.of(policies("ACCESS_POLICY"), CLAIMS_SOURCING);

    /** The lists that only an Identity Engine org has. */
    static final List<OrgList> IDENTITY_ENGINE_ONLY = Stream.concat(
                    POLICIES_OF_IDENTITY_ENGINE.stream(), Stream.of(AUTHENTICATORS))
            .toList();

    private static OrgList policies(String type) {
        return policies(type, Set.of());
    }

    private static OrgList policies(String type, Set<Integer> absence) {
        return new OrgList(
                "policies-" + type,
                "policies.json",
                "/api/v1/policies?type=" + type,
                "The policies of type " + type,
                POLICIES,
                absence);
    }

    /**
     * The rules of a policy.
     *
     * @param id an id in Okta's form
     * @param policy the policy's name
     */
    static OrgList rules(String id, String policy) {
        return new OrgList(
                "rules-" + id,
                RULES,
                "/api/v1/policies/" + id + "/rules",
                "The rules of the policy \"" + policy + "\"",
                POLICIES,
                Set.of());
    }
}
