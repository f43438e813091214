package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Answers to CloudEvents, as CloudEvents in structured mode
 * (<a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>).
 */
final class CloudEvents {

    private static final String SOURCE = "urn:claims-verdict";
    private static final String TYPE = "dev.claimsverdict.verdict";

    private CloudEvents() {}

    /**
     * The event that answers another one. The cause's source and id together identify it, so the answer's id contains
     * both. The answer contains no time, so that the same event gets the same answer.
     */
    static ObjectNode answer(JsonNode cause, JsonNode data) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specversion", "1.0");
        json.put("id", cause.path("source").asText() + "#" + cause.path("id").asText());
        json.put("source", SOURCE);
        json.put("type", TYPE);
        if (cause.path("subject").isTextual()) {
            json.set("subject", cause.path("subject"));
        }
        json.put("datacontenttype", "application/json");
        json.set("data", data);
        return json;
    }
}
