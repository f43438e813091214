package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.AuthorizerRequest.Asked;
import dev.claimsverdict.event.AuthorizerRequest.NoToken;
import dev.claimsverdict.event.AuthorizerRequest.Unreadable;
import dev.claimsverdict.registry.RequestPath;
import dev.claimsverdict.registry.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the events of API Gateway's authorizers (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">HTTP APIs</a>, <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">REST
 * APIs</a>). A field of another type than AWS sends never counts as absent.
 */
final class AuthorizerReader {

    private static final String SCHEME = "Bearer";

    private AuthorizerReader() {}

    /** Reads the event of an HTTP API in format 2.0. */
    static AuthorizerRequest httpApi(JsonNode event) {
        return request(event, text(event.path("identitySource").path(0)), httpApiRoute(event));
    }

    private static Optional<Route> httpApiRoute(JsonNode event) {
        JsonNode method = event.path("requestContext").path("http").path("method");
        List<String> paths = HttpApi.pathsOfVersion2(event);
        boolean ambiguous = paths.stream().anyMatch(path -> RequestPath.of(path).isEmpty());
        if (ambiguous || !isTextOrAbsent(event.path("routeKey"))) {
            return Optional.empty();
        }
        List<String> named = text(event.path("routeKey")).stream().toList();
        Optional<Route.Asked> asked = MethodArn.of(event.path("routeArn").asText())
                .filter(MethodArn::isOfARequest)
                .map(MethodArn::asked)
                .or(() -> paths.stream()
                        .findFirst()
                        .flatMap(RequestPath::of)
                        .flatMap(path -> text(method).map(name -> new Route.Asked(name, path))));
        return named.isEmpty() && asked.isEmpty() ? Optional.empty() : Optional.of(new Route(named, asked));
    }

    /** Reads the event of a REST API, or of an HTTP API in format 1.0. */
    static AuthorizerRequest restApi(JsonNode event) {
        Optional<MethodArn> arn = MethodArn.of(event.path("methodArn").asText());
        return switch (event.path("type").asText()) {
            // Such an event contains only the request's ARN.
            case "TOKEN" ->
                asked(
                        text(event.path("authorizationToken")).flatMap(AuthorizerReader::bareOrBearer),
                        Header.ABSENT,
                        arn.map(each -> new Route(List.of(), Optional.of(each.asked()))));
            case "REQUEST" -> {
                JsonNode source = event.path("identitySource");
                Optional<String> first = text(source)
                        .map(sources -> sources.split(",", 2)[0].strip())
                        .or(() -> text(source.path(0)));
                yield request(event, first, arn.flatMap(each -> route(event, each)));
            }
            default -> new NoToken("The authorizer's type must be TOKEN or REQUEST.");
        };
    }

    /** The route that the event names by method and resource, and the request's own method and path. */
    private static Optional<Route> route(JsonNode event, MethodArn arn) {
        JsonNode method = event.path("httpMethod");
        JsonNode resource = isAbsent(event.path("resource"))
                ? event.path("requestContext").path("resourcePath")
                : event.path("resource");
        JsonNode path = event.path("path");
        boolean unambiguous =
                isAbsent(path) || text(path).flatMap(RequestPath::of).isPresent();
        if (!unambiguous || !isTextOrAbsent(method) || !isTextOrAbsent(resource)) {
            return Optional.empty();
        }
        List<String> named = text(resource).stream()
                .flatMap(template ->
                        Stream.concat(text(method).stream(), Stream.of("ANY")).map(name -> name + " " + template))
                .toList();
        return Optional.of(new Route(named, Optional.of(arn.asked())));
    }

    private static boolean isTextOrAbsent(JsonNode node) {
        return isAbsent(node) || node.isTextual();
    }

    private static AuthorizerRequest request(JsonNode event, Optional<String> identitySource, Optional<Route> route) {
        Header authorization = Header.of(event, "authorization");
        // An HTTP API joins a repeated header's values with commas, and no token contains one.
        if (!authorization.readable() || authorization.value().contains(",")) {
            return new NoToken("The header Authorization must have exactly one value.");
        }
        return asked(
                bearer(authorization.value()).or(() -> identitySource.flatMap(AuthorizerReader::bareOrBearer)),
                Header.of(event, "x-idp-id"),
                route);
    }

    private static AuthorizerRequest asked(Optional<String> token, Header idp, Optional<Route> route) {
        if (token.isEmpty()) {
            return new NoToken("There is no bearer token.");
        }
        if (!idp.readable()) {
            return new Unreadable("The header x-idp-id must have exactly one value.");
        }
        return route.<AuthorizerRequest>map(
                        each -> new Asked(token.get(), Optional.of(idp.value()).filter(id -> !id.isEmpty()), each))
                .orElseGet(
                        () -> new Unreadable(
                                "The event's method and path are not clear: they are missing, or can be read in several ways."));
    }

    /** Reads a bearer token behind its scheme (RFC 6750 section 2.1). The scheme's case doesn't matter (RFC 9110). */
    static Optional<String> bearer(String value) {
        String credentials = value.strip();
        if (!credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        int start = SCHEME.length();
        while (start < credentials.length() && credentials.charAt(start) == ' ') {
            start++;
        }
        return start == SCHEME.length() ? Optional.empty() : token(credentials.substring(start));
    }

    /** Reads a bearer token with or without its scheme: an identity source may omit it. */
    static Optional<String> bareOrBearer(String value) {
        return bearer(value).or(() -> token(value.strip()));
    }

    /** The scheme alone has the form of a token but isn't one. */
    private static Optional<String> token(String text) {
        return isToken(text) && !text.equalsIgnoreCase(SCHEME) ? Optional.of(text) : Optional.empty();
    }

    /**
     * RFC 6750's b64token. Compared character by character, because a regular expression took longer than the signature
     * check.
     */
    private static boolean isToken(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean allowed =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return end > 0;
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /**
     * A header that may have one value.
     *
     * @param readable whether it has at most one value
     * @param value the value; empty if it has none
     */
    private record Header(boolean readable, String value) {

        static final Header ABSENT = new Header(true, "");

        /** A REST API sends headers in two maps, which must agree. Their names are as the caller wrote them. */
        static Header of(JsonNode event, String name) {
            List<JsonNode> values = values(event.path("headers"), name);
            List<JsonNode> multiple = values(event.path("multiValueHeaders"), name).stream()
                    .flatMap(each -> each.isArray() ? each.valueStream() : Stream.of(each))
                    .toList();
            boolean one = values.size() <= 1 && multiple.size() <= 1;
            List<JsonNode> distinct =
                    Stream.concat(values.stream(), multiple.stream()).distinct().toList();
            return switch (distinct.size()) {
                case 0 -> ABSENT;
                case 1 ->
                    new Header(
                            one && distinct.getFirst().isTextual(),
                            distinct.getFirst().asText());
                default -> new Header(false, "");
            };
        }

        private static List<JsonNode> values(JsonNode headers, String name) {
            List<JsonNode> values = new ArrayList<>();
            headers.properties().forEach(header -> {
                if (header.getKey().equalsIgnoreCase(name) && !isAbsent(header.getValue())) {
                    values.add(header.getValue());
                }
            });
            return values;
        }
    }
}
