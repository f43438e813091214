package dev.claimsverdict.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a registry of several IdPs answers. */
class RegistryTest {

    private static final Registry REGISTRY = TestRegistry.of(
            entry("0oa2", "https://two.example.com", "2FA"),
            entry("0oa1", "https://one.example.com", "1FA"),
            entry("0oa3", "https://three.example.com", "2FA"));

    private static ObjectNode entry(String id, String issuer, String factorMode) {
        ObjectNode idp = TestIdp.oidc();
        idp.put("id", id);
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", issuer);
        ObjectNode entry = TestRegistry.entry(idp, TestKey.ES256);
        entry.set("rule", TestRegistry.rule(factorMode));
        ObjectNode routes = entry.putObject("rulesByRoute");
        // Not in the order of their names.
        routes.set("POST /pay", TestRegistry.rule("2FA"));
        routes.set("GET /b", TestRegistry.rule("1FA"));
        routes.set("GET /a", TestRegistry.rule("2FA"));
        return entry;
    }

    @Test
    @DisplayName("an IdP is found by its id and by its tokens' exact issuer")
    void find() {
        assertEquals(Optional.of("0oa1"), REGISTRY.ofId("0oa1").map(Registry.Entry::id));
        assertEquals(Optional.empty(), REGISTRY.ofId("0OA1"));
        assertEquals(
                Optional.of("0oa3"),
                REGISTRY.byIssuer("https://three.example.com").map(Registry.Entry::id));
        assertEquals(Optional.empty(), REGISTRY.byIssuer("https://three.example.com/"));
    }

    @Test
    @DisplayName("the IdPs are in the order of their files, with or without one of them")
    void order() {
        assertEquals(
                List.of("0oa2", "0oa1", "0oa3"),
                REGISTRY.entries().stream().map(Registry.Entry::id).toList());
        assertEquals(List.of("0oa2", "0oa3"), without(Optional.of("0oa1")));
        assertEquals(List.of("0oa2", "0oa1", "0oa3"), without(Optional.of("0oa9")));
        assertEquals(List.of("0oa2", "0oa1", "0oa3"), without(Optional.empty()));
    }

    @Test
    @DisplayName("the rules are each IdP's own and then its routes' by name, each once")
    void rules() {
        Registry.Entry first = REGISTRY.ofId("0oa2").orElseThrow();
        List<PolicyRule> expected = List.of(
                first.rule().orElseThrow(),
                rule(first, "GET /a"),
                rule(first, "GET /b"),
                rule(first, "POST /pay"),
                REGISTRY.ofId("0oa1").flatMap(Registry.Entry::rule).orElseThrow());
        // The third IdP's rules equal the first one's, and the second one's differ only in its own rule.
        assertEquals(expected, REGISTRY.rules());
    }

    @Test
    @DisplayName("a route has its own rule, and any other the IdP's")
    void routes() {
        Registry.Entry entry = REGISTRY.ofId("0oa1").orElseThrow();
        assertEquals(Optional.of(rule(entry, "POST /pay")), entry.ruleFor(RouteTest.asked("POST", "/pay")));
        assertEquals(entry.rule(), entry.ruleFor(RouteTest.asked("GET", "/pay")));
        assertEquals(entry.rule(), entry.ruleFor(Route.NONE));
    }

    private static PolicyRule rule(Registry.Entry entry, String route) {
        return entry.rulesByRoute().get(RouteKey.of(route).orElseThrow());
    }

    private static List<String> without(Optional<String> id) {
        return REGISTRY.idpsWithout(id).stream()
                .flatMap(idp -> idp.id().stream())
                .toList();
    }
}
