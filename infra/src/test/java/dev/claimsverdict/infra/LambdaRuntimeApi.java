package dev.claimsverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's Runtime API on loopback (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">source</a>): a custom runtime gets its next
 * invocation from it and sends it the answer.
 */
final class LambdaRuntimeApi implements AutoCloseable {

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final long PATIENCE_SECONDS = 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> taken = new ConcurrentHashMap<>();

    private record Invocation(String id, JsonNode event, CompletableFuture<Outcome> outcome) {}

    /** The outcome of an invocation: an answer, or the error that Lambda would report. */
    sealed interface Outcome {
        record Answer(JsonNode json) implements Outcome {}

        record Failure(String error) implements Outcome {}
    }

    LambdaRuntimeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The value of AWS_LAMBDA_RUNTIME_API. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives the function an event and returns the outcome. Fails if that takes too long. */
    Outcome invoke(JsonNode event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(invocation);
        try {
            return invocation.outcome().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("The function did not answer within " + PATIENCE_SECONDS + " s.", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
            } else if (path.startsWith(INVOCATION)) {
                String[] idAndWhat = path.substring(INVOCATION.length()).split("/");
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                taken.remove(idAndWhat[0])
                        .outcome()
                        .complete(
                                idAndWhat[1].equals("response")
                                        ? new Outcome.Answer(Synthesised.JSON.readTree(body))
                                        : new Outcome.Failure(body));
                exchange.sendResponseHeaders(202, -1);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            Invocation invocation = waiting.take();
            taken.put(invocation.id(), invocation);
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id());
            exchange.getResponseHeaders()
                    .add("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 3_000));
            exchange.getResponseHeaders()
                    .add(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:eu-central-1:123456789012:function:claims-verdict:live");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] event = Synthesised.JSON.writeValueAsBytes(invocation.event());
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
