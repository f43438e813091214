package dev.claimsverdict.json;

/** A request, or why it is none. */
public sealed interface RequestReading<T> {

    record Request<T>(T request) implements RequestReading<T> {}

    record Refused<T>(Problem problem) implements RequestReading<T> {}
}
