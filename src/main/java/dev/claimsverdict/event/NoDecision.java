package dev.claimsverdict.event;

/**
 * A fault of this program kept it from deciding (R5.5), so that Lambda reports the invocation as failed. Its message has
 * no text of the event in it, since callers and logs get it; the fault itself, which may have, is not its cause.
 */
public final class NoDecision extends RuntimeException {

    NoDecision() {
        super("No decision could be made.");
    }
}
