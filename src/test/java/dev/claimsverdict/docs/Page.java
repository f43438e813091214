package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A page of the documentation, parts of which are written by a test: {@code -Dgolden.write=true} writes them anew. */
public record Page(Path path) {

    public static Page of(String path) {
        return new Page(Path.of(path));
    }

    public String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page must be this one; where that was asked for it is made so. */
    public void mustBe(String text) {
        if (Boolean.getBoolean("golden.write")) {
            try {
                Files.writeString(path, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertEquals(text, text());
    }

    /** The page with this between the comments {@code <!-- name -->} and {@code <!-- end -->}. */
    public String with(String name, String part) {
        String text = text();
        var marked = Pattern.compile("(<!-- " + Pattern.quote(name) + " -->\n).*?(<!-- end -->)", Pattern.DOTALL)
                .matcher(text);
        if (!marked.find()) {
            throw new AssertionError(path + " has no part " + name);
        }
        return text.substring(0, marked.end(1)) + "\n" + part.strip() + "\n\n" + text.substring(marked.start(2));
    }
}
