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

    /**
     * The part of {@link #MAX_BYTES} that is for findings in an answer with many verdicts. The rest is for everything
     * else.
     */
    private static final int FINDINGS = 3_000_000;

    /**
     * An answer that fits: with all findings, or else with fewer for each verdict. Throws {@link UnreadableEvent} if
     * even that is too large. Then the event goes back to its source, and none of it counts as judged.
     *
     * @param verdicts the number of verdicts in the answer
     * @param answer writes the answer, with at most this many bytes of findings for each verdict; with all findings if
     *     there is no number
     */
    static <T extends JsonNode> T fitting(int verdicts, Function<OptionalInt, T> answer) {
        T whole = answer.apply(OptionalInt.empty());
        if (JsonSize.bytes(whole) <= MAX_BYTES) {
            return whole;
        }
        T shared = answer.apply(OptionalInt.of(FINDINGS / verdicts));
        if (JsonSize.bytes(shared) > MAX_BYTES) {
            throw new UnreadableEvent("The answer would be larger than " + MAX_BYTES
                    + " bytes, which is more than Lambda allows. Send less in one event.");
        }
        return shared;
    }
}
