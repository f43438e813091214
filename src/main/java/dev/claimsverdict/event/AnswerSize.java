package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.answer.JsonSize;
import java.util.OptionalInt;
import java.util.function.Function;

/** Keeps an answer within {@link JsonSize#MAX_BYTES}. */
final class AnswerSize {

    /** The most bytes of an answer. */
    static final int MAX_BYTES = JsonSize.MAX_BYTES;

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
        if (JsonSize.bytes(whole) <= MAX_BYTES) {
            return whole;
        }
        T shared = answer.apply(OptionalInt.of(FINDINGS / verdicts));
        if (JsonSize.bytes(shared) > MAX_BYTES) {
            throw new UnreadableEvent("The answer would be larger than " + MAX_BYTES
                    + " bytes, which is more than Lambda takes: send less in one event.");
        }
        return shared;
    }
}
