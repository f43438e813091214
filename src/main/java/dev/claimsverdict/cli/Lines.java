package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The line numbers of fields in a JSON text, by JSON pointer. The first line is 1. */
final class Lines {

    private final Place whole = new Place();

    /** A field that is asked for, or that one stands in. */
    private static final class Place {

        private static final int NOWHERE = 0;

        private final Map<String, Place> within = new HashMap<>();
        private int line = NOWHERE;

        /** What was found in it is gone: of a member that stands twice the last one counts. */
        void foundAt(int where) {
            if (line != NOWHERE) {
                within.values().forEach(each -> each.foundAt(NOWHERE));
            }
            line = where;
        }
    }

    private Lines() {}

    /** All fields on one line. */
    static Lines allAt(int line) {
        Lines lines = new Lines();
        lines.whole.foundAt(line);
        return lines;
    }

    /** The lines of these pointers in valid JSON. */
    static Lines of(String json, Collection<String> pointers) {
        Lines lines = new Lines();
        for (String pointer : pointers) {
            Place place = lines.whole;
            for (String step : steps(pointer)) {
                place = place.within.computeIfAbsent(step, _ -> new Place());
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
        Place place = whole;
        int line = whole.line;
        for (String step : steps(pointer)) {
            place = place.within.get(step);
            if (place == null || place.line == Place.NOWHERE) {
                return line;
            }
            line = place.line;
        }
        return line;
    }

    private static String[] steps(String pointer) {
        return pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
    }

    private static void found(JsonParser parser, Place place, int line) throws IOException {
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
                // Behind the last that is asked for there may be millions.
                Optional<Place> element =
                        asked > 0 ? Optional.ofNullable(place.within.get(Integer.toString(i))) : Optional.empty();
                asked -= element.isPresent() ? 1 : 0;
                child(parser, element, parser.currentTokenLocation().getLineNr());
            }
        }
    }

    private static void child(JsonParser parser, Optional<Place> place, int line) throws IOException {
        if (place.isPresent()) {
            found(parser, place.get(), line);
        } else {
            parser.skipChildren();
        }
    }
}
