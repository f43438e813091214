package dev.claimsverdict.event;

/**
 * A REST API's authorizer got no token. API Gateway answers 401 only if the function fails with exactly this message
 * (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">source</a>).
 */
public final class Unauthorized extends RuntimeException {

    private static final String MESSAGE = "Unauthorized";

    Unauthorized() {
        super(MESSAGE);
    }

    /**
     * Funqy wraps a function's exception and reports this text as the message. With a class name in front, API Gateway
     * would not answer 401.
     */
    @Override
    public String toString() {
        return MESSAGE;
    }
}
