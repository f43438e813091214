package dev.claimsverdict.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * This API as OpenAPI 3.1, the same bytes as {@code docs/openapi.json}. A class of its own, so that on a JVM the file is
 * read when somebody first asks for it; in a native executable the text is part of the image, and nothing is read.
 */
final class OpenApiDocument {

    private static final String TEXT = read();

    private OpenApiDocument() {}

    /** The document's JSON text. */
    static String text() {
        return TEXT;
    }

    private static String read() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json", e);
        }
    }
}
