package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.claimsverdict.json.StrictJson;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The outline of a JSON text, read without building a tree of it.
 *
 * @param kind the first token
 * @param members the names in the object, or in the first element of the array if that is an object
 * @param elements the number of elements of the array
 */
record Outline(JsonToken kind, Set<String> members, int elements) {

    /**
     * How deep a plan may be nested. Schemas of Terraform providers can have a hundred levels, and resources other than
     * IdPs must not make a plan unreadable.
     */
    static final int MAX_DEPTH = 500;

    /**
     * The most names, values and brackets in a file. Okta's JSON has one in seven bytes even without white space, so 64
     * MiB of it have fewer. A larger tree takes minutes and gigabytes.
     */
    static final int MAX_TOKENS = 10_000_000;

    /** The parser for all input of the command line. */
    static final JsonFactory JSON = StrictJson.factory()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(InputFile.MAX_BYTES)
                    .build())
            .build();

    /**
     * Reads a text. Throws IOException if it isn't exactly one JSON value. The message contains no text of the input.
     */
    static Outline of(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Unfit("The file is empty.");
            }
            Set<String> members = new LinkedHashSet<>();
            int elements = 0;
            if (first == JsonToken.START_OBJECT) {
                members(parser, members);
            } else if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (elements == 0 && parser.currentToken() == JsonToken.START_OBJECT) {
                        members(parser, members);
                    }
                    parser.skipChildren();
                    elements++;
                }
            }
            if (parser.nextToken() != null) {
                throw new Unfit("There is text after the JSON value.");
            }
            return new Outline(first, members, elements);
        }
    }

    boolean isObject() {
        return kind == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return kind == JsonToken.START_ARRAY;
    }

    boolean has(String... names) {
        return members.containsAll(Set.of(names));
    }

    private static void members(JsonParser parser, Set<String> members) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            members.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
    }
}
