package dev.claimsverdict.terraform;

import static dev.claimsverdict.terraform.AttributeMap.row;
import static dev.claimsverdict.terraform.AttributeMap.whileUnknown;
import static dev.claimsverdict.terraform.AttributeMap.withDefault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.terraform.AttributeMap.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources of Okta's Terraform provider that are read, and how their attributes map to the objects of the Management
 * API. The attributes that are left out affect no verdict. Source: the provider's schema and its requests, {@code
 * okta/services/idaas/resource_okta_idp_oidc.go}, {@code resource_okta_idp_saml.go} and {@code idp.go} of <a
 * href="https://github.com/okta/terraform-provider-okta">okta/terraform-provider-okta</a> at 033edb0e, and {@code
 * resource_okta_idp_social.go}, {@code resource_okta_idp_saml_key.go}, {@code resource_okta_app_signon_policy_rule.go},
 * {@code resource_okta_app_signon_policy_rules.go}, {@code resource_okta_policy_rule_idp_discovery.go} and {@code
 * docs/resources/policy_rule_signon.md} at 095bc24b.
 */
enum ResourceType {
    OIDC_IDP("okta_idp_oidc", Kind.IDP, Maps.OIDC),
    SAML_IDP("okta_idp_saml", Kind.IDP, Maps.SAML),
    SOCIAL_IDP("okta_idp_social", Kind.IDP, Maps.SOCIAL),
    SAML_KEY("okta_idp_saml_key", Kind.SAML_KEY, Maps.KEY),
    APP_RULE("okta_app_signon_policy_rule", Kind.RULE, Maps.APP_RULE),
    /** One resource with several rules. */
    APP_RULES("okta_app_signon_policy_rules", Kind.RULE, Maps.APP_RULE),
    SESSION_RULE("okta_policy_rule_signon", Kind.RULE, Maps.SESSION_RULE),
    ROUTING_RULE("okta_policy_rule_idp_discovery", Kind.ROUTING_RULE, Maps.ROUTING_RULE);

    /** Resources whose types begin like this are IdPs or belong to one. */
    private static final String IDP_PREFIX = "okta_idp_";

    private final String resource;
    private final Kind kind;
    private final AttributeMap map;

    ResourceType(String resource, Kind kind, List<Row> rows) {
        this.resource = resource;
        this.kind = kind;
        this.map = new AttributeMap(rows);
    }

    /** What the resource is in Okta. */
    enum Kind {
        IDP,
        RULE,
        ROUTING_RULE,
        SAML_KEY
    }

    /** The type with this name, if it is read. */
    static Optional<ResourceType> of(String resource) {
        return Arrays.stream(values())
                .filter(each -> each.resource.equals(resource))
                .findFirst();
    }

    /** Whether a resource of this unknown type may be an IdP. */
    static boolean looksLikeIdp(String resource) {
        return resource.startsWith(IDP_PREFIX);
    }

    Kind kind() {
        return kind;
    }

    AttributeMap map() {
        return map;
    }

    /** The attributes of a rule that decide what it asks for. */
    List<String> requirementAttributes() {
        return switch (this) {
            case APP_RULE, APP_RULES -> List.of("access", "type", "factor_mode", Maps.CONSTRAINTS);
            case SESSION_RULE -> List.of("access", "mfa_required");
            case OIDC_IDP, SAML_IDP, SOCIAL_IDP, SAML_KEY, ROUTING_RULE -> List.of();
        };
    }

    /** The names of the attributes that are read. */
    List<String> attributes() {
        return this == APP_RULES ? List.of("policy_id", Maps.RULE_BLOCKS) : map.attributes();
    }

    /** The maps. This is a separate class because an enum's constants can't read the enum's own static fields. */
    static final class Maps {

        /** The attribute of {@link #APP_RULES} that contains its rules. */
        static final String RULE_BLOCKS = "rule";

        static final String TRUST_CLAIMS = "trust_claims";
        static final String CONSTRAINTS = "constraints";
        static final String CONSTRAINTS_POINTER = "/actions/appSignOn/verificationMethod/constraints";
        static final String CHAINS = "chains";
        static final String CHAINS_POINTER = "/actions/appSignOn/verificationMethod/chains";

        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

        /** A placeholder like those in Okta's guides. No check objects to it. */
        private static final JsonNode URL = NODES.textNode("https://{known-after-apply}");

        private static final JsonNode TEXT = NODES.textNode("{known-after-apply}");
        private static final JsonNode TRUE = NODES.booleanNode(true);

        /**
         * An unknown value is replaced by one that no check objects to, except for {@code trust_claims}: it is taken as true,
         * because that may break sign-in.
         */
        private static final List<Row> IDP = List.of(
                row("id", "/id"),
                row("name", "/name"),
                row("status", "/status"),
                row("max_clock_skew", "/policy/maxClockSkew"),
                row("account_link_action", "/policy/accountLink/action"));

        private static final List<Row> TRUSTED_IDP = and(
                IDP,
                whileUnknown(TRUST_CLAIMS, "/policy/trustClaims", TRUE),
                row("request_signature_algorithm", "/protocol/algorithms/request/signature/algorithm"));

        private static final List<Row> OIDC = and(
                TRUSTED_IDP,
                whileUnknown("filter", "/policy/subject/filter", TEXT),
                row("protocol_type", "/protocol/type"),
                whileUnknown("issuer_url", "/protocol/issuer/url", URL),
                row("authorization_url", "/protocol/endpoints/authorization/url"),
                row("token_url", "/protocol/endpoints/token/url"),
                row("user_info_url", "/protocol/endpoints/userInfo/url"),
                whileUnknown("jwks_url", "/protocol/endpoints/jwks/url", URL),
                row("slo_url", "/protocol/endpoints/slo/url"),
                whileUnknown("scopes", "/protocol/scopes", new ArrayNode(NODES).add("openid")),
                whileUnknown("client_id", "/protocol/credentials/client/client_id", TEXT),
                whileUnknown("pkce_required", "/protocol/credentials/client/pkce_required", TRUE));

        private static final List<Row> SAML = and(
                TRUSTED_IDP,
                whileUnknown("subject_filter", "/policy/subject/filter", TEXT),
                row("issuer", "/protocol/credentials/trust/issuer"),
                row("audience", "/protocol/credentials/trust/audience"),
                row("kid", "/protocol/credentials/trust/kid"),
                row("sso_url", "/protocol/endpoints/sso/url"),
                row("response_signature_algorithm", "/protocol/algorithms/response/signature/algorithm"));

        private static final List<Row> SOCIAL = and(
                IDP,
                whileUnknown("type", "/type", TEXT),
                withDefault("protocol_type", "/protocol/type", "OAUTH2"),
                row("scopes", "/protocol/scopes"),
                row("client_id", "/protocol/credentials/client/client_id"),
                row("authorization_url", "/protocol/endpoints/authorization/url"),
                row("token_url", "/protocol/endpoints/token/url"));

        private static final List<Row> KEY = List.of(row("id", "/id"), row("kid", "/kid"), row("x5c", "/x5c"));

        private static final List<Row> RULE = List.of(
                row("id", "/id"),
                row("name", "/name"),
                row("status", "/status"),
                row("priority", "/priority"),
                row("policy_id", "/policyId"));

        /** {@link #CONSTRAINTS} and {@link #CHAINS} are strings of JSON, so {@link TerraformRule} writes them. */
        private static final List<Row> APP_RULE = and(
                RULE,
                withDefault("access", "/actions/appSignOn/access", "ALLOW"),
                withDefault("type", "/actions/appSignOn/verificationMethod/type", "ASSURANCE"),
                withDefault("factor_mode", "/actions/appSignOn/verificationMethod/factorMode", "2FA"),
                row("re_authentication_frequency", "/actions/appSignOn/verificationMethod/reauthenticateIn"),
                row(CONSTRAINTS, CONSTRAINTS_POINTER),
                row(CHAINS, CHAINS_POINTER));

        private static final List<Row> SESSION_RULE = and(
                RULE,
                withDefault("access", "/actions/signon/access", "ALLOW"),
                row("mfa_required", "/actions/signon/requireFactor"),
                row("primary_factor", "/actions/signon/primaryFactor"),
                row("mfa_prompt", "/actions/signon/factorPromptMode"),
                row("identity_provider", "/conditions/identityProvider/provider"),
                row("identity_provider_ids", "/conditions/identityProvider/idpIds"));

        /** Older versions have {@code idp_id}, newer ones {@code idp_providers}. */
        private static final List<Row> ROUTING_RULE = and(
                RULE,
                row("idp_providers", "/actions/idp/providers"),
                row("idp_id", "/actions/idp/providers/0/id"),
                row("idp_type", "/actions/idp/providers/0/type"));

        private Maps() {}

        private static List<Row> and(List<Row> common, Row... own) {
            return Stream.concat(common.stream(), Stream.of(own)).toList();
        }
    }
}
