package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code claims-verdict serve}, with a server that listens nowhere. */
class ServeCommandTest {

    private final List<InetSocketAddress> asked = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs until the server listens: then the program is interrupted, as if it was stopped. */
    private int run(Map<String, String> environment, String... arguments) {
        return run(
                (address, _) -> {
                    asked.add(address);
                    Thread.currentThread().interrupt();
                    return new LocalServer.Running() {
                        @Override
                        public int port() {
                            return address.getPort() == 0 ? 4711 : address.getPort();
                        }

                        @Override
                        public void close() {
                            closed.set(true);
                        }
                    };
                },
                environment,
                arguments);
    }

    private int run(LocalServer server, Map<String, String> environment, String... arguments) {
        List<String> words = new ArrayList<>(List.of("serve"));
        words.addAll(List.of(arguments));
        int status = new ClaimsVerdict(_ -> LintCommand.NO_TOKENS, Optional.of(server))
                .run(
                        words,
                        new Surroundings(
                                InputStream.nullInputStream(),
                                out,
                                err,
                                environment,
                                Path.of(""),
                                false,
                                Clock.systemUTC()));
        // Whoever stops the program sees that it was stopped; the next test must not.
        assertEquals(!asked.isEmpty(), Thread.interrupted());
        return status;
    }

    private String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("it listens on the loopback address, says where, and closes the server when it is stopped")
    void listens() {
        assertEquals(ExitStatus.OK, run(Map.of()));
        assertTrue(asked.getFirst().getAddress().isLoopbackAddress());
        assertEquals(8080, asked.getFirst().getPort());
        assertEquals("""
                The API answers on    http://localhost:8080/v1/
                The playground is on  http://localhost:8080/
                """, text(out));
        assertTrue(closed.get());
    }

    @Test
    @DisplayName("port 0 is any that is free, and the one that it is is told")
    void anyPort() {
        assertEquals(ExitStatus.OK, run(Map.of(), "--port", "0"));
        assertTrue(text(out).contains("http://localhost:4711/v1/"));
    }

    @Test
    @DisplayName("--address comes before CLAIMS_SERVE_ADDRESS")
    void address() {
        run(Map.of("CLAIMS_SERVE_ADDRESS", "0.0.0.0"));
        run(Map.of("CLAIMS_SERVE_ADDRESS", "0.0.0.0"), "--address", "::1", "--port", "65535");
        assertEquals(
                List.of("0.0.0.0", "0:0:0:0:0:0:0:1"),
                asked.stream().map(each -> each.getAddress().getHostAddress()).toList());
        assertEquals(65_535, asked.getLast().getPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "", "80 ", "eighty", "99999999999999999999"})
    @DisplayName("a port that is none is wrong usage")
    void wrongPort(String port) {
        assertEquals(ExitStatus.USAGE, run(Map.of(), "--port=" + port));
        assertEquals("claims-verdict: --port must be a number from 0 to 65535.\n", text(err));
    }

    @ParameterizedTest
    @CsvSource({"localhost", "example.com", "127.0.0.1:80"})
    @DisplayName("an address is one in numbers: no name is looked up")
    void wrongAddress(String address) {
        assertEquals(ExitStatus.USAGE, run(Map.of("CLAIMS_SERVE_ADDRESS", address)));
        assertEquals(
                "claims-verdict: --address or CLAIMS_SERVE_ADDRESS must be an IP address, such as 127.0.0.1.\n",
                text(err));
        assertTrue(asked.isEmpty());
    }

    @Test
    @DisplayName("each wrong setting, and a port that is taken, is told in a line of its own")
    void cannotListen() {
        LocalServer wrongSettings = (_, _) -> {
            throw new IllegalStateException("Two things are wrong:\nCLAIMS_IDPS: one\nCLAIMS_ORG: another");
        };
        assertEquals(ExitStatus.USAGE, run(wrongSettings, Map.of()));
        assertEquals(3, text(err).lines().count());
        LocalServer taken = (_, _) -> {
            throw new IOException("Address already in use");
        };
        assertEquals(ExitStatus.USAGE, run(taken, Map.of()));
        assertTrue(text(err).endsWith("claims-verdict: Can't serve on 127.0.0.1, port 8080: Address already in use\n"));
    }

    @Test
    @DisplayName("a program without a server says which one has it")
    void nativeExecutable() {
        CliRun run = CliRun.of("serve");
        assertEquals(ExitStatus.USAGE, run.status());
        assertTrue(run.err().contains("java -jar claims-verdict-" + Version.NUMBER + ".jar serve"), run.err());
        assertFalse(run.err().contains("Exception"));
    }
}
