package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.audit.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * JSON as text that may go to a terminal or into a pipeline's log. The characters that {@link Printable} escapes can
 * occur only in JSON's strings, which have their own escapes.
 */
final class JsonText extends FilterWriter {

    private char before;

    private JsonText(Writer to) {
        super(to);
    }

    /** The JSON on one line. */
    static String of(JsonNode json) {
        StringWriter text = new StringWriter();
        try (Writer printable = into(text)) {
            printable.write(json.toString());
            printable.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter never throws", e);
        }
        return text.toString();
    }

    /** Escapes the JSON that is written through it. Line ends stay as they are. */
    static Writer into(Writer to) {
        return new JsonText(to);
    }

    @Override
    public void write(int c) throws IOException {
        char character = (char) c;
        if (!Character.isSurrogate(character) && !Printable.isVisible(character) && character != '\n'
                || character == '#' && before == '#') {
            out.write("\\u%04x".formatted(c));
        } else {
            out.write(c);
        }
        before = character;
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(characters[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }
}
