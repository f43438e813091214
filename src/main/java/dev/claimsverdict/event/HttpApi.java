package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads requests in API Gateway's two payload formats (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 * source</a>). A field with another type than AWS sends counts as absent, so that every event gets an HTTP answer.
 */
final class HttpApi {

    /** The form of a request id that is safe in a header. */
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9=_+/-]{1,128}");

    private HttpApi() {}

    /** Payload format 2.0. */
    static HttpRequest version2(JsonNode event, String invocationId) {
        JsonNode context = event.path("requestContext");
        JsonNode http = context.path("http");
        return new HttpRequest(
                text(http.path("method")).orElse("").toUpperCase(Locale.ROOT),
                pathsOfVersion2(event).stream().findFirst().orElse("/"),
                texts(event.path("queryStringParameters")),
                lowerCased(texts(event.path("headers"))),
                text(event.path("body")),
                event.path("isBase64Encoded").asBoolean(false),
                requestId(context, invocationId));
    }

    /** The path of a format 2.0 event, without the stage. The event may contain it twice. */
    static List<String> pathsOfVersion2(JsonNode event) {
        JsonNode context = event.path("requestContext");
        String stage = text(context.path("stage")).orElse("$default");
        return Stream.of(event.path("rawPath"), context.path("http").path("path"))
                .flatMap(path -> text(path).stream())
                .map(path -> withoutStage(path, stage))
                .toList();
    }

    /** Payload format 1.0. Its path has no stage, and any of its maps may be null. */
    static HttpRequest version1(JsonNode event, String invocationId) {
        Map<String, String> query = last(event.path("multiValueQueryStringParameters"));
        query.putAll(texts(event.path("queryStringParameters")));
        Map<String, String> headers = lowerCased(last(event.path("multiValueHeaders")));
        headers.putAll(lowerCased(texts(event.path("headers"))));
        return new HttpRequest(
                text(event.path("httpMethod")).orElse("").toUpperCase(Locale.ROOT),
                text(event.path("path")).orElse("/"),
                query,
                headers,
                text(event.path("body")),
                event.path("isBase64Encoded").asBoolean(false),
                requestId(event.path("requestContext"), invocationId));
    }

    /** API Gateway's request id, if it is safe to send back; otherwise the invocation's id. */
    static String requestId(JsonNode context, String invocationId) {
        return text(context.path("requestId"))
                .filter(id -> REQUEST_ID.matcher(id).matches())
                .orElse(invocationId);
    }

    /** The path of every stage except $default begins with the stage's name. */
    private static String withoutStage(String path, String stage) {
        String prefix = "/" + stage;
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(member -> text(member.getValue()).ifPresent(text -> texts.put(member.getKey(), text)));
        return texts;
    }

    private static Map<String, String> last(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(member -> member.getValue()
                        .forEach(value -> text(value).ifPresent(text -> texts.put(member.getKey(), text))));
        return texts;
    }

    private static Map<String, String> lowerCased(Map<String, String> headers) {
        Map<String, String> lowerCased = new HashMap<>();
        headers.forEach((name, value) -> lowerCased.put(name.toLowerCase(Locale.ROOT), value));
        return lowerCased;
    }
}
