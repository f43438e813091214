package dev.claimsverdict.jwks;

import java.time.Duration;
import java.time.Instant;

/** How often something may be fetched. Thread-safe. */
sealed interface FetchAllowance {

    /** How often, at most, a kid that the JWKS doesn't have makes it be fetched again. */
    Duration COOL_DOWN = Duration.ofSeconds(30);

    /** Takes one fetch out of it, if there is one. */
    boolean take(Instant now);

    /** No bound, beside those of the cache itself. */
    record Unlimited() implements FetchAllowance {

        @Override
        public boolean take(Instant now) {
            return true;
        }
    }

    /**
     * A host's, for all the URLs at it that come with requests together: {@value #AT_ONCE} fetches, and another one each
     * {@link #COOL_DOWN}. A caller can think of any number of URLs at an allowed host.
     */
    final class OfHost implements FetchAllowance {

        static final int AT_ONCE = 5;

        private static final Duration SAVED = COOL_DOWN.multipliedBy(AT_ONCE - 1L);

        /** When everything taken so far is made up for. */
        private Instant madeUp = Instant.MIN;

        @Override
        public synchronized boolean take(Instant now) {
            if (spent(now)) {
                return false;
            }
            madeUp = (madeUp.isAfter(now) ? madeUp : now).plus(COOL_DOWN);
            return true;
        }

        /** Whether there is nothing to take. */
        synchronized boolean spent(Instant now) {
            return madeUp.isAfter(now.plus(SAVED));
        }
    }
}
