package dev.claimsverdict.bench.faults;

import java.util.Optional;

/** What Lambda learns about an event that it gave to the function. */
sealed interface Told {

    /** The function's answer, complete. */
    record Answered(String json) implements Told {}

    /** The function reported that the event failed. */
    record Failed(String json) implements Told {}

    /** The process ended without a report about the event. */
    record Ended() implements Told {}

    /** The answer, if there is one. */
    default Optional<String> answer() {
        return this instanceof Answered(String json) ? Optional.of(json) : Optional.empty();
    }
}
