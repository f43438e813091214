package dev.claimsverdict.event;

import java.util.Map;
import java.util.Optional;

/**
 * A request from API Gateway, in either payload format.
 *
 * @param path without the stage
 * @param headers names in lower case
 * @param body the body as in the event
 * @param base64 whether the body is base64
 * @param requestId the id to send back
 */
record HttpRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<String> body,
        boolean base64,
        String requestId) {

    /** The same request with another method. */
    HttpRequest as(String other) {
        return new HttpRequest(other, path, query, headers, body, base64, requestId);
    }
}
