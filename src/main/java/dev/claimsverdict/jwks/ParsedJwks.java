package dev.claimsverdict.jwks;

import dev.claimsverdict.token.JwksByValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JWKS by value, read before: making keys of one costs more than checking a signature. Found again by their whole
 * content. The registry's stay; of the others the least recently used go first.
 * Thread-safe.
 */
final class ParsedJwks {

    /** The most that are kept. */
    static final int MAX_ENTRIES = 256;

    /** The longest that is kept, in characters: a usual one has 2,000 to 6,000. All identities together stay below 16 MiB. */
    static final int MAX_LENGTH = 32 * 1024;

    private final Set<String> registry;
    private final Map<String, Jwks> ofRegistry = new ConcurrentHashMap<>();
    private final SequencedMap<String, Jwks> ofRequests = new LinkedHashMap<>(16, 0.75f, true);
    private final KeyTally tally;

    /** @param registry the identities of those that stay once they were read, however long they are */
    ParsedJwks(Set<String> registry, KeyTally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    /** The keys of a JWKS, or why it has none that may be used. */
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
