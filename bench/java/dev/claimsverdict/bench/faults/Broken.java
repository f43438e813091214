package dev.claimsverdict.bench.faults;

/** The function broke a promise. The message completes a sentence that begins with "It". */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1;

    Broken(String message) {
        super(message);
    }
}
