package dev.claimsverdict.function;

import dev.claimsverdict.cli.CommandLine;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.util.List;

/**
 * Where the program starts. Lambda passes no arguments and gets the function; with a command it is the command line,
 * for which Quarkus isn't even started.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        List<String> all = List.of(arguments);
        if (!CommandLine.takes(all)) {
            // Else each start would ask the resolver for it; no line of the log has it.
            System.setProperty("jboss.qualified.host.name", "localhost");
            Quarkus.run(arguments);
            return;
        }
        // The file descriptors themselves: a PrintStream would hide that nothing could be written.
        int status = new CommandLine(Clock.systemUTC())
                .run(
                        all,
                        System.in,
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err));
        System.exit(status);
    }
}
