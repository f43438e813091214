package dev.claimsverdict.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Describes the machine of a measurement: enough to compare figures, and nothing that identifies it. */
public final class Machine {

    private Machine() {}

    /** Processor, cores, and the versions of Java and Node. Throws IOException if there is no /proc. */
    public static String description() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return processor + ", " + Runtime.getRuntime().availableProcessors() + " cores; "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + "; Node "
                + node() + "; Linux.";
    }

    private static String node() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return node.waitFor(10, TimeUnit.SECONDS) ? version : "unknown";
        } catch (IOException _) {
            return "not installed";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
