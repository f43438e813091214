package dev.claimsverdict.snapshot;

import java.time.Duration;

/**
 * How much a snapshot reads, and how long it waits.
 *
 * @param answerBytes the most bytes of an answer, after decompression
 * @param totalBytes the most bytes of all answers of a run
 * @param pages the most pages of a list
 * @param attempts how often a call is tried that fails by itself
 * @param waits how often a call waits because the rate limit is used up
 * @param longestWait the longest of these waits; Okta's windows have a minute
 * @param waited how long a run waits for the rate limit in all
 * @param silence how long a connection may take, and a connected org may say nothing
 * @param call how long a call may take in all
 */
record Limits(
        int answerBytes,
        long totalBytes,
        int pages,
        int attempts,
        int waits,
        Duration longestWait,
        Duration waited,
        Duration silence,
        Duration call) {

    private static final int MIB = 1024 * 1024;

    /** An IdP or a rule has about 3 KB, so this suffices for tens of thousands of them. */
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
