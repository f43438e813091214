package dev.claimsverdict.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.cli.LocalServer;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.function.Main;
import dev.claimsverdict.function.Wiring;
import dev.claimsverdict.json.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program of the self-contained jar, which the container image contains, too: the command line with {@code serve}.
 * Quarkus isn't started (docs/adr/0031).
 */
public final class ClaimsVerdictJar {

    private ClaimsVerdictJar() {}

    /** Runs the command line and ends the process with its exit status. */
    public static void main(String... arguments) {
        System.exit(Main.commandLine(List.of(arguments), Optional.of(ClaimsVerdictJar::listen)));
    }

    /** Serves the function with the page, the examples and the documents that are in the jar. */
    private static LocalServer.Running listen(InetSocketAddress address, Map<String, String> environment)
            throws IOException {
        // Stays open, because each file is read when it is asked for.
        Path folder = FileSystems.newFileSystem(jar()).getPath("dev/claimsverdict/local");
        return listen(
                address,
                environment,
                new Playground(folder.resolve("page"), folder.resolve("examples"), folder.resolve("docs")));
    }

    private static Path jar() throws IOException {
        try {
            return Path.of(ClaimsVerdictJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Serves the function with this page. Throws like {@link LocalServer#listen}. */
    static LocalServer.Running listen(InetSocketAddress address, Map<String, String> environment, Playground playground)
            throws IOException {
        Events events = Wiring.local(environment);
        InProcess function = new InProcess(
                () -> events, new ObjectMapper(StrictJson.factory().build()));
        LocalGateway gateway = new LocalGateway(address, function::invoke, playground);
        return new LocalServer.Running() {
            @Override
            public int port() {
                return gateway.port();
            }

            @Override
            public void close() {
                gateway.close();
            }
        };
    }
}
