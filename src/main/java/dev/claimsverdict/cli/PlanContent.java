package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.terraform.TerraformPlanReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The needed members of a plan or a state, without other resources, which can be a hundred times as large. */
final class PlanContent {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MOST_DUPLICATES = 100;

    private final JsonParser parser;
    private final int maxDepth;
    private final List<String> duplicates = new ArrayList<>();

    private PlanContent(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    /** Reads the parser's current object. Throws IOException if it isn't strict JSON. */
    static StrictTree read(JsonParser parser, int maxDepth) throws IOException {
        PlanContent content = new PlanContent(parser, maxDepth);
        ObjectNode root = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!TerraformPlanReader.MEMBERS.contains(name)) {
                parser.skipChildren();
                root.putNull(name);
                continue;
            }
            JsonNode value = name.equals(TerraformPlanReader.CHANGES)
                    ? content.whole("/" + name)
                    : content.withoutOthers("/" + name);
            content.put(root, "", name, value);
        }
        return new StrictTree(root, content.duplicates, 0);
    }

    private JsonNode whole(String pointer) throws IOException {
        StrictTree tree = StrictTree.read(parser, maxDepth);
        for (String duplicate : tree.duplicates()) {
            twice(pointer + duplicate);
        }
        return tree.root();
    }

    /**
     * The current value. Of resources that aren't needed, the elements of arrays named {@code resources}, only the type
     * is kept.
     */
    private JsonNode withoutOthers(String pointer) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    String place = StrictTree.pointer(pointer, name);
                    boolean resources = name.equals("resources") && parser.currentToken() == JsonToken.START_ARRAY;
                    put(object, pointer, name, resources ? resources(place) : withoutOthers(place));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(withoutOthers(pointer + "/" + array.size()));
                }
                yield array;
            }
            default -> whole(pointer);
        };
    }

    private JsonNode resources(String pointer) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode resource = whole(pointer + "/" + array.size());
            JsonNode type = resource.path("type");
            boolean other = type.isTextual() && !TerraformPlanReader.reads(type.textValue());
            array.add(other ? NODES.objectNode().set("type", type) : resource);
        }
        return array;
    }

    private void put(ObjectNode object, String pointer, String name, JsonNode value) throws IOException {
        if (name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Unfit("A string in the JSON is not valid Unicode.");
        }
        if (object.replace(name, value) != null) {
            twice(StrictTree.pointer(pointer, name));
        }
    }

    private void twice(String pointer) throws IOException {
        if (duplicates.size() == MOST_DUPLICATES) {
            throw new Unfit("The JSON has more than " + MOST_DUPLICATES + " duplicate members.");
        }
        duplicates.add(pointer);
    }
}
