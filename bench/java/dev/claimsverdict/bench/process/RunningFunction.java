package dev.claimsverdict.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A newly started function with its own runtime API. Linux only, because the figures come from /proc. */
final class RunningFunction implements AutoCloseable {

    private final RuntimeApi api;
    private final FunctionProcess process;
    private final ProcessFigures figures;
    private final Path log;
    private final String name;
    private final long startedAt;

    private RunningFunction(String name, RuntimeApi api, FunctionProcess process, Path log, long startedAt) {
        this.name = name;
        this.api = api;
        this.process = process;
        this.figures = new ProcessFigures(process.process());
        this.log = log;
        this.startedAt = startedAt;
    }

    /** Starts the artefact with this folder as its registry. Its output goes to the log. */
    static RunningFunction start(Artefact artefact, Path registry, Path log) throws IOException {
        RuntimeApi api = new RuntimeApi();
        Map<String, String> environment = new TreeMap<>(api.environment());
        environment.put("CLAIMS_IDPS", registry.toString());
        long startedAt = System.nanoTime();
        FunctionProcess process =
                FunctionProcess.start(artefact, environment, ProcessBuilder.Redirect.to(log.toFile()));
        return new RunningFunction(artefact.name(), api, process, log, startedAt);
    }

    /** When the function was started, by {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    Path log() {
        return log;
    }

    /** Sends an event that the function must accept. Returns the time of the answer, by {@link System#nanoTime()}. */
    long accepted(byte[] event) throws IOException, InterruptedException {
        RuntimeApi.Answer answer;
        try {
            answer = api.invoke(event);
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage() + "\n" + tail(), e);
        }
        if (answer.failed() || !answer.json().replace(" ", "").contains("\"isAuthorized\":true")) {
            throw new IOException(name + " answered " + answer.json() + "\n" + tail());
        }
        return answer.at();
    }

    private String tail() {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - 2000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time used so far, in nanoseconds. */
    long cpuNanos() throws IOException {
        return figures.cpuNanos();
    }

    /** Resident memory in KiB. */
    long residentKib() throws IOException {
        return figures.residentKib();
    }

    /** Asks the function to end, as Lambda would, and waits until it has. A JVM then writes its AOT cache. */
    void end() throws IOException, InterruptedException {
        process.process().destroy();
        if (!process.process().waitFor(60, TimeUnit.SECONDS)) {
            close();
            throw new IOException(name + " did not end within 60 s");
        }
        api.close();
    }

    @Override
    public void close() throws IOException {
        process.close();
        api.close();
    }
}
