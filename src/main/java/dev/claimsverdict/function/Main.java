package dev.claimsverdict.function;

import dev.claimsverdict.cli.CommandLine;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.util.List;

/**
 * The program's entry point. Without arguments, as on Lambda, it runs the function. With a command it runs the command
 * line, for which Quarkus isn't started.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        List<String> all = List.of(arguments);
        if (!CommandLine.takes(all)) {
            // Otherwise each start would ask the resolver for the name, which no log line shows.
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
}
