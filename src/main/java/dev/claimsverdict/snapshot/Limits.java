package dev.claimsverdict.snapshot;

import java.time.Duration;

/**
 * How much a snapshot reads, and how long it waits.
 *
 * @param answerBytes the most bytes of an answer, after decompression
 * @param totalBytes the most bytes of all answers of a run
 * @param pages the most pages of a list
 * @param attempts how often a call is tried if it fails
 * @param waits how often a call waits because the rate limit is used up
 * @param longestWait the longest of these waits; Okta's windows last a minute
 * @param totalWait how long a run waits for the rate limit in total
 * @param idleTimeout how long connecting may take, and how long a connected org may send nothing
 * @param callTimeout how long a call may take in total
 */
record Limits(
        int answerBytes,
        long totalBytes,
        int pages,
        int attempts,
        int waits,
        Duration longestWait,
        Duration totalWait,
        Duration idleTimeout,
        Duration callTimeout) {

    private static final int MIB = 1024 * 1024;

    /** Enough for tens of thousands of IdPs and rules of about 3 KB each. */
    static final Limits DEFAULT = new Limits(
            16 * MIB,
            256L * MIB,
            1_000,
            4,
            10,
            Duration.ofMinutes(2),
            Duration.ofHours(2),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));
}
