package dev.claimsverdict.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How many bytes an answer has. Lambda lets one have 6 MB of JSON
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">source</a>) and fails beyond that
 * with an error of its own, after the decisions were made.
 */
public final class JsonSize {

    /** The most bytes of an answer. */
    public static final int MAX_BYTES = 5_000_000;

    private JsonSize() {}

    /** At most so many bytes JSON has, without writing it. */
    public static long bytes(JsonNode json) {
        long bytes = 2;
        if (json.isTextual()) {
            bytes += bytes(json.textValue());
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            bytes += bytes(member.getKey()) + 4 + bytes(member.getValue());
        }
        if (json.isArray()) {
            for (JsonNode element : json) {
                bytes += bytes(element) + 1;
            }
        }
        // A number, true, false or null.
        return json.isContainerNode() || json.isTextual()
                ? bytes
                : bytes + json.asText().length() + 4;
    }

    /** At most so many bytes a text has in quotes, as the body of an HTTP answer has them. */
    public static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
