package dev.claimsverdict.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A function's process, started afresh, with a runtime API of its own. Linux only: the measures are /proc's. */
final class RunningFunction implements AutoCloseable {

    private final RuntimeApi api;
    private final Process process;
    private final ProcessFigures figures;
    private final Path log;
    private final String name;
    private final long startedAt;

    private RunningFunction(String name, RuntimeApi api, Process process, Path log, long startedAt) {
        this.name = name;
        this.api = api;
        this.process = process;
        this.figures = new ProcessFigures(process);
        this.log = log;
        this.startedAt = startedAt;
    }

    /** Starts it. Its registry is the folder; what it prints goes to the log. */
    static RunningFunction start(Artefact artefact, Path registry, Path log) throws IOException {
        RuntimeApi api = new RuntimeApi();
        ProcessBuilder builder = new ProcessBuilder(artefact.command());
        builder.directory(artefact.folder().toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG", "TMPDIR"));
        builder.environment().putAll(api.environment());
        builder.environment().put("CLAIMS_IDPS", registry.toString());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long startedAt = System.nanoTime();
        return new RunningFunction(artefact.name(), api, builder.start(), log, startedAt);
    }

    /** By {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    Path log() {
        return log;
    }

    /** Feeds it an event, which it must answer with yes. Returns when the answer was there. */
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

    /** The processor time that it has used up to now. */
    long cpuNanos() throws IOException {
        return figures.cpuNanos();
    }

    /** Resident memory in KiB. */
    long residentKib() throws IOException {
        return figures.residentKib();
    }

    /** Asks it to end, as Lambda would, and waits until it has; a JVM writes what it was asked to record. */
    void end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            close();
            throw new IOException(name + " did not end within 60 s");
        }
        api.close();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
