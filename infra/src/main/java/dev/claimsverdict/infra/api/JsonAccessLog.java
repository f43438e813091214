package dev.claimsverdict.infra.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;

/**
 * One line of JSON for each request. The caller's address and IAM identity are left out unless a setting asks for them.
 * User agents and other headers are never logged.
 */
final class JsonAccessLog implements IAccessLogSettings {

    private static final Map<String, String> MEMBERS = Map.of(
            "time", "$context.requestTime",
            "requestId", "$context.requestId",
            "routeKey", "$context.routeKey",
            "status", "$context.status",
            "latencyMillis", "$context.responseLatency",
            "integrationMillis", "$context.integrationLatency",
            "responseBytes", "$context.responseLength",
            "integrationError", "$context.integrationErrorMessage",
            "authorizerError", "$context.authorizer.error",
            "error", "$context.error.message");

    private static final Map<String, String> CALLERS =
            Map.of("ip", "$context.identity.sourceIp", "caller", "$context.identity.userArn");

    private final IAccessLogDestination destination;
    private final Map<String, String> members;

    /** @param callers whether to log the caller's address and IAM identity */
    JsonAccessLog(IAccessLogDestination destination, boolean callers) {
        this.destination = destination;
        this.members = new TreeMap<>(MEMBERS);
        if (callers) {
            members.putAll(CALLERS);
        }
    }

    @Override
    public IAccessLogDestination getDestination() {
        return destination;
    }

    @Override
    public AccessLogFormat getFormat() {
        return AccessLogFormat.custom(members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}")));
    }
}
