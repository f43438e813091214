package dev.claimsverdict.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
 * JSON as a tree, read strictly: one value, nesting and Unicode checked, numbers exact. Members that stand twice are
 * listed, not refused, since Okta's own guides have them inside IdP objects; who reads the tree decides.
 *
 * @param duplicates JSON pointers of members that stood there before; the tree has the last one
 * @param depth how many objects and arrays stand in one another at most
 */
public record StrictTree(JsonNode root, List<String> duplicates, int depth) {

    /** How deep objects and arrays may be nested: contract section 2. */
    public static final int MAX_DEPTH = 32;

    /** Okta's examples have one; a list of thousands would be larger than Lambda lets an answer be. */
    static final int MAX_DUPLICATES = 100;

    /** The most characters of a member's name in a pointer. */
    private static final int SHOWN = 100;

    static final JsonFactory FACTORY = StrictJson.factory().build();

    private static final char REPLACEMENT = '\ufffd';
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public StrictTree {
        duplicates = List.copyOf(duplicates);
    }

    /** Reads UTF-8 bytes that are to be one JSON value, as {@link #read(String)} does. */
    public static Reading<StrictTree> read(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(utf8) ? read(text) : refused("The body is not UTF-8.");
    }

    /** What is no UTF-8 becomes {@link #REPLACEMENT}, which may also have stood there itself. */
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Reads text that is to be one JSON value nested at most {@link #MAX_DEPTH} deep. */
    public static Reading<StrictTree> read(String text) {
        return read(text, MAX_DEPTH);
    }

    /** Reads text that is to be one JSON value nested at most that deep. The problem, if any, speaks of "the body". */
    public static Reading<StrictTree> read(String text, int maxDepth) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return refused("The body is empty.");
            }
            StrictTree tree = read(parser, maxDepth);
            return parser.nextToken() == null
                    ? new Reading.Read<>(tree)
                    : refused("Something stands behind the JSON value.");
        } catch (NotStrict e) {
            return refused(e.sentence);
        } catch (IOException | RuntimeException _) {
            // Whatever the parser stumbles over, it is the text's fault.
            return refused("The body is not JSON.");
        }
    }

    private static Reading<StrictTree> refused(String reason) {
        return new Reading.Refused<>(Problem.of(400, reason));
    }

    /** Reads the value that the parser stands at. Throws IOException for what is not JSON, or nested deeper than that. */
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

    /** A member of this object, or of what stands at a pointer in it, as a tree of its own. */
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

    /** A problem, if a member stands twice anywhere but inside of those places. */
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

    /** The pointer of a member; a name too long to be anybody's is cut, since pointers are answered. */
    public static String pointer(String parent, String member) {
        String shown = member.length() > SHOWN ? member.substring(0, member.offsetByCodePoints(0, SHOWN / 2)) : member;
        return parent + "/" + shown.replace("~", "~0").replace("/", "~1");
    }

    /** A duplicate that does not stand in a place where duplicates are taken, if there is one. */
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
                // Exact, since 1e400 is no double and must not become Infinity.
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(number());
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                default -> throw new NotStrict("The body is not JSON.");
            };
        }

        private BigDecimal number() throws IOException {
            try {
                return exactly(parser);
            } catch (NumberFormatException _) {
                // An exponent of more digits than BigDecimal has, which Jackson lets through as it is.
                throw new NotStrict("A number in the JSON is out of all range.");
            }
        }

        /** A long is read without BigDecimal's own parser, which is slow. */
        private static BigDecimal exactly(JsonParser parser) throws IOException {
            boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            return isLong ? BigDecimal.valueOf(parser.getLongValue()) : parser.getDecimalValue();
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
                        throw new NotStrict("More than " + MAX_DUPLICATES + " members stand twice in the JSON.");
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

        /** The pointers found in a value, from the first on, become pointers in what it stands in. */
        private void within(int first, String member) {
            duplicates.subList(first, duplicates.size()).replaceAll(pointer -> pointer("", member) + pointer);
        }

        /**
         * The text of a name or a string. Half a surrogate pair, which an escape can write, is no Unicode text and could
         * not be answered.
         */
        private String text() throws IOException {
            // Looked at in the parser's buffer, before it is a String of its own.
            char[] buffer = parser.getTextCharacters();
            int end = parser.getTextOffset() + parser.getTextLength();
            for (int i = parser.getTextOffset(); i < end; i++) {
                if (!Character.isSurrogate(buffer[i])) {
                    continue;
                }
                if (i + 1 == end || !Character.isSurrogatePair(buffer[i], buffer[i + 1])) {
                    throw new NotStrict("A string in the JSON is not Unicode text.");
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
