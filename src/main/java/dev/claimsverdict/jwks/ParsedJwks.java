package dev.claimsverdict.jwks;

import dev.claimsverdict.token.JwksByValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache of parsed JWKS that were given by value: parsing keys costs more than checking a signature. The whole content
 * is the cache key. The registry's JWKS stay. Of the others, the least recently used is dropped first. Thread-safe.
 */
final class ParsedJwks {

    /** The most JWKS of requests that are kept. */
    static final int MAX_ENTRIES = 256;

    /**
     * The longest JWKS that is kept, in characters. A usual one has 2,000 to 6,000. All cache keys together stay below
     * 16 MiB.
     */
    static final int MAX_LENGTH = 32 * 1024;

    private final Set<String> registry;
    private final Map<String, Jwks> ofRegistry = new ConcurrentHashMap<>();
    private final SequencedMap<String, Jwks> ofRequests = new LinkedHashMap<>(16, 0.75f, true);
    private final KeyTally tally;

    /** @param registry the identities of the JWKS that always stay, whatever their length */
    ParsedJwks(Set<String> registry, KeyTally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    /** The keys of a JWKS, or why it can't be used. */
    Jwks.Reading read(JwksByValue given) {
        Optional<Jwks> known = find(given.identity());
        if (known.isPresent()) {
            tally.cacheHit();
            return new Jwks.Reading.Read(known.get());
        }
        Jwks.Reading reading = Jwks.read(Optional.of(given.document()));
        if (reading instanceof Jwks.Reading.Read(Jwks jwks)) {
            keep(given.identity(), jwks);
        }
        return reading;
    }

    private Optional<Jwks> find(String identity) {
        return Optional.ofNullable(ofRegistry.get(identity)).or(() -> findOfRequests(identity));
    }

    private synchronized Optional<Jwks> findOfRequests(String identity) {
        return Optional.ofNullable(ofRequests.get(identity));
    }

    private void keep(String identity, Jwks jwks) {
        if (registry.contains(identity)) {
            ofRegistry.put(identity, jwks);
        } else if (identity.length() <= MAX_LENGTH) {
            keepOfRequests(identity, jwks);
        }
    }

    private synchronized void keepOfRequests(String identity, Jwks jwks) {
        ofRequests.put(identity, jwks);
        if (ofRequests.size() > MAX_ENTRIES) {
            ofRequests.pollFirstEntry();
        }
    }
}
