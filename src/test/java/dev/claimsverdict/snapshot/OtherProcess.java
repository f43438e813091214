package dev.claimsverdict.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Takes a snapshot in a process of its own. */
final class OtherProcess {

    private OtherProcess() {}

    /** What a run in another JVM says: "written", or why not. */
    static String take(String org, Path folder) {
        try {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            org,
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String... arguments) {
        SnapshotRequest request = new SnapshotRequest(arguments[0], Path.of(arguments[1]), SnapshotTaken.API_TOKEN);
        System.out.print(
                switch (new SnapshotTaken().of(request)) {
                    case SnapshotResult.Written _ -> "written";
                    case SnapshotResult.WrongUsage(String sentence) -> sentence;
                    case SnapshotResult.Unreachable(String sentence, var _) -> sentence;
                    case SnapshotResult.NotWritten(String sentence) -> sentence;
                });
    }
}
