package dev.claimsverdict.event;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP answer, without the headers that every answer has. */
record HttpAnswer(int status, String mediaType, Map<String, String> headers, String body) {

    static HttpAnswer ok(ObjectNode json) {
        return ok(json.toString());
    }

    /** A 200 with text that is already JSON. */
    static HttpAnswer ok(String json) {
        return new HttpAnswer(200, "application/json", Map.of(), json);
    }

    /** The same answer to a HEAD: without a body, with the headers of one (RFC 9110 section 9.3.2). */
    HttpAnswer withoutBody() {
        return new HttpAnswer(status, mediaType, headers, "");
    }

    /** A 204 without a body. */
    static HttpAnswer noContent() {
        return new HttpAnswer(204, "", Map.of(), "");
    }

    static HttpAnswer problem(Problem problem, String path, Map<String, String> headers) {
        return new HttpAnswer(
                problem.status(),
                "application/problem+json",
                headers,
                problem.body(path).toString());
    }

    /** The response, in the form that both payload formats accept. */
    APIGatewayV2HTTPResponse response(String requestId) {
        Map<String, String> all = new TreeMap<>(headers);
        if (!mediaType.isEmpty()) {
            all.put("content-type", mediaType);
        }
        all.put("cache-control", "no-store");
        all.put("x-request-id", requestId);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .build();
    }

    /** The response's JSON, written by hand because a native executable has no reflection data for AWS's class. */
    static ObjectNode json(APIGatewayV2HTTPResponse response) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("statusCode", response.getStatusCode());
        ObjectNode headers = json.putObject("headers");
        response.getHeaders().forEach(headers::put);
        json.put("body", response.getBody());
        json.put("isBase64Encoded", response.getIsBase64Encoded());
        return json;
    }
}
