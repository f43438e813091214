package dev.claimsverdict.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strictly read JSON object without duplicate members at any depth (R5.1; RFC 7515 section 4, RFC 7519 section 4),
 * for rooms that don't know the JSON library. Values are String, BigDecimal, Boolean, List, Map, or {@link #NULL}.
 */
public final class JsonObject {

    /** JSON's null. A Java map could not distinguish it from an absent member. */
    public static final Object NULL = new Object();

    private final ObjectNode members;

    private JsonObject(ObjectNode members) {
        this.members = members;
    }

    /** Reads UTF-8 bytes; empty if they aren't a strict JSON object. */
    public static Optional<JsonObject> parse(byte[] utf8) {
        return strict(StrictTree.read(utf8));
    }

    /** Reads text; empty if it isn't a strict JSON object. */
    public static Optional<JsonObject> parse(String text) {
        return strict(StrictTree.read(text));
    }

    private static Optional<JsonObject> strict(Reading<StrictTree> reading) {
        return reading instanceof Reading.Read<StrictTree>(StrictTree tree)
                        && tree.duplicates().isEmpty()
                        && tree.root() instanceof ObjectNode object
                ? Optional.of(new JsonObject(object))
                : Optional.empty();
    }

    /** The object of a tree that was read strictly. */
    public static JsonObject of(ObjectNode members) {
        return new JsonObject(members);
    }

    /**
     * The first member with this name, if it is a string and the bytes up to it are a JSON object. The rest isn't
     * checked.
     */
    public static Optional<String> firstString(byte[] utf8, String name) {
        try (JsonParser parser = StrictTree.FACTORY.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /** Text that is unique to this object: only equal members in the same order give equal text. */
    public String identity() {
        // Each byte becomes one character, because the text is only compared.
        return new String(TreeBytes.of(members), StandardCharsets.ISO_8859_1);
    }

    /** Whether the member exists, even if it is null. */
    public boolean has(String name) {
        return members.has(name);
    }

    /** The value, unless it is absent or null. */
    public Optional<Object> get(String name) {
        return value(members.path(name));
    }

    /** The value, if it is a string. */
    public Optional<String> string(String name) {
        return Optional.ofNullable(members.path(name).textValue());
    }

    /** The objects of an array; other elements are left out. Empty if the member isn't an array. */
    public Optional<List<JsonObject>> objects(String name) {
        JsonNode array = members.path(name);
        if (!array.isArray()) {
            return Optional.empty();
        }
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object) {
                objects.add(of(object));
            }
        }
        return Optional.of(objects);
    }

    /** A tree's value as a plain Java type; empty if it is null or missing. */
    public static Optional<Object> value(JsonNode node) {
        Object value = java(node);
        return value == NULL ? Optional.empty() : Optional.of(value);
    }

    private static Object java(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case NUMBER -> node.decimalValue();
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> NULL;
            case ARRAY -> {
                List<Object> elements = new ArrayList<>(node.size());
                node.forEach(element -> elements.add(java(element)));
                yield elements;
            }
            case OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), java(member.getValue())));
                yield members;
            }
            case BINARY, POJO -> throw new IllegalArgumentException("JSON has no " + node.getNodeType());
        };
    }
}
