package dev.claimsverdict.decision;

/**
 * Where a request came from, for the log.
 *
 * @param requestId API Gateway's id of the request, or else the id of the Lambda invocation
 * @param shape the shape of the event, such as {@code SQS}
 */
public record Origin(String requestId, String shape) {}
