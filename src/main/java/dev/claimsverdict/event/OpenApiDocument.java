package dev.claimsverdict.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * This API as OpenAPI 3.1, the same bytes as {@code docs/openapi.json}. This is a separate class so that a JVM reads
 * the file only on the first request for it. A native executable contains the text.
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
