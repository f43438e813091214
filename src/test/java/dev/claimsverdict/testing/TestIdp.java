package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.idp.IdpConfiguration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** IdPs for the tests. */
public final class TestIdp {

    public static final String ISSUER = "https://idp.example.com";
    public static final String CLIENT_ID = "client-1";

    private TestIdp() {}

    /** An active OIDC IdP as Okta's Management API gives it, trusted, with no clock skew. */
    public static ObjectNode oidc() {
        return (ObjectNode) TestApi.json("""
                {"id": "0oa1", "name": "Example", "type": "OIDC", "status": "ACTIVE",
                 "protocol": {"type": "OIDC", "scopes": ["openid", "email"],
                   "issuer": {"url": "https://idp.example.com"},
                   "endpoints": {"jwks": {"url": "https://idp.example.com/keys", "binding": "HTTP-REDIRECT"}},
                   "credentials": {"client": {"client_id": "client-1"}}},
                 "policy": {"trustClaims": true, "mapAMRClaims": false, "maxClockSkew": 0}}""");
    }

    /** An active SAML IdP, trusted. */
    public static ObjectNode saml() {
        return (ObjectNode) TestApi.json("""
                {"id": "0oa2", "name": "Example SAML", "type": "SAML2", "status": "ACTIVE",
                 "protocol": {"type": "SAML2", "credentials": {"trust": {"issuer": "https://saml.example.com"}}},
                 "policy": {"trustClaims": true, "maxClockSkew": 120000}}""");
    }

    /** What the rules read of an active, trusted OIDC IdP with its JWKS there. */
    public static IdpConfiguration withJwksAt(String url) {
        return configuration("OIDC", true, false, ISSUER, CLIENT_ID, url);
    }

    /** What the rules read of an active OIDC IdP with these two properties. */
    public static IdpConfiguration configuration(String type, boolean trustClaims, boolean mapAmrClaims) {
        return configuration(type, trustClaims, mapAmrClaims, ISSUER, CLIENT_ID, ISSUER + "/keys");
    }

    /** What the rules read of an active OIDC IdP with these properties. */
    public static IdpConfiguration configuration(
            String type, boolean trustClaims, boolean mapAmrClaims, String issuer, String clientId, String jwksUrl) {
        return new IdpConfiguration(
                Optional.of("0oa1"),
                type,
                true,
                new IdpConfiguration.Protocol(
                        Optional.of("OIDC"),
                        Optional.of(issuer),
                        IdpConfiguration.SamlTrust.NOTHING,
                        Optional.of(clientId),
                        Optional.of(jwksUrl),
                        Optional.of(Set.of("openid")),
                        false),
                new IdpConfiguration.Policy(trustClaims, mapAmrClaims, OptionalLong.of(0)),
                IdpConfiguration.Hygiene.NOTHING);
    }
}
