package dev.claimsverdict.terraform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two resources of Okta's Terraform provider that are IdPs with trust settings, and how their attributes map to the
 * Management API's object. Source: the provider's schema and its requests, {@code
 * okta/services/idaas/resource_okta_idp_oidc.go}, {@code resource_okta_idp_saml.go} and {@code idp.go} of <a
 * href="https://github.com/okta/terraform-provider-okta">okta/terraform-provider-okta</a> at 033edb0e.
 */
enum TerraformIdp {
    OIDC("okta_idp_oidc", "OIDC"),
    SAML("okta_idp_saml", "SAML2");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A placeholder in the style of Okta's guides, which no check objects to. */
    private static final JsonNode URL = NODES.textNode("https://{known-after-apply}");

    private static final JsonNode TEXT = NODES.textNode("{known-after-apply}");
    private static final JsonNode TRUE = NODES.booleanNode(true);

    static final String TRUST_CLAIMS = "trust_claims";

    /**
     * The attributes that the rules read. A resource's other attributes (bindings, provisioning, templates) change no
     * verdict. The last column is the value to judge by while the real one is known only after the apply: a value that
     * no rule objects to, except for {@code trust_claims}, which is taken as true because that may break sign-in.
     */
    private static final List<Row> TABLE = List.of(
            both("id", "/id"),
            both("name", "/name"),
            both("status", "/status"),
            both(TRUST_CLAIMS, "/policy/trustClaims", TRUE),
            both("max_clock_skew", "/policy/maxClockSkew"),
            both("account_link_action", "/policy/accountLink/action"),
            oidc("filter", "/policy/subject/filter", TEXT),
            saml("subject_filter", "/policy/subject/filter", TEXT),
            oidc("protocol_type", "/protocol/type"),
            oidc("issuer_url", "/protocol/issuer/url", URL),
            saml("issuer", "/protocol/credentials/trust/issuer"),
            oidc("authorization_url", "/protocol/endpoints/authorization/url"),
            oidc("token_url", "/protocol/endpoints/token/url"),
            oidc("user_info_url", "/protocol/endpoints/userInfo/url"),
            oidc("jwks_url", "/protocol/endpoints/jwks/url", URL),
            oidc("slo_url", "/protocol/endpoints/slo/url"),
            saml("sso_url", "/protocol/endpoints/sso/url"),
            oidc("scopes", "/protocol/scopes", new ArrayNode(NODES).add("openid")),
            oidc("client_id", "/protocol/credentials/client/client_id", TEXT),
            oidc("pkce_required", "/protocol/credentials/client/pkce_required", TRUE),
            both("request_signature_algorithm", "/protocol/algorithms/request/signature/algorithm"),
            saml("response_signature_algorithm", "/protocol/algorithms/response/signature/algorithm"));

    private static final Map<TerraformIdp, List<Row>> ROWS = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(
                    each -> each,
                    each -> TABLE.stream()
                            .filter(row -> row.resources.contains(each))
                            .toList()));

    private final String resource;
    private final String type;

    TerraformIdp(String resource, String type) {
        this.resource = resource;
        this.type = type;
    }

    /** The IdP resource of this type, if it is one. */
    static Optional<TerraformIdp> of(String resource) {
        return Arrays.stream(values())
                .filter(each -> each.resource.equals(resource))
                .findFirst();
    }

    /** The names of the attributes that are read. */
    List<String> attributes() {
        return rows().stream().map(Row::attribute).toList();
    }

    /**
     * The object that the provider would send to the Management API.
     *
     * @param attributes the resource's attributes; values of a wrong type stay, for the IdP reader to report
     * @param unknown the attributes whose values are known only after the apply
     */
    ObjectNode idp(JsonNode attributes, Set<String> unknown) {
        ObjectNode idp = NODES.objectNode().put("type", type);
        // The provider sets the type itself. For OIDC, an attribute may set OAUTH2.
        idp.putObject("protocol").put("type", type);
        for (Row row : rows()) {
            if (unknown.contains(row.attribute)) {
                row.unknown.ifPresent(value -> set(idp, row, value));
            } else if (attributes.hasNonNull(row.attribute)) {
                set(idp, row, attributes.get(row.attribute));
            }
        }
        return idp;
    }

    /**
     * Converts a pointer into the object to one into the resource: to the attribute or a part of it, otherwise to the
     * whole resource.
     */
    String attributePointer(String pointer) {
        for (Row row : rows()) {
            if (row.holds(pointer)) {
                return "/" + row.attribute + pointer.substring(row.pointer().length());
            }
        }
        return "";
    }

    private List<Row> rows() {
        return ROWS.get(this);
    }

    private static void set(ObjectNode idp, Row row, JsonNode value) {
        idp.withObject(row.path.head()).set(row.path.last().getMatchingProperty(), value);
    }

    private static Row both(String attribute, String pointer) {
        return new Row(attribute, EnumSet.of(OIDC, SAML), pointer, Optional.empty());
    }

    private static Row both(String attribute, String pointer, JsonNode unknown) {
        return new Row(attribute, EnumSet.of(OIDC, SAML), pointer, Optional.of(unknown));
    }

    private static Row oidc(String attribute, String pointer) {
        return new Row(attribute, EnumSet.of(OIDC), pointer, Optional.empty());
    }

    private static Row oidc(String attribute, String pointer, JsonNode unknown) {
        return new Row(attribute, EnumSet.of(OIDC), pointer, Optional.of(unknown));
    }

    private static Row saml(String attribute, String pointer) {
        return new Row(attribute, EnumSet.of(SAML), pointer, Optional.empty());
    }

    private static Row saml(String attribute, String pointer, JsonNode unknown) {
        return new Row(attribute, EnumSet.of(SAML), pointer, Optional.of(unknown));
    }

    private record Row(String attribute, Set<TerraformIdp> resources, JsonPointer path, Optional<JsonNode> unknown) {

        Row(String attribute, Set<TerraformIdp> resources, String pointer, Optional<JsonNode> unknown) {
            this(attribute, resources, JsonPointer.compile(pointer), unknown);
        }

        String pointer() {
            return path.toString();
        }

        /** Whether the pointer is to the attribute or to a part of it. */
        boolean holds(String within) {
            return within.startsWith(pointer())
                    && (within.length() == pointer().length()
                            || within.charAt(pointer().length()) == '/');
        }
    }
}
