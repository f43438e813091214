package dev.claimsverdict.registry;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.saml.SamlCertificate;
import dev.claimsverdict.token.JwksByValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The IdPs that a deployment knows, in the order of their files (docs/reference.md, The registry). */
public final class Registry {

    /** The registry of a deployment without IdPs: each request brings its own. */
    public static final Registry EMPTY = new Registry(List.of());

    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final Map<String, Entry> byIssuer = new HashMap<>();

    /**
     * A registry of these IdPs. Throws IllegalArgumentException if two have the same id or issuer, since a token could
     * then belong to either.
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
                throw new IllegalArgumentException("two IdPs have the same id or issuer");
            }
        }
    }

    /**
     * An IdP and everything that the deployment knows about it.
     *
     * @param id the IdP's id
     * @param jwks its keys; absent if they must be fetched
     * @param certificates the certificates that verify its SAML responses
     * @param org the org's settings, if they differ from the deployment's
     * @param rule the policy rule for routes without a rule of their own
     * @param rulesByRoute the policy rules of single routes
     * @param fingerprint a hash of the whole entry, without secrets
     */
    public record Entry(
            String id,
            IdpConfiguration idp,
            Optional<JwksByValue> jwks,
            List<SamlCertificate> certificates,
            Optional<Org> org,
            Optional<PolicyRule> rule,
            Map<RouteKey, PolicyRule> rulesByRoute,
            String fingerprint) {

        public Entry {
            certificates = List.copyOf(certificates);
            rulesByRoute = Map.copyOf(rulesByRoute);
        }

        /** The rule for a route: the route's own, or else the IdP's. */
        public Optional<PolicyRule> ruleFor(Route route) {
            return route.keyAmong(rulesByRoute.keySet()).map(rulesByRoute::get).or(this::rule);
        }
    }

    /** All entries. */
    public List<Entry> entries() {
        return List.copyOf(byId.values());
    }

    /** The IdP with this id. */
    public Optional<Entry> ofId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The IdP whose tokens have exactly this {@code iss}. */
    public Optional<Entry> byIssuer(String issuer) {
        return Optional.ofNullable(byIssuer.get(issuer));
    }

    /** All IdPs except this one. */
    public List<IdpConfiguration> idpsWithout(Optional<String> id) {
        return byId.values().stream()
                .filter(entry -> !Optional.of(entry.id()).equals(id))
                .map(Entry::idp)
                .toList();
    }

    /** All rules: those of the IdPs and those of their routes. */
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
