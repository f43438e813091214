package dev.claimsverdict.jwks;

import java.util.concurrent.atomic.LongAdder;

/** Counts how often keys are cached and fetched. Thread-safe. */
final class KeyTally {

    private final LongAdder cacheHits = new LongAdder();
    private final LongAdder fetches = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void cacheHit() {
        cacheHits.increment();
    }

    void fetch() {
        fetches.increment();
    }

    void failure() {
        failures.increment();
    }

    KeyCounts counts() {
        return new KeyCounts(cacheHits.sum(), fetches.sum(), failures.sum());
    }
}
