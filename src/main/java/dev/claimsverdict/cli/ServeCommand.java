package dev.claimsverdict.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict serve}: the API and the playground on this machine (docs/command-line.md). */
final class ServeCommand implements Command {

    /** The variable with the address if the command line names none. The container image sets it. */
    static final String ADDRESS_VARIABLE = "CLAIMS_SERVE_ADDRESS";

    private static final String ADDRESS = "--address";
    private static final String PORT = "--port";
    private static final int DEFAULT_PORT = 8080;
    private static final int LAST_PORT = 65_535;

    private final Optional<LocalServer> server;

    /** @param server empty in the native executable, because it is also part of the function's zip */
    ServeCommand(Optional<LocalServer> server) {
        this.server = server;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("serve")
                .addOption(Options.text(PORT, "PORT", "The port to listen on. Default: 8080. 0 means any free port."))
                .addOption(Options.text(
                        ADDRESS,
                        "ADDRESS",
                        "The IP address to listen on. Default: " + ADDRESS_VARIABLE
                                + ", else the loopback address. Only requests to localhost are answered."));
        spec.usageMessage()
                .description(
                        "Serves the API and the playground on this machine until it is stopped.",
                        "The container image and the self-contained jar have it; the native executable doesn't.",
                        "",
                        "The function's settings (docs/configuration.md) may be set as environment variables.");
        return spec;
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        int port = port(given);
        InetAddress address = address(given, surroundings);
        LocalServer here = server.orElseThrow(() -> Refusal.usage("The native executable can't serve. Use the container"
                + " image or the jar: java -jar claims-verdict-" + Version.NUMBER + ".jar serve."));
        try (LocalServer.Running running = listen(here, new InetSocketAddress(address, port), surroundings)) {
            surroundings.write("""
                    The API answers on    http://localhost:%1$d/v1/
                    The playground is on  http://localhost:%1$d/
                    """.formatted(running.port()));
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.OK;
    }

    private static LocalServer.Running listen(LocalServer server, InetSocketAddress address, Surroundings surroundings)
            throws Refusal {
        try {
            return server.listen(address, surroundings.environment());
        } catch (IllegalStateException wrong) {
            throw Refusal.usage(
                    Objects.requireNonNull(wrong.getMessage()).lines().toList());
        } catch (IOException wrong) {
            throw Refusal.usage("Can't serve on " + address.getAddress().getHostAddress() + ", port "
                    + address.getPort() + ": " + wrong.getMessage());
        }
    }

    private static int port(ParseResult given) throws Refusal {
        String port = Options.value(given, PORT).orElse(String.valueOf(DEFAULT_PORT));
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT) {
            throw Refusal.usage(PORT + " must be a number from 0 to " + LAST_PORT + ".");
        }
        return Integer.parseInt(port);
    }

    private static InetAddress address(ParseResult given, Surroundings surroundings) throws Refusal {
        Optional<String> address = Options.value(given, ADDRESS).or(() -> surroundings.variable(ADDRESS_VARIABLE));
        try {
            return address.map(InetAddress::ofLiteral).orElseGet(InetAddress::getLoopbackAddress);
        } catch (IllegalArgumentException _) {
            throw Refusal.usage(ADDRESS + " or " + ADDRESS_VARIABLE + " must be an IP address, such as 127.0.0.1.");
        }
    }
}
