package dev.claimsverdict.bench.faults;

/** What the runtime API does wrong, once for each event. */
enum Fault {
    NONE("no fault"),
    NEXT_CLOSED("closes the connection instead of an event"),
    NEXT_500("answers 500 instead of an event"),
    NEXT_503("answers 503 instead of an event, 100 times in a row"),
    NEXT_NO_HTTP("sends bytes that aren't HTTP instead of an event"),
    NEXT_SLOW("sends the event in pieces, with pauses"),
    NEXT_TRUNCATED("closes the connection in the middle of the event"),
    NEXT_GARBAGE_HEADERS("sends garbage as trace id, ARN and deadline, and lines that aren't headers"),
    NEXT_CLIENT_CONTEXT("sends a client context of an unusual shape"),
    NEXT_COGNITO_IDENTITY("sends a Cognito identity"),
    NEXT_LONG_HEADERS("sends 64 KiB of headers"),
    NEXT_NO_ID("sends an event without a request id"),
    NEXT_HOSTILE_ID("sends an event whose request id is a path and markup"),
    RESPONSE_CLOSED_EARLY("closes the connection before it has read the answer"),
    RESPONSE_CLOSED("takes the answer and closes the connection"),
    RESPONSE_SLOW("accepts the answer late"),
    RESPONSE_413("refuses the answer with 413"),
    RESPONSE_500("refuses the answer with 500"),
    ERROR_CLOSED_EARLY("closes the connection before it has read the error"),
    ERROR_CLOSED("takes the error and closes the connection"),
    ERROR_500("refuses the error with 500");

    private final String does;

    Fault(String does) {
        this.does = does;
    }

    String does() {
        return does;
    }

    /** Whether the fault concerns the function's report for an event that it can't read. */
    boolean ofErrors() {
        return name().startsWith("ERROR");
    }

    /** Whether the event must be answered nevertheless, without being sent again. */
    boolean harmless() {
        return switch (this) {
            case NONE, NEXT_SLOW, NEXT_COGNITO_IDENTITY, NEXT_LONG_HEADERS, RESPONSE_SLOW -> true;
            case NEXT_CLOSED,
                    NEXT_500,
                    NEXT_503,
                    NEXT_NO_HTTP,
                    NEXT_TRUNCATED,
                    NEXT_GARBAGE_HEADERS,
                    NEXT_CLIENT_CONTEXT,
                    NEXT_NO_ID,
                    NEXT_HOSTILE_ID,
                    RESPONSE_CLOSED_EARLY,
                    RESPONSE_CLOSED,
                    RESPONSE_413,
                    RESPONSE_500,
                    ERROR_CLOSED_EARLY,
                    ERROR_CLOSED,
                    ERROR_500 -> false;
        };
    }

    /** Whether the runtime API can't tell which event an answer belongs to. */
    boolean withoutId() {
        return this == NEXT_NO_ID || this == NEXT_HOSTILE_ID;
    }
}
