package dev.claimsverdict.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.claimsverdict.json.StrictTree;
import java.io.IOException;
import java.util.List;

/**
 * Any event that Lambda passes to the function. A plain tree would lose duplicate members, and a class with fields
 * would accept every shape.
 */
@JsonDeserialize(using = LambdaEvent.Reader.class)
public record LambdaEvent(StrictTree tree) {

    private static final String NOT_JSON = "The event is not JSON.";

    /** Leaves room for an envelope around a request of the greatest depth. */
    private static final int MAX_DEPTH = 2 * StrictTree.MAX_DEPTH;

    /** Reads any JSON value. */
    static final class Reader extends StdDeserializer<LambdaEvent> {

        Reader() {
            super(LambdaEvent.class);
        }

        @Override
        public LambdaEvent deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                LambdaEvent event = new LambdaEvent(StrictTree.read(parser, MAX_DEPTH));
                // Jackson itself would stop reading here, whatever follows.
                if (parser.nextToken() != null) {
                    throw new IOException(NOT_JSON);
                }
                return event;
            } catch (IOException | RuntimeException _) {
                // The parser's messages contain text of the event, and Lambda shows them to callers and in logs.
                throw new IOException(NOT_JSON);
            }
        }

        @Override
        public LambdaEvent getNullValue(DeserializationContext context) {
            return new LambdaEvent(new StrictTree(NullNode.getInstance(), List.of(), 0));
        }
    }
}
