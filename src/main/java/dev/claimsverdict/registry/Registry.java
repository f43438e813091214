package dev.claimsverdict.registry;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.token.JwksByValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The IdPs that a deployment knows (contract section 6), in the order of their files. */
public final class Registry {

    /** A deployment that knows no IdP: everything comes with the request. */
    public static final Registry EMPTY = new Registry(List.of());

    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final Map<String, Entry> byIssuer = new HashMap<>();

    /**
     * A registry of these IdPs. Throws IllegalArgumentException when two have one id or one issuer: which of them a
     * token is of could not be told.
     */
    public Registry(Collection<Entry> entries) {
        for (Entry entry : entries) {
            boolean idTaken = byId.putIfAbsent(entry.id(), entry) != null;
            boolean issuerTaken = entry.idp()
                    .protocol()
                    .issuer()
                    .map(issuer -> byIssuer.putIfAbsent(issuer, entry))
                    .isPresent();
            if (idTaken || issuerTaken) {
                throw new IllegalArgumentException("two IdPs of one id or one issuer");
            }
        }
    }

    /**
     * An IdP and what the deployment knows beside its configuration.
     *
     * @param id the IdP's id
     * @param jwks its keys, unless they are to be fetched
     * @param org the org's settings, unless they are the deployment's own
     * @param rule the policy rule that holds unless a route has its own
     * @param rulesByRoute policy rules of single routes
     * @param fingerprint a hash of all that, without secrets
     */
    public record Entry(
            String id,
            IdpConfiguration idp,
            Optional<JwksByValue> jwks,
            Optional<Org> org,
            Optional<PolicyRule> rule,
            Map<RouteKey, PolicyRule> rulesByRoute,
            String fingerprint) {

        public Entry {
            rulesByRoute = Map.copyOf(rulesByRoute);
        }

        /** The rule that holds for a route: its own, else the IdP's. */
        public Optional<PolicyRule> ruleFor(Route route) {
            return route.keyAmong(rulesByRoute.keySet()).map(rulesByRoute::get).or(this::rule);
        }
    }

    /** All of them. */
    public List<Entry> entries() {
        return List.copyOf(byId.values());
    }

    /** The IdP of that id. */
    public Optional<Entry> ofId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The IdP whose tokens have exactly that {@code iss}. */
    public Optional<Entry> byIssuer(String issuer) {
        return Optional.ofNullable(byIssuer.get(issuer));
    }

    /** All IdPs but that one. */
    public List<IdpConfiguration> idpsWithout(Optional<String> id) {
        return byId.values().stream()
                .filter(entry -> !Optional.of(entry.id()).equals(id))
                .map(Entry::idp)
                .toList();
    }

    /** All rules: each IdP's own, and those of its routes. */
    public List<PolicyRule> rules() {
        return byId.values().stream()
                .flatMap(entry -> Stream.concat(
                        entry.rule().stream(),
                        entry.rulesByRoute().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey(Comparator.comparing(RouteKey::text)))
                                .map(Map.Entry::getValue)))
                .distinct()
                .toList();
    }
}
