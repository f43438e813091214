package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** ID tokens and token requests for the tests. */
public final class TestToken {

    private TestToken() {}

    /** The claims of a good ID token for {@link TestIdp#oidc()} at {@link TestApi#NOW}, with these AMR values. */
    public static ObjectNode claims(String... amr) {
        ObjectNode claims = TestApi.JSON.createObjectNode();
        claims.put("iss", TestIdp.ISSUER).put("aud", TestIdp.CLIENT_ID).put("sub", "user-1");
        claims.put("iat", TestApi.NOW.getEpochSecond() - 10).put("exp", TestApi.NOW.getEpochSecond() + 300);
        var array = claims.putArray("amr");
        for (String value : amr) {
            array.add(value);
        }
        return claims;
    }

    /** A token request with that token, the trusted OIDC IdP and the key's JWKS. */
    public static ObjectNode request(String idToken, TestKey... keys) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.put("idToken", idToken);
        request.set("idp", TestIdp.oidc());
        request.set("jwks", TestApi.json(TestKey.jwks(keys)));
        return request;
    }

    /** A token request whose token is good but for this change of its claims. */
    public static ObjectNode requestWith(Consumer<ObjectNode> change) {
        ObjectNode claims = claims("pwd", "sms");
        change.accept(claims);
        return request(TestKey.ES256.sign(claims.toString()), TestKey.ES256);
    }
}
