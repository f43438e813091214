package dev.claimsverdict.jwks;

/**
 * How often keys were to be had at once, since start; for metrics.
 *
 * @param cacheHits questions answered with keys that were there already, parsed
 * @param fetches fetches that were begun
 * @param failures fetches that brought no JWKS
 */
public record KeyCounts(long cacheHits, long fetches, long failures) {}
