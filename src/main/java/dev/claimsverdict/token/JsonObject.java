package dev.claimsverdict.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strictly read JSON object: valid UTF-8, no member name twice at any depth, at most 32 levels, nothing behind it
 * (R5.1; RFC 7515 section 4, RFC 7519 section 4). Values are String, BigDecimal, Boolean, List, Map, or {@link #NULL}.
 */
public final class JsonObject {

    /** How deep objects and arrays may be nested. */
    public static final int MAX_DEPTH = 32;

    /** JSON's null, which a Java map can't tell from an absent member. */
    static final Object NULL = new Object();

    private static final char REPLACEMENT = '\ufffd';
    private static final JsonFactory FACTORY = StrictJson.factory().build();

    private final Map<String, Object> members;

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /** Reads UTF-8 bytes; nothing if they are not one strict JSON object. */
    public static Optional<JsonObject> parse(byte[] utf8) {
        // What was UTF-8 is Unicode text, unless an escape in it says otherwise.
        return text(utf8).flatMap(text -> parse(text, text.contains("\\u")));
    }

    /** The text, if the bytes are UTF-8. */
    private static Optional<String> text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return Optional.of(text);
        }
        // What is no UTF-8 became this character; but it may have stood there itself.
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return Optional.of(text);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Reads text; nothing if it is not one strict JSON object. */
    public static Optional<JsonObject> parse(String text) {
        return parse(text, true);
    }

    private static Optional<JsonObject> parse(String text, boolean checksUnicode) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> members = new Reader(parser, checksUnicode).object(1);
            return parser.nextToken() == null ? Optional.of(new JsonObject(members)) : Optional.empty();
        } catch (IOException | RuntimeException _) {
            // Jackson passes on what BigDecimal throws for an exponent of too many digits, for one.
            return Optional.empty();
        }
    }

    /**
     * The first member of that name, if the text is a JSON object as far as that and the member a string. Nothing is
     * known of the rest.
     */
    static Optional<String> firstString(byte[] utf8, String name) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
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

    /** The number that the parser stands at, exactly. A long is read without BigDecimal's own parser, which is slow. */
    public static BigDecimal number(JsonParser parser) throws IOException {
        boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return isLong ? BigDecimal.valueOf(parser.getLongValue()) : parser.getDecimalValue();
    }

    /** Wraps members that were read before, such as an object within another. */
    static JsonObject of(Map<String, Object> members) {
        return new JsonObject(members);
    }

    /** Whether there is such a member, null or not. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value, if there is one that is not null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> value != NULL);
    }

    /** The value, if it is a string. */
    public Optional<String> string(String name) {
        return get(name).filter(String.class::isInstance).map(String.class::cast);
    }

    /** The objects of an array; an element that is no object is left out. Nothing if there is no array. */
    public Optional<List<JsonObject>> objects(String name) {
        if (!(members.get(name) instanceof List<?> elements)) {
            return Optional.empty();
        }
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked") // object() makes no others
                Map<String, Object> object = (Map<String, Object>) map;
                objects.add(of(object));
            }
        }
        return Optional.of(objects);
    }

    /** Reads what a parser comes to. */
    private record Reader(JsonParser parser, boolean checksUnicode) {

        Map<String, Object> object(int depth) throws IOException {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = wellFormed(parser.currentName());
                parser.nextToken();
                if (members.put(name, value(depth)) != null) {
                    throw new NotStrict();
                }
            }
            return members;
        }

        private List<Object> array(int depth) throws IOException {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(depth));
            }
            return elements;
        }

        private Object value(int depth) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null || token.isStructStart() && depth >= MAX_DEPTH) {
                throw new NotStrict();
            }
            return switch (token) {
                case START_OBJECT -> object(depth + 1);
                case START_ARRAY -> array(depth + 1);
                case VALUE_STRING -> wellFormed(parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
                case VALUE_TRUE -> Boolean.TRUE;
                case VALUE_FALSE -> Boolean.FALSE;
                case VALUE_NULL -> NULL;
                default -> throw new NotStrict();
            };
        }

        /** Half a surrogate pair, which an escape can write, is no Unicode text and could not be written again. */
        private String wellFormed(String text) throws NotStrict {
            if (!checksUnicode) {
                return text;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    throw new NotStrict();
                }
            }
            return text;
        }
    }

    private static final class NotStrict extends IOException {}
}
