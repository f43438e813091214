package dev.claimsverdict.event;

/**
 * An event can't be read, so Lambda reports the invocation as failed and nothing counts as judged. Callers and logs get
 * the message, so it contains no text of the event.
 */
public final class UnreadableEvent extends RuntimeException {

    UnreadableEvent(String message) {
        super(message);
    }
}
