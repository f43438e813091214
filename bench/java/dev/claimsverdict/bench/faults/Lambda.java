package dev.claimsverdict.bench.faults;

import dev.claimsverdict.bench.process.Artefact;
import dev.claimsverdict.bench.process.FunctionProcess;
import dev.claimsverdict.bench.process.ProcessFigures;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what Lambda does: gives a function one event after another, and starts it again when it has ended. */
final class Lambda implements AutoCloseable {

    /** The time after which the function counts as hanging. No measure of speed. */
    private static final long HANGS_AFTER_SECONDS = 60;

    private static final int TAIL = 3000;

    private final Artefact artefact;
    private final Map<String, String> environment;
    private final Redirect output;
    private final Path log;
    private final boolean closedPipe;
    private final List<String> reportsWithoutEvent = new ArrayList<>();

    private LambdaApi api;
    private FunctionProcess process;
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

    /** A function whose log goes to this file, which is emptied first. */
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
        Map<String, String> all = new TreeMap<>(api.environment());
        all.putAll(environment);
        startedAt = System.nanoTime();
        process = FunctionProcess.start(artefact, all, output);
        starts++;
        if (closedPipe) {
            process.process().getInputStream().close();
        }
    }

    /** The number of times that the function was started. */
    int starts() {
        return starts;
    }

    /** When the function was last started, by {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.process());
    }

    /** The whole log. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** The log from this byte on. */
    String log(long from) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The number of bytes in the log. */
    long logBytes() throws IOException {
        return Files.size(log);
    }

    /** Reports about ids that no event had. */
    List<String> reportsWithoutEvent() {
        List<String> all = new ArrayList<>(reportsWithoutEvent);
        all.addAll(api.reportsWithoutEvent());
        return all;
    }

    Told invoke(byte[] event) throws IOException, InterruptedException {
        return invoke(new Invocation(event, Fault.NONE));
    }

    /** Gives the function an event and returns the outcome. Starts the function again if it ends. */
    Told invoke(Invocation invocation) throws IOException, InterruptedException {
        api.hand(invocation);
        return await(invocation);
    }

    /** Gives the function an event and does something before the answer comes. */
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
                if (!process.process().isAlive()) {
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

    /** Asks the function to end, as Lambda does. {@link #awaitEnd()} waits until it has. */
    void terminate() {
        process.process().destroy();
    }

    /** Waits for the end of a function that was asked to end, and starts it again. */
    void awaitEnd() throws IOException, InterruptedException {
        if (!process.process().waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)) {
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
        process.close();
        api.close();
    }
}
