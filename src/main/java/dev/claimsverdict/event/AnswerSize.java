package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How large an answer is. Lambda lets one have 6 MB of JSON
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">source</a>) and fails beyond that
 * with an error of its own, after the decisions were made.
 */
final class AnswerSize {

    /** The most bytes of an answer. */
    static final int MAX_BYTES = 5_000_000;

    private AnswerSize() {}

    /** Of {@link #MAX_BYTES} what the findings of an answer with many verdicts take; the rest is for all else in them. */
    private static final int FINDINGS = 3_000_000;

    /**
     * An answer that fits. Throws {@link UnreadableEvent} if there is none: then the event goes back to where it came from,
     * and nothing of it is taken for judged.
     *
     * @param verdicts how many are in it
     * @param answer writes it, the findings of each verdict in so many bytes; without a number all findings
     */
    static <T extends JsonNode> T fitting(int verdicts, Function<OptionalInt, T> answer) {
        T whole = answer.apply(OptionalInt.empty());
        if (bytes(whole) <= MAX_BYTES) {
            return whole;
        }
        T shared = answer.apply(OptionalInt.of(FINDINGS / verdicts));
        if (bytes(shared) > MAX_BYTES) {
            throw new UnreadableEvent("The answer would be larger than " + MAX_BYTES
                    + " bytes, which is more than Lambda takes: send less in one event.");
        }
        return shared;
    }

    private static long bytes(JsonNode json) {
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

    private static long bytes(String text) {
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
