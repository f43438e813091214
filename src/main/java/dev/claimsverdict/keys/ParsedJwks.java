package dev.claimsverdict.keys;

import dev.claimsverdict.token.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JWKS by value, read before: making keys of one costs more than checking a signature. Found again by their whole text,
 * so that nothing has to be said about hashes. The registry's stay; of the others the least recently used go first.
 * Thread-safe.
 */
final class ParsedJwks {

    /** The most that are kept. */
    static final int MAX_ENTRIES = 256;

    /** The longest that is kept, in characters: a usual one has 2,000 to 6,000. All the texts together stay below 16 MiB. */
    static final int MAX_LENGTH = 32 * 1024;

    private final Set<String> registry;
    private final Map<String, Jwks> ofRegistry = new ConcurrentHashMap<>();
    private final SequencedMap<String, Jwks> ofRequests = new LinkedHashMap<>(16, 0.75f, true);
    private final KeyTally tally;

    /** @param registry the texts that stay once they were read, however long they are */
    ParsedJwks(Set<String> registry, KeyTally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    /** The JWKS that the text is, or why it is none. */
    Jwks.Reading read(String text) {
        Optional<Jwks> known = find(text);
        if (known.isPresent()) {
            tally.cacheHit();
            return new Jwks.Reading.Read(known.get());
        }
        Jwks.Reading reading = Jwks.read(JsonObject.parse(text));
        if (reading instanceof Jwks.Reading.Read(Jwks jwks)) {
            keep(text, jwks);
        }
        return reading;
    }

    private Optional<Jwks> find(String text) {
        return Optional.ofNullable(ofRegistry.get(text)).or(() -> findOfRequests(text));
    }

    private synchronized Optional<Jwks> findOfRequests(String text) {
        return Optional.ofNullable(ofRequests.get(text));
    }

    private void keep(String text, Jwks jwks) {
        if (registry.contains(text)) {
            ofRegistry.put(text, jwks);
        } else if (text.length() <= MAX_LENGTH) {
            keepOfRequests(text, jwks);
        }
    }

    private synchronized void keepOfRequests(String text, Jwks jwks) {
        ofRequests.put(text, jwks);
        if (ofRequests.size() > MAX_ENTRIES) {
            ofRequests.pollFirstEntry();
        }
    }
}
