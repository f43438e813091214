package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.token.TokenVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the program, in process, at the tests' instant. */
record CliRun(int status, String out, String err) {

    static final ClaimsVerdict PROGRAM = new ClaimsVerdict(
            _ -> new TokenVerifier(new GivenKeys(), new JcaSignatureCheck()), Optional.empty(), CliRun::findingsPage);

    /** The surroundings of a pipeline: no terminal and no variable. */
    static Surroundings pipeline(InputStream in, OutputStream out, OutputStream err) {
        return new Surroundings(in, out, err, Map.of(), Path.of(""), false, Clock.fixed(TestApi.NOW, ZoneOffset.UTC));
    }

    static CliRun of(String... arguments) {
        return of(InputStream.nullInputStream(), arguments);
    }

    static CliRun withInput(String input, String... arguments) {
        return of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    static CliRun of(InputStream in, String... arguments) {
        return with(pipeline(in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), arguments);
    }

    /** A run whose file names are relative to that folder. */
    static CliRun in(Path directory, String... arguments) {
        return with(in(directory, Map.of(), false), arguments);
    }

    /** A run with these environment variables. */
    static CliRun with(Map<String, String> environment, String... arguments) {
        return with(in(Path.of(""), environment, false), arguments);
    }

    static Surroundings in(Path directory, Map<String, String> environment, boolean terminal) {
        return new Surroundings(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                environment,
                directory,
                terminal,
                Clock.fixed(TestApi.NOW, ZoneOffset.UTC));
    }

    /** A run in these surroundings, with its output caught. */
    static CliRun with(Surroundings around, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = PROGRAM.run(
                List.of(arguments),
                new Surroundings(
                        around.in(),
                        out,
                        err,
                        around.environment(),
                        around.directory(),
                        around.terminal(),
                        around.clock()));
        return new CliRun(status, utf8(out), utf8(err));
    }

    private static String findingsPage() {
        try {
            return Files.readString(Path.of("docs/findings.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String utf8(ByteArrayOutputStream bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode json() {
        return TestApi.json(out);
    }
}
