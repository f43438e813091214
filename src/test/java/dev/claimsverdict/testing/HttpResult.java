package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The answer to an HTTP request, taken apart. */
public record HttpResult(int status, JsonNode headers, String body) {

    /** What the function handed to API Gateway. */
    public static HttpResult of(JsonNode answer) {
        return new HttpResult(
                answer.path("statusCode").asInt(),
                answer.path("headers"),
                answer.path("body").asText());
    }

    public static HttpResult post(String path, String body) {
        return of(TestApi.http("POST", path, body));
    }

    public static HttpResult post(String path, JsonNode body) {
        return post(path, body.toString());
    }

    public String header(String name) {
        return headers.path(name).asText();
    }

    public JsonNode json() {
        return TestApi.json(body);
    }

    /** The pointers of a problem's errors. */
    public List<String> pointers() {
        List<String> pointers = new ArrayList<>();
        json().path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }

    /** The request with that value at that pointer; without a value, with nothing there. */
    public static JsonNode with(JsonNode request, String pointer, JsonNode value) {
        if (pointer.isEmpty()) {
            return value;
        }
        JsonNode copy = request.deepCopy();
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1);
        ObjectNode parent = (ObjectNode) copy.at(pointer.substring(0, last));
        if (value == null) {
            parent.remove(name);
        } else {
            parent.set(name, value);
        }
        return copy;
    }
}
