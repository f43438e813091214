package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.registry.Route;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestToken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token that came with a call of some API: all else is the registry's")
class RegisteredTokenTest {

    private static final Route ROUTE = new Route(List.of("GET /orders"), Optional.empty());
    private static final String TOKEN =
            TestKey.ES256.sign(TestToken.claims("pwd").toString());
    private static final Registry REGISTRY = TestRegistry.of(
            entry("0oa1", TestIdp.ISSUER, TestKey.ES256), entry("0oa3", "https://other.example", TestKey.RS256));

    private static ObjectNode entry(String id, String issuer, TestKey key) {
        ObjectNode idp = TestIdp.oidc().put("id", id);
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", issuer);
        ObjectNode entry = TestRegistry.entry(idp, key);
        entry.set("rule", TestRegistry.rule("1FA"));
        return entry;
    }

    private static TokenRequest request(String token, Optional<String> idpId) {
        return new TokenRequestReader(new RequestMembers(RequestSettings.DEFAULT, REGISTRY))
                .registered(token, idpId, ROUTE);
    }

    private static void assertEntry(String id, TokenRequest request) {
        assertEquals(TOKEN, request.idToken());
        Registry.Entry entry = REGISTRY.ofId(id).orElseThrow();
        assertEquals(new IdpReference.Found(entry.idp(), "/idpId"), request.idp());
        assertTrue(request.jwks().isPresent());
        assertEquals(entry.jwks(), request.jwks());
        assertTrue(request.rule().isPresent());
        assertEquals(entry.rule(), request.rule());
    }

    @Test
    @DisplayName("the token's issuer selects the IdP")
    void byIssuer() {
        assertEntry("0oa1", request(TOKEN, Optional.empty()));
    }

    @Test
    @DisplayName("an id selects the IdP, whatever the token's issuer is")
    void byId() {
        assertEntry("0oa3", request(TOKEN, Optional.of("0oa3")));
    }

    @Test
    @DisplayName("an id that the registry doesn't have selects none, although it has the token's issuer")
    void unknown() {
        for (TokenRequest request :
                List.of(request(TOKEN, Optional.of("0oa9")), request("no token", Optional.empty()))) {
            assertEquals(RequestMembers.NO_IDP, request.idp());
            assertEquals(Optional.empty(), request.jwks());
            assertEquals(Optional.empty(), request.rule());
        }
    }
}
