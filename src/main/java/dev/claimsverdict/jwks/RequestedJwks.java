package dev.claimsverdict.jwks;

import dev.claimsverdict.fetch.JwksUrl;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The JWKS at URLs that come with requests. The sender chooses path, query and port freely, so the fetches from each
 * host and the memory for all of them are limited. Thread-safe.
 */
final class RequestedJwks {

    /** The most URLs whose JWKS are kept, of all hosts together. */
    static final int MAX_URLS = 64;

    private final BiFunction<JwksUrl, FetchAllowance, JwksCache> begin;

    /** By host name. There are at most as many hosts as the deployment allows. */
    private final Map<String, Host> hosts = new HashMap<>();

    /** @param begin makes the cache of a URL; its fetches use the host's allowance */
    RequestedJwks(BiFunction<JwksUrl, FetchAllowance, JwksCache> begin) {
        this.begin = begin;
    }

    private record Host(FetchAllowance.OfHost allowance, SequencedMap<JwksUrl, JwksCache> caches) {

        Host() {
            this(new FetchAllowance.OfHost(), new LinkedHashMap<>(16, 0.75f, true));
        }

        /**
         * The least recently used URL without keys, or else the least recently used one, so that junk can't push out
         * keys.
         */
        Optional<JwksUrl> dispensableBeside(JwksCache needed) {
            return oldest(each -> each != needed && !each.serves()).or(() -> oldest(each -> each != needed));
        }

        private Optional<JwksUrl> oldest(Predicate<JwksCache> which) {
            return caches.entrySet().stream()
                    .filter(each -> which.test(each.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /**
     * The cache of a URL of an allowed host. Empty for a new URL while its host has no allowance left: a URL that can't
     * be fetched takes no room and pushes nothing out.
     */
    synchronized Optional<JwksCache> cache(JwksUrl url, Instant now) {
        Host host = hosts.computeIfAbsent(url.host(), _ -> new Host());
        Optional<JwksCache> kept = Optional.ofNullable(host.caches().get(url));
        if (kept.isPresent() || host.allowance().spent(now)) {
            return kept;
        }
        JwksCache cache = begin.apply(url, host.allowance());
        host.caches().put(url, cache);
        if (size() > MAX_URLS) {
            forgetOneBeside(cache);
        }
        return Optional.of(cache);
    }

    /** How many URLs are kept. */
    synchronized int size() {
        return hosts.values().stream().mapToInt(host -> host.caches().size()).sum();
    }

    /** Forgets a URL of the host that has the most, so that one host's URLs can't push out another's. */
    private void forgetOneBeside(JwksCache needed) {
        hosts.values().stream()
                .filter(host -> host.dispensableBeside(needed).isPresent())
                .max(Comparator.comparingInt(host -> host.caches().size()))
                .ifPresent(host -> host.dispensableBeside(needed).ifPresent(host.caches()::remove));
    }
}
