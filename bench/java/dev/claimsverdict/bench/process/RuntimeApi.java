package dev.claimsverdict.bench.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's runtime API on loopback, for one process of a function (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">source</a>). Each process gets its own port, so
 * that a pending request of a dead process can't take an event from the next one. Uses plain sockets and writes each
 * answer in one piece, because the server's own time is part of the measurement.
 */
final class RuntimeApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket server;
    private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);

    /**
     * What the function answered, or the error that it reported.
     *
     * @param at when it was received, by {@link System#nanoTime()}
     */
    record Answer(boolean failed, String json, long at) {}

    RuntimeApi() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The environment variables that a function's process needs. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getLocalPort(),
                "AWS_LAMBDA_FUNCTION_NAME", "bench",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    }

    /** Gives the function an event and waits for the answer. Throws IOException if none comes. */
    Answer invoke(byte[] event) throws IOException, InterruptedException {
        boolean taken = events.offer(event, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Answer answer = taken ? answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) : null;
        if (answer == null) {
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s");
        }
        return answer;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            while (true) {
                HttpHead request = HttpHead.read(in);
                byte[] body = request.body(in);
                if (request.path().endsWith("/next")) {
                    out.write(answer("200 OK", events.take()));
                } else {
                    boolean failed = request.path().endsWith("/error");
                    String json = new String(body, StandardCharsets.UTF_8);
                    answers.put(new Answer(failed, json, System.nanoTime()));
                    out.write(answer("202 Accepted", new byte[0]));
                }
            }
        } catch (IOException _) {
            // The process has ended, or has closed its connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] answer(String status, byte[] body) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nLambda-Runtime-Aws-Request-Id: " + UUID.randomUUID()
                + "\r\nLambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"
                + "\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:bench"
                + "\r\nLambda-Runtime-Deadline-Ms: " + (System.currentTimeMillis() + 3000) + "\r\n\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
