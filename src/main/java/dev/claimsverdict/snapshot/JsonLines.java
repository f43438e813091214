package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;

/** Writes a JSON array with one object a line, so that a diff of two snapshots shows the objects that changed. */
final class JsonLines implements AutoCloseable {

    private final Writer writer;

    private String separator = "[\n";

    JsonLines(Writer writer) {
        this.writer = writer;
    }

    /** Writes the next element. */
    void add(ObjectNode object) throws IOException {
        writer.write(separator);
        writer.write(object.toString());
        separator = ",\n";
    }

    /** Ends the array. The writer stays open. */
    @Override
    public void close() throws IOException {
        writer.write(separator.equals(",\n") ? "\n]" : "[]");
    }
}
