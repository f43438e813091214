package dev.claimsverdict.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * JSON read strictly into a tree: one value, nesting and Unicode checked, numbers exact. Duplicate members are listed,
 * not refused, because Okta's guides have them inside IdP objects. The caller decides about them.
 *
 * @param duplicates JSON pointers of members that occur more than once; the tree has the last one
 * @param depth the deepest nesting of objects and arrays
 */
public record StrictTree(JsonNode root, List<String> duplicates, int depth) {

    /** How deep objects and arrays may be nested (docs/reference.md, Limits). */
    public static final int MAX_DEPTH = 32;

    /** Okta's examples have one duplicate. Thousands would exceed Lambda's limit for an answer. */
    static final int MAX_DUPLICATES = 100;

    /** The most characters of a member's name that a pointer shows. */
    private static final int SHOWN = 100;

    static final JsonFactory FACTORY = StrictJson.factory().build();

    private static final char REPLACEMENT = '\ufffd';
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Shared nodes of the numbers 0 to 9. Nodes are immutable, and a body may have a hundred thousand of these. */
    private static final NumericNode[] DIGITS = digits();

    public StrictTree {
        duplicates = List.copyOf(duplicates);
    }

    /** Reads UTF-8 bytes as one JSON value with at most {@link #MAX_DEPTH} levels. */
    public static Reading<StrictTree> read(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(utf8) ? read(text) : refused("The body is not UTF-8.");
    }

    /** Invalid UTF-8 decodes to {@link #REPLACEMENT}, but the text may also contain that character itself. */
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Reads text as one JSON value with at most {@link #MAX_DEPTH} levels. */
    public static Reading<StrictTree> read(String text) {
        return read(text, MAX_DEPTH);
    }

    /** Reads text as one JSON value with at most this many levels. The problem, if any, is about "The body". */
    public static Reading<StrictTree> read(String text, int maxDepth) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return refused("The body is empty.");
            }
            StrictTree tree = read(parser, maxDepth);
            return parser.nextToken() == null
                    ? new Reading.Read<>(tree)
                    : refused("There is text after the JSON value.");
        } catch (NotStrict e) {
            return refused(e.sentence);
        } catch (StreamConstraintsException e) {
            return refused("A number or a name in the JSON is too long" + place(e) + ".");
        } catch (JsonProcessingException e) {
            return refused("The body is not JSON" + place(e) + ".");
        } catch (IOException | RuntimeException _) {
            // Whatever the parser throws, the text is the cause.
            return refused("The body is not JSON.");
        }
    }

    /** Only the place: the rest of the parser's message has text of the input in it. */
    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static NumericNode[] digits() {
        NumericNode[] digits = new NumericNode[10];
        for (int digit = 0; digit < digits.length; digit++) {
            digits[digit] = (NumericNode) NODES.numberNode(BigDecimal.valueOf(digit));
        }
        return digits;
    }

    private static Reading<StrictTree> refused(String reason) {
        return new Reading.Refused<>(Problem.of(400, reason));
    }

    /** Reads the parser's current value. Throws IOException for invalid JSON or too deep nesting. */
    public static StrictTree read(JsonParser parser, int maxDepth) throws IOException {
        Builder builder = new Builder(parser, maxDepth);
        JsonNode root = builder.value(0);
        return new StrictTree(root, builder.duplicates, builder.deepest);
    }

    /** An object of these members. */
    public static StrictTree of(SequencedMap<String, StrictTree> members) {
        ObjectNode object = NODES.objectNode();
        List<String> duplicates = new ArrayList<>();
        members.forEach((name, member) -> {
            object.set(name, member.root);
            member.duplicates.forEach(duplicate -> duplicates.add(pointer("", name) + duplicate));
        });
        return new StrictTree(object, duplicates, depth(object));
    }

    /** The value at a pointer in this tree, as a tree of its own. */
    public StrictTree at(String pointer) {
        JsonNode node = root.at(pointer);
        List<String> within = duplicates.stream()
                .filter(duplicate -> duplicate.startsWith(pointer + "/"))
                .map(duplicate -> duplicate.substring(pointer.length()))
                .toList();
        return new StrictTree(node, within, depth(node));
    }

    /** This object without a member. */
    public StrictTree without(String member) {
        ObjectNode rest = ((ObjectNode) root).objectNode();
        rest.setAll((ObjectNode) root);
        rest.remove(member);
        return new StrictTree(rest, duplicates, depth);
    }

    /** A problem, if there is a duplicate member outside these places. */
    public Optional<Problem> ambiguousOutside(String... places) {
        return duplicateOutside(Stream.of(places).map(place -> place + "/").toList())
                .map(Problem::duplicate);
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return node.isContainerNode() ? deepest + 1 : 0;
    }

    /** The pointer of a member. Very long names are cut, because answers contain pointers. */
    public static String pointer(String parent, String member) {
        String shown = member.length() > SHOWN ? member.substring(0, member.offsetByCodePoints(0, SHOWN / 2)) : member;
        return parent + "/" + shown.replace("~", "~0").replace("/", "~1");
    }

    /** A duplicate member outside the places that allow duplicates, if there is one. */
    public Optional<String> duplicateOutside(List<String> places) {
        return duplicates.stream()
                .filter(duplicate -> places.stream().noneMatch(duplicate::startsWith))
                .findFirst();
    }

    private static final class Builder {

        private final JsonParser parser;
        private final int maxDepth;
        private final List<String> duplicates = new ArrayList<>();
        private int deepest;

        Builder(JsonParser parser, int maxDepth) {
            this.parser = parser;
            this.maxDepth = maxDepth;
        }

        JsonNode value(int depth) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new NotStrict("The JSON ends too early.");
            }
            if (token.isStructStart() && depth >= maxDepth) {
                throw new NotStrict("The JSON is nested deeper than " + maxDepth + " levels.");
            }
            return switch (token) {
                case START_OBJECT -> object(depth + 1);
                case START_ARRAY -> array(depth + 1);
                case VALUE_STRING -> NODES.textNode(text());
                // Exact: 1e400 doesn't fit a double and must not become Infinity.
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                default -> throw new NotStrict("The body is not JSON.");
            };
        }

        private JsonNode number() throws IOException {
            try {
                return exactly(parser);
            } catch (NumberFormatException _) {
                // The exponent has more digits than BigDecimal allows, and Jackson doesn't catch that.
                throw new NotStrict("A number in the JSON is out of range.");
            }
        }

        /** Avoids BigDecimal's parser, which is slow, for numbers that fit a long. */
        private static JsonNode exactly(JsonParser parser) throws IOException {
            boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            if (!isLong) {
                return NODES.numberNode(parser.getDecimalValue());
            }
            long number = parser.getLongValue();
            return number >= 0 && number < DIGITS.length
                    ? DIGITS[(int) number]
                    : NODES.numberNode(BigDecimal.valueOf(number));
        }

        private ObjectNode object(int depth) throws IOException {
            ObjectNode object = NODES.objectNode();
            deepest = Math.max(deepest, depth);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = text();
                parser.nextToken();
                int known = duplicates.size();
                JsonNode value = value(depth);
                if (duplicates.size() > known) {
                    within(known, name);
                }
                if (object.replace(name, value) != null) {
                    if (duplicates.size() == MAX_DUPLICATES) {
                        throw new NotStrict("The JSON has more than " + MAX_DUPLICATES + " duplicate members.");
                    }
                    duplicates.add(pointer("", name));
                }
            }
            return object;
        }

        private ArrayNode array(int depth) throws IOException {
            ArrayNode array = NODES.arrayNode();
            deepest = Math.max(deepest, depth);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int known = duplicates.size();
                array.add(value(depth));
                if (duplicates.size() > known) {
                    within(known, Integer.toString(array.size() - 1));
                }
            }
            return array;
        }

        /** Prefixes the pointers found in a member's value, from this index on, with the member's name. */
        private void within(int first, String member) {
            duplicates.subList(first, duplicates.size()).replaceAll(pointer -> pointer("", member) + pointer);
        }

        /**
         * The text of a name or a string. Refuses half a surrogate pair, which an escape can write: it isn't valid
         * Unicode, so no answer could contain it.
         */
        private String text() throws IOException {
            // Checks the parser's buffer before making a String.
            char[] buffer = parser.getTextCharacters();
            int end = parser.getTextOffset() + parser.getTextLength();
            for (int i = parser.getTextOffset(); i < end; i++) {
                if (!Character.isSurrogate(buffer[i])) {
                    continue;
                }
                if (i + 1 == end || !Character.isSurrogatePair(buffer[i], buffer[i + 1])) {
                    throw new NotStrict("A string in the JSON is not valid Unicode.");
                }
                i++;
            }
            return parser.getText();
        }
    }

    private static final class NotStrict extends IOException {
        private final String sentence;

        NotStrict(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }
    }
}
