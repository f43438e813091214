package dev.claimsverdict.jwks;

/**
 * How often keys were cached or fetched since the start, for metrics.
 *
 * @param cacheHits requests for keys that were answered from the cache
 * @param fetches fetches that were started
 * @param failures fetches that returned no JWKS
 */
public record KeyCounts(long cacheHits, long fetches, long failures) {}
