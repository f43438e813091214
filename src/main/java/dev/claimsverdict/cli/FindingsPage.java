package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of docs/findings.md. A native executable contains it. */
final class FindingsPage {

    private static final String TEXT = read();

    private FindingsPage() {}

    static String text() {
        return TEXT;
    }

    private static String read() {
        try (InputStream file = FindingsPage.class.getResourceAsStream("findings.md")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("findings.md", e);
        }
    }
}
