package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command gets from its environment.
 *
 * @param out receives the command's result and nothing else, in UTF-8
 * @param err receives errors, notes and progress
 * @param environment the environment variables
 * @param directory the working directory; file names are relative to it
 * @param terminal whether a person looks at {@code out}
 */
public record Surroundings(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        Path directory,
        boolean terminal,
        Clock clock) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** An environment variable, if it is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Writes to standard output. Throws IOException if that fails; then the exit status must say so. */
    void write(String text) throws IOException {
        write(out, text);
    }

    /** Writes to standard output bit by bit. Throws IOException if that fails. */
    void write(Writing report) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        report.to(writer);
        writer.flush();
    }

    /** Writes text of several lines, all of it this program's own, to standard error. */
    void explain(String text) throws IOException {
        write(err, text);
    }

    /** Writes a sentence to standard error. It may contain anybody's text. */
    void say(String sentence) throws IOException {
        write(err, "claims-verdict: " + Printable.text(sentence) + "\n");
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
