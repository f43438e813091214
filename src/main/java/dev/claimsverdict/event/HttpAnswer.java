package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import java.util.Map;
import java.util.TreeMap;

/** API Gateway's answer. Not AWS's classes, because they would add null members. */
record HttpAnswer(int status, String mediaType, Map<String, String> headers, String body) {

    static HttpAnswer ok(ObjectNode json) {
        return ok(json.toString());
    }

    /** A 200 with text that is already JSON. */
    static HttpAnswer ok(String json) {
        return new HttpAnswer(200, "application/json", Map.of(), json);
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

    /** The answer in the form that both payload formats accept. */
    ObjectNode event(String requestId) {
        Map<String, String> all = new TreeMap<>(headers);
        if (!body.isEmpty()) {
            all.put("content-type", mediaType);
        }
        all.put("cache-control", "no-store");
        all.put("x-request-id", requestId);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("statusCode", status);
        ObjectNode object = json.putObject("headers");
        all.forEach(object::put);
        json.put("body", body);
        json.put("isBase64Encoded", false);
        return json;
    }
}
