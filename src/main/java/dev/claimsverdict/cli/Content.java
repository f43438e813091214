package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.terraform.TerraformPlanReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A file's content: JSON as for the HTTP routes, but larger, and only the needed members of a plan. */
sealed interface Content {

    /** JSON that can be judged. */
    record Json(String text, StrictTree tree) implements Content {}

    /**
     * Content that can't be judged.
     *
     * @param line the line of the fault
     */
    record Unreadable(Problem problem, int line) implements Content {}

    /**
     * How deep a plan may be nested. Schemas of Terraform providers can have a hundred levels, and resources other than
     * IdPs must not make a plan unreadable.
     */
    int MAX_PLAN_DEPTH = 500;

    /** The parser for all input of the command line. */
    JsonFactory JSON = StrictJson.factory()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_PLAN_DEPTH)
                    .maxStringLength(InputFile.MAX_BYTES)
                    .build())
            .build();

    /** Reads a file's bytes. */
    static Content of(byte[] bytes) {
        if (bytes.length > InputFile.MAX_BYTES) {
            return unreadable(413, "The file is larger than " + InputFile.MAX_BYTES + " bytes.", 1);
        }
        try {
            return of(decoded(bytes));
        } catch (CharacterCodingException _) {
            return unreadable(400, "The file is not UTF-8.", 1);
        }
    }

    private static Content of(String text) {
        try {
            Optional<Set<String>> members = members(text);
            if (members.isPresent() && TerraformPlanReader.isTerraform(members.get())) {
                return new Json(text, plan(text));
            }
            return switch (StrictTree.read(text)) {
                case Reading.Read<StrictTree>(StrictTree tree) -> new Json(text, tree);
                case Reading.Refused<StrictTree>(Problem problem) -> new Unreadable(problem, 1);
            };
        } catch (StreamConstraintsException e) {
            return unreadable(
                    400,
                    "The file is nested deeper than " + MAX_PLAN_DEPTH
                            + " levels, or has a number or a name that is too" + " long: " + place(e) + ".",
                    line(e));
        } catch (JsonProcessingException e) {
            return unreadable(400, "The file is not JSON: " + place(e) + ".", line(e));
        } catch (IOException e) {
            // StrictTree's exceptions contain no input text.
            return unreadable(400, Objects.requireNonNullElse(e.getMessage(), "The file can't be read."), 1);
        }
    }

    /** Windows tools write a byte order mark, and RFC 8259 allows ignoring it. */
    private static String decoded(byte[] bytes) throws CharacterCodingException {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                .toString();
    }

    /** The names of the outermost object's members, if it is an object. Throws for invalid JSON. */
    private static Optional<Set<String>> members(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Unfit("The file is empty.");
            }
            Set<String> names = new LinkedHashSet<>();
            if (first == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new Unfit("There is text after the JSON value.");
            }
            return first == JsonToken.START_OBJECT ? Optional.of(names) : Optional.empty();
        }
    }

    private static StrictTree plan(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return PlanContent.read(parser, MAX_PLAN_DEPTH);
        }
    }

    private static Unreadable unreadable(int status, String reason, int line) {
        return new Unreadable(Problem.of(status, reason), line);
    }

    /** Only the place, since the rest of the parser's message contains input text, and a plan contains secrets. */
    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null
                ? "its place is unknown"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }
}
