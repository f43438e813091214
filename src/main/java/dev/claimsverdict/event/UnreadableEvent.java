package dev.claimsverdict.event;

/**
 * An event that can't be read, so that Lambda reports the invocation as failed and nothing is taken for judged. Its
 * message has no text of the event in it, since callers and logs get it.
 */
public final class UnreadableEvent extends RuntimeException {

    UnreadableEvent(String message) {
        super(message);
    }
}
