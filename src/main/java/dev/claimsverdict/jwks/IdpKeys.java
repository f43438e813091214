package dev.claimsverdict.jwks;

import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.fetch.JwksClient;
import dev.claimsverdict.fetch.JwksUrl;
import dev.claimsverdict.fetch.Resolver;
import dev.claimsverdict.fetch.Tls;
import dev.claimsverdict.token.JwksByValue;
import dev.claimsverdict.token.KeySource;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of IdPs: the given JWKS, or else the one at the IdP's JWKS URL if its host is allowed. {@link
 * FetchSettings}, {@link JwksCache}, {@link RequestedJwks} and {@link JwksClient} set the limits. Thread-safe.
 */
public final class IdpKeys implements KeySource {

    private final FetchSettings settings;
    private final Clock clock;
    private final JwksFetch.Means means;
    private final KeyTally tally = new KeyTally();
    private final GivenKeys given;

    /** By the URL as the registry writes it, so that finding it needs no parsing. */
    private final Map<String, JwksCache> registered = new HashMap<>();

    private final RequestedJwks requested = new RequestedJwks(this::cache);

    /** Keys fetched with the system's resolver and trust store. */
    public IdpKeys(FetchSettings settings, RegistryKeys registry, Clock clock) {
        this(settings, registry, clock, Resolver.SYSTEM, Tls::system);
    }

    /**
     * Keys fetched with another resolver or trust store.
     *
     * @param clock determines how old keys are
     * @param tls called at the first fetch, not earlier
     */
    public IdpKeys(FetchSettings settings, RegistryKeys registry, Clock clock, Resolver resolver, Supplier<Tls> tls) {
        this.settings = settings;
        this.clock = clock;
        this.means = new JwksFetch.Means(settings, resolver, new JwksClient(settings.budget(), tls));
        this.given = new GivenKeys(registry, tally);
        for (String text : registry.urls()) {
            JwksUrl.parse(text)
                    .filter(settings::allows)
                    .ifPresent(url -> registered.put(text, cache(url, new FetchAllowance.Unlimited())));
        }
    }

    @Override
    public Keys keys(Optional<JwksByValue> jwks, Optional<String> jwksUrl, Optional<String> kid) {
        if (jwks.isPresent() || settings.allowedHosts().isEmpty()) {
            return given.keys(jwks, jwksUrl, kid);
        }
        if (jwksUrl.isEmpty()) {
            return new Keys.Unavailable("The request has no JWKS, and the IdP has no JWKS URL.");
        }
        Optional<JwksCache> known = Optional.ofNullable(registered.get(jwksUrl.get()));
        return known.map(cache -> cache.keys(kid)).orElseGet(() -> requested(jwksUrl.get(), kid));
    }

    private Keys requested(String jwksUrl, Optional<String> kid) {
        Optional<JwksUrl> url = JwksUrl.parse(jwksUrl);
        if (url.isEmpty()) {
            return new Keys.Unavailable("The IdP's JWKS URL is not an https URL with a plain host name.");
        }
        if (!settings.allows(url.get())) {
            return new Keys.Unavailable("The request has no JWKS, and this deployment may not fetch it from"
                    + " the IdP's JWKS URL: its host is not allowed, or it is not https.");
        }
        return requested
                .cache(url.get(), clock.instant())
                .map(cache -> cache.keys(kid))
                .orElseGet(() -> new Keys.Unavailable(JwksCache.NO_ALLOWANCE));
    }

    /** How often keys were cached and how often they were fetched. */
    public KeyCounts counts() {
        return tally.counts();
    }

    /** Loads TLS and the trust store, so that the first fetch doesn't spend part of its second on that. */
    public void warmUp() {
        if (!settings.allowedHosts().isEmpty()) {
            means.client().warmUp();
        }
    }

    private JwksCache cache(JwksUrl url, FetchAllowance allowance) {
        return new JwksCache(() -> means.fetch(url), allowance, settings.budget(), clock, tally);
    }
}
