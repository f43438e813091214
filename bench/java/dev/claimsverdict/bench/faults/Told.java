package dev.claimsverdict.bench.faults;

import java.util.Optional;

/** What Lambda gets to know about an event that it handed to the function. */
sealed interface Told {

    /** The function's answer, complete. */
    record Answered(String json) implements Told {}

    /** The function said that the event failed. */
    record Failed(String json) implements Told {}

    /** The process ended without a word about the event. */
    record Ended() implements Told {}

    /** The answer, if there is one. */
    default Optional<String> answer() {
        return this instanceof Answered(String json) ? Optional.of(json) : Optional.empty();
    }
}
