package dev.claimsverdict.keys;

import dev.claimsverdict.token.JsonObject;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * JWKS by value, read before: making keys of one costs more than checking a signature. Found again by their whole text,
 * so that nothing has to be said about hashes; the least recently used go first. Thread-safe.
 */
final class ParsedJwks {

    /** The most that are kept. */
    static final int MAX_ENTRIES = 256;

    /** The longest that is kept, in characters: a usual one has 2,000 to 6,000. All the texts together stay below 16 MiB. */
    static final int MAX_LENGTH = 32 * 1024;

    private final SequencedMap<String, Jwks> byText = new LinkedHashMap<>(16, 0.75f, true);
    private final KeyTally tally;

    ParsedJwks(KeyTally tally) {
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
        if (reading instanceof Jwks.Reading.Read(Jwks jwks) && text.length() <= MAX_LENGTH) {
            keep(text, jwks);
        }
        return reading;
    }

    private synchronized Optional<Jwks> find(String text) {
        return Optional.ofNullable(byText.get(text));
    }

    private synchronized void keep(String text, Jwks jwks) {
        byText.put(text, jwks);
        if (byText.size() > MAX_ENTRIES) {
            byText.pollFirstEntry();
        }
    }
}
