package dev.claimsverdict.bench.faults;

import dev.claimsverdict.bench.process.Artefact;
import dev.claimsverdict.bench.process.ProcessFigures;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What Lambda does around a function: it hands it one event after another, and starts it again when it has ended. */
final class Lambda implements AutoCloseable {

    /** How long an event or an end may take before the function counts as hanging. Not a measure of speed. */
    private static final long HANGS_AFTER_SECONDS = 30;

    private static final int TAIL = 3000;

    private final Artefact artefact;
    private final Map<String, String> environment;
    private final Redirect output;
    private final Path log;
    private final boolean closedPipe;
    private final List<String> reportsWithoutEvent = new ArrayList<>();

    private LambdaApi api;
    private Process process;
    private int starts;
    private long startedAt;

    private Lambda(Artefact artefact, Map<String, String> environment, Path log, Redirect output, boolean closedPipe)
            throws IOException {
        this.artefact = artefact;
        this.environment = environment;
        this.log = log;
        this.output = output;
        this.closedPipe = closedPipe;
        start();
    }

    /** A function whose log goes to this file, after what is in it. */
    static Lambda logging(Artefact artefact, Map<String, String> environment, Path log) throws IOException {
        Files.deleteIfExists(log);
        return new Lambda(artefact, environment, log, Redirect.appendTo(log.toFile()), false);
    }

    /** A function whose log goes to a device. */
    static Lambda loggingTo(Artefact artefact, Map<String, String> environment, Path device) throws IOException {
        return new Lambda(artefact, environment, device, Redirect.to(device.toFile()), false);
    }

    /** A function whose log goes to a pipe that nobody reads any more. */
    static Lambda loggingToClosedPipe(Artefact artefact, Map<String, String> environment) throws IOException {
        return new Lambda(artefact, environment, Path.of("/dev/null"), Redirect.PIPE, true);
    }

    private void start() throws IOException {
        api = new LambdaApi();
        ProcessBuilder builder = new ProcessBuilder(artefact.command());
        builder.directory(artefact.folder().toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG", "TMPDIR"));
        builder.environment().putAll(api.environment());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output);
        startedAt = System.nanoTime();
        process = builder.start();
        starts++;
        if (closedPipe) {
            process.getInputStream().close();
        }
    }

    /** How often the function was started. */
    int starts() {
        return starts;
    }

    /** By {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    Process process() {
        return process;
    }

    ProcessFigures figures() {
        return new ProcessFigures(process);
    }

    /** All that it logged. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** How much it logged. */
    long logBytes() throws IOException {
        return Files.size(log);
    }

    /** Reports for ids that were never given out. */
    List<String> reportsWithoutEvent() {
        List<String> all = new ArrayList<>(reportsWithoutEvent);
        all.addAll(api.reportsWithoutEvent());
        return all;
    }

    Told invoke(byte[] event) throws IOException, InterruptedException {
        return invoke(new Invocation(event, Fault.NONE));
    }

    /** Hands an event to the function, and returns what Lambda gets to know. Starts the function again if it ends. */
    Told invoke(Invocation invocation) throws IOException, InterruptedException {
        api.hand(invocation);
        return await(invocation);
    }

    /** Hands it an event and does something before the answer. */
    Told invoke(Invocation invocation, Meanwhile meanwhile) throws IOException, InterruptedException {
        api.hand(invocation);
        meanwhile.run();
        return await(invocation);
    }

    /** Something to do while the function is at work. */
    @FunctionalInterface
    interface Meanwhile {
        void run() throws IOException, InterruptedException;
    }

    private Told await(Invocation invocation) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return invocation.told().get(20, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (TimeoutException _) {
                if (!process.isAlive()) {
                    api.awaitEndOfConnections();
                    restart();
                    return invocation.told().getNow(new Told.Ended());
                }
                if (invocation.fault().withoutId() && api.asked()) {
                    return new Told.Ended();
                }
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(HANGS_AFTER_SECONDS)) {
                    throw new Broken("hangs" + tail());
                }
            }
        }
    }

    /** Asks the function to end, as Lambda does. Nothing is told when it has not after a while: see {@link #awaitEnd()}. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end of a function that was asked to end, and starts it again. */
    void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)) {
            throw new Broken("doesn't end after SIGTERM" + tail());
        }
        api.awaitEndOfConnections();
        restart();
    }

    private void restart() throws IOException {
        reportsWithoutEvent.addAll(api.reportsWithoutEvent());
        api.close();
        start();
    }

    String tail() throws IOException {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        String all = log();
        return "\n" + all.substring(Math.max(0, all.length() - TAIL));
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
