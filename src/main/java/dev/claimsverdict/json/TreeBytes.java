package dev.claimsverdict.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A tree as bytes that no other tree has, to be hashed: each value's kind and length, then what it is. To write it as
 * JSON again takes three times as long.
 */
final class TreeBytes {

    /** Enough for a usual request. */
    private static final int FIRST_SIZE = 4096;

    /** The most bytes of a kind and a length. */
    private static final int HEAD = 6;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    private TreeBytes() {}

    /** The bytes of a tree that was read from JSON: equal for equal values in the same order, else not. */
    static byte[] of(JsonNode tree) {
        TreeBytes written = new TreeBytes();
        written.value(tree);
        return Arrays.copyOf(written.bytes, written.size);
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
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void head(char kind, int length) {
        reserve(HEAD);
        bytes[size++] = (byte) kind;
        // Seven bits a byte, the eighth says that there are more.
        int rest = length;
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
