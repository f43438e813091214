package dev.claimsverdict.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.claimsverdict.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A local API Gateway: turns HTTP requests into the events that the deployed function gets, and turns its answers back.
 * {@code POST /_lambda_} takes a raw event. Answers only requests whose Host is this machine.
 */
public final class LocalGateway implements AutoCloseable {

    /** API Gateway's payload limit. */
    private static final int MAX_PAYLOAD = 10 * 1024 * 1024;

    /** The Host header as clients write it, with or without a port. */
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(?i:localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private static final String RAW_EVENTS = "/_lambda_";

    /** Where a function asks Lambda's runtime API for its next event. */
    private static final String NEXT_EVENT = "/2018-06-01/runtime/invocation/next";

    private static final ObjectMapper JSON =
            new ObjectMapper(StrictJson.factory().build());

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Lambda lambda;
    private final Playground playground;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The function behind the gateway: takes an event's JSON and returns the answer's. */
    @FunctionalInterface
    public interface Lambda {

        /** Invokes the function. Throws {@link FunctionFailed} if the function fails. */
        String invoke(String event) throws IOException, InterruptedException;
    }

    /** The function failed. The message is what Lambda would report to the caller. */
    public static final class FunctionFailed extends IOException {

        /** A failure with this JSON as Lambda's report. */
        public FunctionFailed(String report) {
            super(report);
        }
    }

    /**
     * Starts to listen, without a page.
     *
     * @param port 0 for any free port
     */
    public LocalGateway(int port, Lambda lambda) throws IOException {
        this(port, lambda, Playground.NONE);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free port
     * @param playground the page to serve besides the function's routes
     */
    public LocalGateway(int port, Lambda lambda, Playground playground) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), lambda, playground);
    }

    /**
     * Starts to listen. Requests must name this machine as their host, whatever the address: in a container the gateway
     * listens on an address that only the container's host forwards to.
     *
     * @param address its port may be 0 for any free port
     * @param playground the page to serve besides the function's routes
     */
    LocalGateway(InetSocketAddress address, Lambda lambda, Playground playground) throws IOException {
        this.lambda = lambda;
        this.playground = playground;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isFromHere(exchange.getRequestHeaders())) {
                send(exchange, 403, "application/json", "{\"message\":\"Forbidden\"}");
                return;
            }
            if (exchange.getRequestURI().getPath().equals(NEXT_EVENT)) {
                // Quarkus' own loop asks for events here, and stops the application if nobody listens. It never gets
                // any.
                closed.await();
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_PAYLOAD + 1);
            Optional<Playground.Served> page = playground.file(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            if (page.isPresent()) {
                page.get().headers(exchange.getResponseHeaders());
                send(exchange, 200, page.get().body());
            } else if (body.length > MAX_PAYLOAD) {
                send(exchange, 413, "application/json", "{\"message\":\"Request Entity Too Large\"}");
            } else if (exchange.getRequestURI().getPath().equals(RAW_EVENTS)) {
                rawEvent(exchange, new String(body, StandardCharsets.UTF_8));
            } else {
                request(exchange, body);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the request names this machine as its host and, if it comes from a page, comes from this gateway's own
     * page. Otherwise any page in a browser could use the gateway, through a name that resolves to the loopback address
     * (DNS rebinding) or by posting blindly.
     */
    private static boolean isFromHere(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        List<String> origins = headers.getOrDefault("Origin", List.of());
        return hosts.size() == 1
                && LOOPBACK_HOST.matcher(hosts.getFirst()).matches()
                && origins.stream().allMatch(("http://" + hosts.getFirst())::equalsIgnoreCase);
    }

    private void rawEvent(HttpExchange exchange, String event) throws IOException, InterruptedException {
        try {
            send(exchange, 200, "application/json", lambda.invoke(event));
        } catch (FunctionFailed failure) {
            send(exchange, 500, "application/json", failure.getMessage());
        }
    }

    private void request(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String requestId = UUID.randomUUID().toString();
        JsonNode event = HttpApiEvent.of(
                exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body, requestId);
        JsonNode answer;
        try {
            answer = JSON.readTree(lambda.invoke(event.toString()));
        } catch (IOException _) {
            // API Gateway answers this if its function fails, can't be reached, or doesn't return JSON.
            send(exchange, 500, "application/json", "{\"message\":\"Internal Server Error\"}");
            return;
        }
        answer.path("headers")
                .properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .set(header.getKey(), header.getValue().asText()));
        send(exchange, answer.path("statusCode").asInt(), answer.path("body").asText());
    }

    private static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        exchange.getResponseHeaders().set("content-type", contentType);
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
