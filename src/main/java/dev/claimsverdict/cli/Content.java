package dev.claimsverdict.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.terraform.TerraformPlanReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file's content: JSON as for the HTTP routes, but it may be larger, and of a plan only the needed members are kept.
 */
sealed interface Content {

    /** Something to judge: an IdP, a change of one, or a plan. */
    record Json(String text, StrictTree tree) implements Content {}

    /** Something else of a recognized kind, or JSON of an unknown kind. The sentence says what it is. */
    record Other(String sentence) implements Content {}

    /**
     * Content that can't be read.
     *
     * @param line the line of the fault
     */
    record Unreadable(FileFault fault, int line) implements Content {}

    /** Reads a file's bytes. */
    static Content of(byte[] bytes) {
        return of(bytes, OtherContent::ofJson, OtherContent::ofText);
    }

    /** Reads a file's bytes as JSON of any kind, for a command that knows other kinds. */
    static Content any(byte[] bytes) {
        return of(bytes, _ -> Optional.empty(), OtherContent::ofPage);
    }

    private static Content of(
            byte[] bytes, Function<Outline, Optional<String>> others, Function<String, Optional<String>> notJson) {
        if (bytes.length > InputFile.MAX_BYTES) {
            return unreadable("The file is larger than " + InputFile.MAX_BYTES / (1024 * 1024) + " MiB.", 1);
        }
        Optional<String> binary = OtherContent.ofBytes(bytes);
        if (binary.isPresent()) {
            return new Other(binary.get());
        }
        try {
            return of(decoded(bytes), others, notJson);
        } catch (CharacterCodingException _) {
            return unreadable("The file is not UTF-8.", 1);
        }
    }

    private static Content of(
            String text, Function<Outline, Optional<String>> others, Function<String, Optional<String>> notJson) {
        try {
            Outline outline = Outline.of(text);
            if (outline.isObject() && TerraformPlanReader.isTerraform(outline.members())) {
                return new Json(text, plan(text));
            }
            Optional<String> other = others.apply(outline);
            return other.isPresent() ? new Other(other.get()) : read(text);
        } catch (StreamConstraintsException e) {
            return unreadable(
                    "The file has more than " + Outline.MAX_TOKENS + " names and values, is nested deeper than "
                            + Outline.MAX_DEPTH + " levels, or has a number or a name that is too long: " + place(e)
                            + ".",
                    line(e));
        } catch (JsonProcessingException e) {
            return notJson.apply(text)
                    .<Content>map(Other::new)
                    .orElseGet(() -> unreadable("The file is not JSON: " + place(e) + ".", line(e)));
        } catch (IOException e) {
            // StrictTree's exceptions and the outline's contain no input text.
            return notJson.apply(text)
                    .<Content>map(Other::new)
                    .orElseGet(
                            () -> unreadable(Objects.requireNonNullElse(e.getMessage(), "The file can't be read."), 1));
        }
    }

    private static Content read(String text) {
        return switch (StrictTree.read(text)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> new Json(text, tree);
            case Reading.Refused<StrictTree>(Problem problem) -> new Unreadable(FileFault.of(problem), 1);
        };
    }

    /** Windows tools write a byte order mark, and RFC 8259 allows ignoring it. */
    static String decoded(byte[] bytes) throws CharacterCodingException {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                .toString();
    }

    private static StrictTree plan(String text) throws IOException {
        try (JsonParser parser = Outline.JSON.createParser(text)) {
            parser.nextToken();
            return PlanContent.read(parser, Outline.MAX_DEPTH);
        }
    }

    private static Unreadable unreadable(String sentence, int line) {
        return new Unreadable(FileFault.of(sentence), line);
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
