package dev.claimsverdict.bench.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A host of JWKS on loopback, over http, that can be down in several ways. */
final class KeyHost implements AutoCloseable {

    /** The ways in which a host can be down. An empty key set isn't one: it is an answer that removes all keys. */
    enum Outage {
        ANSWERS_503("answers 503"),
        ANSWERS_NOTHING("accepts the connection and stays silent"),
        ANSWERS_GARBAGE("answers 200 with garbage"),
        REDIRECTS("redirects");

        private final String does;

        Outage(String does) {
            this.does = does;
        }

        String does() {
            return does;
        }
    }

    private sealed interface State {
        record Up(String jwks) implements State {}

        record Down(Outage outage) implements State {}
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<State> state = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();

    KeyHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/keys", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    void publish(String jwks) {
        state.set(new State.Up(jwks));
    }

    void fail(Outage outage) {
        state.set(new State.Down(outage));
    }

    /** The number of requests so far. */
    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            switch (state.get()) {
                case State.Up(String jwks) -> send(exchange, 200, jwks);
                case State.Down(Outage outage) -> {
                    switch (outage) {
                        case ANSWERS_503 -> send(exchange, 503, "{}");
                        case ANSWERS_NOTHING -> Thread.sleep(3000);
                        case ANSWERS_GARBAGE -> send(exchange, 200, "{\"keys\":[\u0000");
                        case REDIRECTS -> {
                            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
                            send(exchange, 302, "");
                        }
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
