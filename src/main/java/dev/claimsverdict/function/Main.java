package dev.claimsverdict.function;

import dev.claimsverdict.cli.ClaimsVerdict;
import dev.claimsverdict.cli.LocalServer;
import dev.claimsverdict.cli.Surroundings;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.jwks.RegistryKeys;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.token.TokenVerifier;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.nativeimage.ProcessProperties;

/**
 * The program's entry point. Where Lambda's runtime gives it events, it is the function; anywhere else it is the command
 * line, for which Quarkus isn't started.
 */
@QuarkusMain
public final class Main {

    /**
     * The address where a function on a custom runtime asks for its events. Lambda sets it; the pom sets it for
     * quarkus:dev.
     */
    static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

    private Main() {}

    /** Runs the function until Lambda ends it, or the command line, whose exit status the process gets. */
    public static void main(String... arguments) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            useLibraryBesideExecutable();
        }
        List<String> all = List.of(arguments);
        if (LaunchMode.current().isDevOrTest() || isFunction(all, System.getenv(), testApi())) {
            // No log line contains the host's name, and looking it up adds 2 ms to each start.
            System.setProperty("jboss.qualified.host.name", "localhost");
            Quarkus.run(arguments);
            return;
        }
        System.exit(commandLine(all, Optional.empty()));
    }

    /**
     * Whether to run the function. With arguments the program is the command line, even on Lambda, so that a function
     * can call it.
     *
     * @param testApi whether a Quarkus test sends the events
     */
    static boolean isFunction(List<String> arguments, Map<String, String> environment, boolean testApi) {
        // A JVM passes these on to the program; a native executable handles them itself.
        boolean noArguments = arguments.stream().allMatch(argument -> argument.startsWith("-D"));
        return noArguments && (testApi || environment.containsKey(RUNTIME_API));
    }

    private static boolean testApi() {
        return System.getProperty(AmazonLambdaApi.QUARKUS_INTERNAL_AWS_LAMBDA_TEST_API) != null;
    }

    /**
     * Runs the command line and gives its exit status.
     *
     * @param server what {@code serve} starts, if this program has it
     */
    public static int commandLine(List<String> arguments, Optional<LocalServer> server) {
        // Quarkus sets it when it starts. Without it, JBoss' log manager complains on standard error as soon as TLS
        // asks for a log.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Console console = System.console();
        // Uses the file descriptors directly, because a PrintStream would hide write errors.
        return new ClaimsVerdict(Main::verifier, server)
                .run(
                        arguments,
                        new Surroundings(
                                System.in,
                                new FileOutputStream(FileDescriptor.out),
                                new FileOutputStream(FileDescriptor.err),
                                System.getenv(),
                                Path.of(""),
                                console != null && console.isTerminal(),
                                Clock.systemUTC()));
    }

    /** Verifies tokens with the keys that come with them: the command line fetches none. */
    private static TokenVerifier verifier(Clock clock) {
        return new TokenVerifier(new IdpKeys(FetchSettings.NOTHING, RegistryKeys.NONE, clock), new JcaSignatureCheck());
    }

    /**
     * Amazon Corretto Crypto Provider unpacks its library to a temporary file by default, which would write 9 MB at each cold
     * start. With these settings it loads the one that lies beside the executable (docs/adr/0007).
     */
    private static void useLibraryBesideExecutable() {
        Path executable = Path.of(ProcessProperties.getExecutableName()).toAbsolutePath();
        System.setProperty("com.amazon.corretto.crypto.provider.useExternalLib", "true");
        System.setProperty(
                "java.library.path", executable.resolveSibling(".").normalize().toString());
    }
}
