package dev.claimsverdict.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as API Gateway's HTTP API passes it to a function in payload format 2.0: header names in lower case,
 * several values joined by commas, bodies that aren't text in base64 (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 * source</a>).
 */
final class HttpApiEvent {

    private HttpApiEvent() {}

    /**
     * Makes the event.
     *
     * @param requestId API Gateway's id of the request
     */
    static ObjectNode of(String method, URI uri, Headers headers, byte[] body, String requestId) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", uri.getPath());
        event.put("rawQueryString", Optional.ofNullable(uri.getRawQuery()).orElse(""));
        ObjectNode eventHeaders = event.putObject("headers");
        headers.forEach((name, values) -> {
            String lowerCased = name.toLowerCase(Locale.ROOT);
            if (lowerCased.equals("cookie")) {
                values.forEach(event.putArray("cookies")::add);
            } else {
                eventHeaders.put(lowerCased, String.join(",", values));
            }
        });
        Map<String, String> query = query(uri.getRawQuery());
        if (!query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            query.forEach(parameters::put);
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012").put("apiId", "local").put("domainName", "localhost");
        context.putObject("http")
                .put("method", method)
                .put("path", uri.getPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put(
                        "userAgent",
                        Optional.ofNullable(headers.getFirst("User-Agent")).orElse(""));
        context.put("requestId", requestId).put("routeKey", "$default").put("stage", "$default");
        body(event, Optional.ofNullable(headers.getFirst("Content-Type")).orElse(""), body);
        return event;
    }

    private static void body(ObjectNode event, String contentType, byte[] body) {
        Optional<String> text = isText(contentType) ? utf8(body) : Optional.empty();
        if (body.length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
    }

    private static boolean isText(String contentType) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.startsWith("text/")
                || List.of("application/json", "application/xml", "application/javascript")
                        .contains(mediaType);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                if (pair.isEmpty()) {
                    continue;
                }
                String[] parts = pair.split("=", 2);
                query.merge(
                        decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "", (one, two) -> one + "," + two);
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
