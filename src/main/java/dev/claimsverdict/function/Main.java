package dev.claimsverdict.function;

import dev.claimsverdict.cli.CommandLine;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.graalvm.nativeimage.ProcessProperties;

/**
 * The program's entry point. Without arguments, as on Lambda, it runs the function. With a command it runs the command
 * line, for which Quarkus isn't started.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            useLibraryBesideExecutable();
        }
        List<String> all = List.of(arguments);
        if (!CommandLine.takes(all)) {
            // No log line has the host's name, and looking it up takes 2 ms of each start.
            System.setProperty("jboss.qualified.host.name", "localhost");
            Quarkus.run(arguments);
            return;
        }
        // Uses the file descriptors directly, because a PrintStream would hide write errors.
        int status = new CommandLine(Clock.systemUTC())
                .run(
                        all,
                        System.in,
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err));
        System.exit(status);
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
