package dev.claimsverdict.infra.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;

/**
 * One line of JSON for each request. What tells of a person is left out: no address, user agent, header or caller.
 */
final class JsonAccessLog implements IAccessLogSettings {

    private static final Map<String, String> MEMBERS = new TreeMap<>(Map.of(
            "time", "$context.requestTime",
            "requestId", "$context.requestId",
            "routeKey", "$context.routeKey",
            "status", "$context.status",
            "latencyMillis", "$context.responseLatency",
            "integrationMillis", "$context.integrationLatency",
            "responseBytes", "$context.responseLength",
            "integrationError", "$context.integrationErrorMessage",
            "authorizerError", "$context.authorizer.error",
            "error", "$context.error.message"));

    private final IAccessLogDestination destination;

    JsonAccessLog(IAccessLogDestination destination) {
        this.destination = destination;
    }

    @Override
    public IAccessLogDestination getDestination() {
        return destination;
    }

    @Override
    public AccessLogFormat getFormat() {
        return AccessLogFormat.custom(MEMBERS.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}")));
    }
}
