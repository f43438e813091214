package dev.claimsverdict.event;

import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway passes it on, in either of its payload formats.
 *
 * @param path without the stage
 * @param headers names in lower case
 * @param body as it stands in the event
 * @param base64 whether the body is base64
 * @param requestId API Gateway's own, to be answered with
 */
record HttpRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<String> body,
        boolean base64,
        String requestId) {}
