package dev.claimsverdict.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.claimsverdict.json.StrictTree;
import java.io.IOException;
import java.util.List;

/**
 * Whatever Lambda hands to the function, as it came. A type of its own, since as a plain tree it would have lost the
 * members that stand twice, and as a class with fields every shape would fit it.
 */
@JsonDeserialize(using = LambdaEvent.Reader.class)
public record LambdaEvent(StrictTree tree) {

    /** Room for an envelope around a request of the greatest depth. */
    private static final int MAX_DEPTH = 2 * StrictTree.MAX_DEPTH;

    /** Reads any JSON value. */
    static final class Reader extends StdDeserializer<LambdaEvent> {

        Reader() {
            super(LambdaEvent.class);
        }

        @Override
        public LambdaEvent deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return new LambdaEvent(StrictTree.read(parser, MAX_DEPTH));
            } catch (JsonProcessingException | RuntimeException _) {
                // The parser's own messages have text of the event in them, and Lambda shows them to callers and in
                // logs.
                throw new IOException("The event is not JSON.");
            }
        }

        @Override
        public LambdaEvent getNullValue(DeserializationContext context) {
            return new LambdaEvent(new StrictTree(NullNode.getInstance(), List.of(), 0));
        }
    }
}
