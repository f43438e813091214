package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** One run of the command line, in process, at the tests' instant. */
record LintRun(int status, String out, String err) {

    static final CommandLine PROGRAM = new CommandLine(Clock.fixed(TestApi.NOW, ZoneOffset.UTC));

    static LintRun of(String... arguments) {
        return of(InputStream.nullInputStream(), arguments);
    }

    static LintRun withInput(String input, String... arguments) {
        return of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    static LintRun of(InputStream in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = PROGRAM.run(List.of(arguments), in, out, err);
        return new LintRun(status, utf8(out), utf8(err));
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
