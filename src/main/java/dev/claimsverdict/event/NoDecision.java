package dev.claimsverdict.event;

/**
 * A fault of this program prevented a decision (R5.5), so Lambda reports the invocation as failed. Callers and logs get
 * the message, so it contains no text of the event. The fault may contain some and isn't its cause.
 */
public final class NoDecision extends RuntimeException {

    NoDecision() {
        super("No decision could be made.");
    }
}
