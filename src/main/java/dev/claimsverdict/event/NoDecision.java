package dev.claimsverdict.event;

/**
 * A fault of this program prevented a decision (R5.5), so Lambda reports the invocation as failed. Callers and logs get
 * the message, so it contains no text of the event. The fault itself may contain some, so it isn't this exception's
 * cause.
 */
public final class NoDecision extends RuntimeException {

    NoDecision() {
        super("No decision could be made.");
    }
}
