package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The line numbers of fields in a JSON text, by JSON pointer. The first line is 1. */
final class LineNumbers {

    private final Field whole = new Field();

    /** A field whose line is wanted, or a parent of one. */
    private static final class Field {

        private static final int NOWHERE = 0;

        private final Map<String, Field> within = new HashMap<>();
        private int line = NOWHERE;

        /** Sets the line, and forgets those of the children: of duplicate members the last one counts. */
        void foundAt(int where) {
            if (line != NOWHERE) {
                within.values().forEach(each -> each.foundAt(NOWHERE));
            }
            line = where;
        }
    }

    private LineNumbers() {}

    /** All fields on one line. */
    static LineNumbers allAt(int line) {
        LineNumbers lines = new LineNumbers();
        lines.whole.foundAt(line);
        return lines;
    }

    /** The lines of these pointers in valid JSON. */
    static LineNumbers of(String json, Collection<String> pointers) {
        LineNumbers lines = new LineNumbers();
        for (String pointer : pointers) {
            Field place = lines.whole;
            for (String step : steps(pointer)) {
                place = place.within.computeIfAbsent(step, _ -> new Field());
            }
        }
        try (JsonParser parser = Outline.JSON.createParser(json)) {
            parser.nextToken();
            found(parser, lines.whole, parser.currentTokenLocation().getLineNr());
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException("JSON that was read can't be read again", e);
        }
    }

    /** The line of the field, or of its nearest parent in the text. */
    int of(String pointer) {
        Field place = whole;
        int line = whole.line;
        for (String step : steps(pointer)) {
            place = place.within.get(step);
            if (place == null || place.line == Field.NOWHERE) {
                return line;
            }
            line = place.line;
        }
        return line;
    }

    private static String[] steps(String pointer) {
        return pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
    }

    private static void found(JsonParser parser, Field place, int line) throws IOException {
        place.foundAt(line);
        if (place.within.isEmpty()) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName().replace("~", "~0").replace("/", "~1");
                int where = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                child(parser, Optional.ofNullable(place.within.get(name)), where);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            int asked = place.within.size();
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                // After the last wanted element there may be millions of others.
                Optional<Field> element =
                        asked > 0 ? Optional.ofNullable(place.within.get(Integer.toString(i))) : Optional.empty();
                asked -= element.isPresent() ? 1 : 0;
                child(parser, element, parser.currentTokenLocation().getLineNr());
            }
        }
    }

    private static void child(JsonParser parser, Optional<Field> place, int line) throws IOException {
        if (place.isPresent()) {
            found(parser, place.get(), line);
        } else {
            parser.skipChildren();
        }
    }
}
