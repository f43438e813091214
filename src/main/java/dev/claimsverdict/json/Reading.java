package dev.claimsverdict.json;

/**
 * The result of reading input: the value, or why there is none.
 *
 * @param <T> the type of the value
 */
public sealed interface Reading<T> {

    /** The value. */
    record Read<T>(T value) implements Reading<T> {}

    /** The input can't be read. The problem contains none of its text. */
    record Refused<T>(Problem problem) implements Reading<T> {}
}
