package dev.claimsverdict.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestToken;

/**
 * A typical sign-in: an ID token with some 20 claims, whose {@code amr} satisfies the rule, an IdP object as Okta
 * returns it, a JWKS of two keys, and a rule that asks for two factor types.
 *
 * @param token the ID token in compact form
 */
public record SignIn(TestKey key, String token) {

    /** A key for each of the algorithms that are compared. */
    public static TestKey key(String algorithm) {
        return switch (algorithm) {
            case "RS256" -> TestKey.RS256;
            case "PS256" -> TestKey.RS256.with("PS256");
            case "ES256" -> TestKey.ES256;
            case "EdDSA" -> TestKey.ED25519;
            default -> throw new IllegalArgumentException(algorithm);
        };
    }

    /** A sign-in whose token is signed with this algorithm. */
    public static SignIn of(String algorithm) {
        return of(key(algorithm), claims());
    }

    /** A sign-in with these claims, signed with this key. */
    public static SignIn of(TestKey key, ObjectNode claims) {
        return new SignIn(key, key.sign(claims.toString()));
    }

    /** The claims of large providers' ID tokens, by their documentation. */
    public static ObjectNode claims() {
        ObjectNode claims = TestToken.claims("pwd", "sms");
        claims.put("nonce", "n-0S6_WzA2Mj").put("auth_time", TestApi.NOW.getEpochSecond() - 20);
        claims.put("azp", TestIdp.CLIENT_ID).put("jti", "ID.7jdVZ5xWJq2ZlhGc0Cc4TXr0s0RyU3CBvDIB4qYvGGk");
        claims.put("name", "Saml Jackson").put("given_name", "Saml").put("family_name", "Jackson");
        claims.put("email", "saml@example.com").put("email_verified", true);
        claims.put("preferred_username", "saml@example.com").put("locale", "en-US");
        claims.put("zoneinfo", "America/Los_Angeles").put("updated_at", TestApi.NOW.getEpochSecond() - 86400);
        claims.putArray("groups").add("everyone").add("engineering").add("on-call");
        return claims;
    }

    /** The JWKS: the key that signed, and another one. */
    public String jwks() {
        return TestKey.jwks(key, key.pair().getPublic().getAlgorithm().equals("RSA") ? TestKey.ES256 : TestKey.RS256);
    }

    /** Everything by value: the body of a {@code POST /v1/token-verdicts}. */
    String request() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.put("idToken", token);
        request.set("idp", TestIdp.oidc());
        request.set("jwks", TestApi.json(jwks()));
        request.set("rule", TestRegistry.rule("2FA"));
        return request.toString();
    }

    /** The IdP as an entry of a registry. */
    public ObjectNode entry() {
        ObjectNode entry = TestApi.JSON.createObjectNode();
        entry.set("idp", TestIdp.oidc());
        entry.set("jwks", TestApi.json(jwks()));
        entry.set("rule", TestRegistry.rule("2FA"));
        return entry;
    }
}
