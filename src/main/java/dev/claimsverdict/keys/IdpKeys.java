package dev.claimsverdict.keys;

import dev.claimsverdict.token.KeySource;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * The keys of IdPs: the JWKS that is given, else the one at the IdP's JWKS URL, when its host is allowed. Within the
 * limits of contract section 6, which {@link FetchSettings}, {@link JwksCache} and {@link HttpAnswer} name. Thread-safe.
 */
public final class IdpKeys implements KeySource {

    /** The most URLs whose JWKS are kept: an allowed host could be asked for any number of them. */
    static final int MAX_URLS = 64;

    private final FetchSettings settings;
    private final Clock clock;
    private final JwksFetch.Means means;
    private final KeyTally tally = new KeyTally();
    private final GivenKeys given = new GivenKeys(tally);
    private final SequencedMap<String, JwksCache> byUrl = new LinkedHashMap<>(16, 0.75f, true);

    /** Keys fetched by the system's resolver and trust store. */
    public IdpKeys(FetchSettings settings, Clock clock) {
        this(settings, clock, Resolver.SYSTEM, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * Keys fetched by another resolver or trust store.
     *
     * @param clock says how old keys are
     * @param tls asked at each https fetch, and not before
     */
    public IdpKeys(FetchSettings settings, Clock clock, Resolver resolver, Supplier<SSLSocketFactory> tls) {
        this.settings = settings;
        this.clock = clock;
        this.means = new JwksFetch.Means(settings, resolver, tls);
    }

    @Override
    public Keys keys(Optional<String> jwks, Optional<String> jwksUrl, Optional<String> kid) {
        if (jwks.isPresent() || settings.allowedHosts().isEmpty()) {
            return given.keys(jwks, jwksUrl, kid);
        }
        if (jwksUrl.isEmpty()) {
            return new Keys.Unavailable("The request brings no JWKS, and the IdP has no JWKS URL.");
        }
        Optional<JwksCache> cache = known(jwksUrl.get());
        if (cache.isEmpty()) {
            Optional<JwksUrl> url = JwksUrl.parse(jwksUrl.get());
            if (url.isEmpty()) {
                return new Keys.Unavailable(
                        "The IdP's JWKS URL is not an https URL of a host name that can be" + " fetched from.");
            }
            if (!settings.allows(url.get())) {
                return new Keys.Unavailable("The request brings no JWKS, and this deployment may not fetch the one of"
                        + " the IdP's JWKS URL: its host is not allowed, or it is not https.");
            }
            cache = Optional.of(begin(jwksUrl.get(), url.get()));
        }
        return cache.get().keys(kid);
    }

    /** How often keys were there, and how often they had to be fetched. */
    public KeyCounts counts() {
        return tally.counts();
    }

    /** Does before the first fetch what it would spend some of its second on: loading TLS and the trust store. */
    public void warmUp() {
        if (!settings.allowedHosts().isEmpty()) {
            means.tls().get();
        }
    }

    private Optional<JwksCache> known(String url) {
        synchronized (byUrl) {
            return Optional.ofNullable(byUrl.get(url));
        }
    }

    private JwksCache begin(String text, JwksUrl url) {
        synchronized (byUrl) {
            JwksCache cache = byUrl.computeIfAbsent(
                    text, _ -> new JwksCache(() -> means.fetch(url), settings.budget(), clock, tally));
            if (byUrl.size() > MAX_URLS) {
                forgetOneBeside(cache);
            }
            return cache;
        }
    }

    /** The least recently used URL without keys, else the least recently used: junk must not drive out keys. */
    private void forgetOneBeside(JwksCache kept) {
        Iterator<JwksCache> caches = byUrl.values().iterator();
        while (caches.hasNext()) {
            JwksCache each = caches.next();
            if (each != kept && !each.serves()) {
                caches.remove();
                return;
            }
        }
        byUrl.pollFirstEntry();
    }
}
