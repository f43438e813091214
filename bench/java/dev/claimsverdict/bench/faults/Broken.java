package dev.claimsverdict.bench.faults;

/** A promise that the function broke. The message says which, with what it answered. */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1;

    Broken(String message) {
        super(message);
    }
}
