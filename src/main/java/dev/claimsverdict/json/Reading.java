package dev.claimsverdict.json;

/**
 * What came of reading something from outside: the value, or why there is none.
 *
 * @param <T> what was to be read
 */
public sealed interface Reading<T> {

    /** It was read. */
    record Read<T>(T value) implements Reading<T> {}

    /** It can't be read. The problem has none of its text. */
    record Refused<T>(Problem problem) implements Reading<T> {}
}
