package dev.claimsverdict.jwks;

import java.time.Duration;
import java.time.Instant;

/** Limits how often keys are fetched. Thread-safe. */
sealed interface FetchAllowance {

    /** The shortest time between two fetches that unknown kids cause. */
    Duration COOL_DOWN = Duration.ofSeconds(30);

    /** Uses one fetch of the allowance. Returns false if none is left. */
    boolean take(Instant now);

    /** No limit except those of the cache itself. */
    record Unlimited() implements FetchAllowance {

        @Override
        public boolean take(Instant now) {
            return true;
        }
    }

    /**
     * The allowance of one host, shared by all its URLs that come with requests: {@value #AT_ONCE} fetches at first,
     * and one more in each {@link #COOL_DOWN}. Without it, a caller could make up any number of URLs at an allowed
     * host.
     */
    final class OfHost implements FetchAllowance {

        static final int AT_ONCE = 5;

        private static final Duration SAVED = COOL_DOWN.multipliedBy(AT_ONCE - 1L);

        /** The instant at which all fetches used so far will have been earned back. */
        private Instant earnedBackAt = Instant.MIN;

        @Override
        public synchronized boolean take(Instant now) {
            if (spent(now)) {
                return false;
            }
            earnedBackAt = (earnedBackAt.isAfter(now) ? earnedBackAt : now).plus(COOL_DOWN);
            return true;
        }

        /** Whether no fetch is left. */
        synchronized boolean spent(Instant now) {
            // If the clock was set back, no more than the whole allowance has to be earned back.
            Instant latest = now.plus(SAVED).plus(COOL_DOWN);
            earnedBackAt = earnedBackAt.isAfter(latest) ? latest : earnedBackAt;
            return earnedBackAt.isAfter(now.plus(SAVED));
        }
    }
}
