package dev.claimsverdict.event;

/**
 * A REST API's authorizer got no token. API Gateway answers 401, and no other status, if the function fails with exactly
 * this message
 * (<a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">source</a>).
 */
public final class Unauthorized extends RuntimeException {

    private static final String MESSAGE = "Unauthorized";

    Unauthorized() {
        super(MESSAGE);
    }

    /** Funqy wraps what a function throws and reports as its message what this says: with a class's name it is no 401. */
    @Override
    public String toString() {
        return MESSAGE;
    }
}
