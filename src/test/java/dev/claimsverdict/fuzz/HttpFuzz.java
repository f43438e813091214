package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Any body for any route, with any method and some headers. */
final class HttpFuzz {

    private static final Events EVENTS = Oracle.deployment();

    private static final List<String> PATHS = List.of(
            "/v1/token-verdicts",
            "/v1/amr-verdicts",
            "/v1/idp-verdicts",
            "/v1/saml-verdicts",
            "/v1/org-verdicts",
            "/v1/okta/event-hook",
            "/v1/okta/token-hook",
            "/v1/amr-table",
            "/v1/findings",
            "/v1/openapi.json",
            "/v1/",
            "/");
    private static final List<String> METHODS = List.of("POST", "POST", "POST", "GET", "PUT", "");
    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json",
            "application/cloudevents+json; charset=utf-8",
            "APPLICATION/JSON",
            "text/plain",
            "",
            ";");

    private HttpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        String path = bytes.one(PATHS);
        String method = bytes.one(METHODS);
        ObjectNode event = TestApi.httpEvent(method, path, "");
        event.withObject("/headers")
                .put("content-type", bytes.one(CONTENT_TYPES))
                .put("authorization", bytes.below(8) == 1 ? bytes.text(20) : TestApi.HOOK_SECRET)
                .put("x-okta-verification-challenge", bytes.text(8));
        event.putObject("queryStringParameters").put(bytes.flag() ? "edition" : bytes.text(8), bytes.text(8));
        boolean base64 = bytes.flag();
        byte[] body = bytes.rest();
        event.put("isBase64Encoded", base64)
                .put("body", base64 ? Base64.getEncoder().encodeToString(body) : text(body));
        try {
            Oracle.http(method, path, Oracle.answer(EVENTS, event.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError("an event that is JSON was not read", e);
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
