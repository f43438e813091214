package dev.claimsverdict.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The size of answers. Lambda limits an answer to 6 MB of JSON
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">source</a>). A larger one would be
 * replaced by an error of Lambda's, after the decisions were made and logged.
 */
public final class JsonSize {

    /** The most bytes of an answer, with a margin to Lambda's limit. */
    public static final int MAX_BYTES = 5_000_000;

    private JsonSize() {}

    /** An upper bound for the bytes of this JSON, found without writing it. */
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
        // Any other JSON is a number, true, false or null.
        return json.isContainerNode() || json.isTextual()
                ? bytes
                : bytes + json.asText().length() + 4;
    }

    /** An upper bound for the bytes of this text inside a JSON string, such as the body of an HTTP answer. */
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
