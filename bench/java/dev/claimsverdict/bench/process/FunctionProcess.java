package dev.claimsverdict.bench.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The running process of a function. */
public record FunctionProcess(Process process) implements AutoCloseable {

    /** Starts an artefact. Of this process's environment it inherits only what every program needs. */
    public static FunctionProcess start(
            Artefact artefact, Map<String, String> environment, ProcessBuilder.Redirect output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(artefact.command());
        builder.directory(artefact.folder().toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG", "TMPDIR"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output);
        return new FunctionProcess(builder.start());
    }

    /** Kills the process and waits up to 10 s until it has ended. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
