package dev.claimsverdict.event;

/**
 * Where a request came from, for the log.
 *
 * @param requestId API Gateway's id of the request, else the id of the Lambda invocation
 */
record Origin(String requestId, Shape shape) {}
