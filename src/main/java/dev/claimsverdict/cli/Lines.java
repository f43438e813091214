package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The line numbers of fields in a JSON text, by JSON pointer. The first line is 1. */
final class Lines {

    private final Map<String, Integer> found = new HashMap<>();
    private final int first;

    private Lines(int first) {
        this.first = first;
    }

    /** All fields on one line. */
    static Lines allAt(int line) {
        return new Lines(line);
    }

    /** The lines of these pointers in valid JSON. */
    static Lines of(String json, Collection<String> pointers) {
        Set<String> wanted = new HashSet<>();
        for (String pointer : pointers) {
            for (String each = pointer; wanted.add(each) && !each.isEmpty(); each = parent(each)) {
                // Each pointer and its parents.
            }
        }
        try (JsonParser parser = Content.JSON.createParser(json)) {
            parser.nextToken();
            Lines lines = new Lines(parser.currentTokenLocation().getLineNr());
            lines.value(parser, "", wanted);
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException("JSON that was read can't be read again", e);
        }
    }

    /** The line of the field, or of its nearest parent in the text. */
    int of(String pointer) {
        for (String each = pointer; !each.isEmpty(); each = parent(each)) {
            if (found.containsKey(each)) {
                return found.get(each);
            }
        }
        return first;
    }

    private void value(JsonParser parser, String pointer, Set<String> wanted) throws IOException {
        if (!wanted.contains(pointer)) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member =
                        pointer + "/" + parser.currentName().replace("~", "~0").replace("/", "~1");
                int line = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                note(parser, member, line, wanted);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                note(parser, pointer + "/" + i, parser.currentTokenLocation().getLineNr(), wanted);
            }
        }
    }

    private void note(JsonParser parser, String pointer, int line, Set<String> wanted) throws IOException {
        if (wanted.contains(pointer)) {
            // The last of two duplicate members counts, and the content of the first is dropped.
            if (found.put(pointer, line) != null) {
                found.keySet().removeIf(each -> each.startsWith(pointer + "/"));
            }
        }
        value(parser, pointer, wanted);
    }

    private static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }
}
