package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.decision.RequestKind;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The shapes of events, recognized by exact tests on their fields (docs/reference.md, Events). An authorizer's event also has
 * all the fields of a request, so authorizers are tried first.
 */
enum Shape {
    HTTP_API_AUTHORIZER(
            "HTTP API Lambda authorizer 2.0",
            event -> is(event, "version", "2.0") && is(event, "type", "REQUEST") && event.has("routeArn")),
    REST_API_AUTHORIZER(
            "REST API authorizer",
            event -> event.path("type").isTextual() && event.path("methodArn").isTextual()),
    HTTP_API(
            "API Gateway HTTP API (payload 2.0)",
            event -> is(event, "version", "2.0")
                    && event.path("requestContext").path("http").isObject()),
    REST_API(
            "API Gateway REST API proxy (payload 1.0)",
            event -> event.path("requestContext").isObject()
                    && event.path("httpMethod").isTextual()),
    EVENT_BRIDGE(
            "EventBridge event",
            event -> event.path("detail-type").isTextual()
                    && event.path("source").isTextual()
                    && event.has("detail")),
    SQS("SQS batch", event -> isBatch(event, "eventSource", "aws:sqs")),
    SNS("SNS batch", event -> isBatch(event, "EventSource", "aws:sns")),
    CLOUD_EVENT(
            "CloudEvent 1.0 in structured mode",
            event -> is(event, "specversion", "1.0") && event.path("type").isTextual()),
    DIRECT(
            "direct invocation with kind token, saml, amr, idp or org",
            event -> RequestKind.of(event.path("kind").asText()).isPresent()),
    MIXED_BATCH("", event -> event.path("Records").isArray()),
    OTHER("", event -> true);

    private final String title;
    private final Predicate<JsonNode> test;

    Shape(String title, Predicate<JsonNode> test) {
        this.title = title;
        this.test = test;
    }

    /** The shape of an event. */
    static Shape of(JsonNode event) {
        return Arrays.stream(values())
                .filter(shape -> shape.fits(event))
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether an event has this shape's fields. */
    boolean fits(JsonNode event) {
        return test.test(event);
    }

    /** Why an event of a shape without a title can't be judged. */
    String refusal() {
        String known = Arrays.stream(values())
                .map(shape -> shape.title)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        String refusal = this == MIXED_BATCH
                ? "The batch's records are not all from SQS or all from SNS"
                : "The event has an unknown shape";
        return refusal + ". Known shapes: " + known + ".";
    }

    /** Whether all records have this source. An empty batch fits. */
    private static boolean isBatch(JsonNode event, String field, String source) {
        JsonNode records = event.path("Records");
        return records.isArray() && records.valueStream().allMatch(record -> is(record, field, source));
    }

    private static boolean is(JsonNode event, String field, String value) {
        return value.equals(event.path(field).textValue());
    }
}
