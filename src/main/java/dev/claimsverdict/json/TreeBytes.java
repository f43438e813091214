package dev.claimsverdict.json;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A tree as bytes that are unique to it, for hashing: each value's kind, length and content. Writing it as JSON would
 * take three times as long.
 */
public final class TreeBytes {

    /** Large enough for a usual request. */
    private static final int FIRST_SIZE = 4096;

    /** Jackson's class, because the JDK's locks for each byte. */
    private final ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_SIZE);

    private TreeBytes() {}

    /** The bytes of a tree that was read from JSON. They are equal only for equal values in the same order. */
    public static byte[] of(JsonNode tree) {
        TreeBytes written = new TreeBytes();
        written.value(tree);
        return written.bytes.toByteArray();
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                head('{', node.size());
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    text('"', member.getKey());
                    value(member.getValue());
                }
            }
            case ARRAY -> {
                head('[', node.size());
                for (JsonNode element : node) {
                    value(element);
                }
            }
            case STRING -> text('"', node.textValue());
            case NUMBER -> text('0', node.decimalValue().toString());
            case BOOLEAN -> head(node.booleanValue() ? 't' : 'f', 0);
            case NULL -> head('n', 0);
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("JSON has no " + node.getNodeType());
        }
    }

    private void text(char kind, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(kind, utf8.length);
        bytes.write(utf8, 0, utf8.length);
    }

    private void head(char kind, int length) {
        bytes.append(kind);
        // Seven bits in each byte; the eighth means that more follow.
        int rest = length;
        while (rest > 0x7f) {
            bytes.append(rest | 0x80);
            rest >>>= 7;
        }
        bytes.append(rest);
    }
}
