package dev.claimsverdict.bench.faults;

import dev.claimsverdict.bench.process.HttpHead;
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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lambda's runtime API for one process of the function, with faults (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">source</a>). It accepts the first complete
 * report about an event and refuses later ones, as Lambda does.
 */
final class LambdaApi implements AutoCloseable {

    private static final int REFUSALS_IN_A_ROW = 100;
    private static final String REFUSED = "{\"errorType\":\"Faults\",\"errorMessage\":\"refused\"}";

    private final ServerSocket server;
    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private final Map<String, Invocation> invocations = new ConcurrentHashMap<>();
    private final List<String> reportsWithoutEvent = new CopyOnWriteArrayList<>();
    private int connections;
    private int unansweredNext;
    private boolean open = true;

    LambdaApi() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The environment variables that a function's process needs. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getLocalPort(),
                "AWS_LAMBDA_FUNCTION_NAME", "faults",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    }

    /** Queues this invocation for the function's next request. */
    synchronized void hand(Invocation invocation) {
        invocations.put(invocation.id(), invocation);
        waiting.add(invocation);
        notifyAll();
    }

    /** Reports about an id that no event had. */
    List<String> reportsWithoutEvent() {
        return reportsWithoutEvent;
    }

    /** Whether the function is waiting for an event and there is none. */
    synchronized boolean asked() {
        return unansweredNext > 0 && waiting.isEmpty();
    }

    /** Waits until everything that the ended process has sent is read. */
    synchronized void awaitEndOfConnections() throws InterruptedException {
        while (connections > unansweredNext) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                count(1);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void count(int change) {
        connections += change;
        notifyAll();
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            boolean goesOn = true;
            while (goesOn) {
                HttpHead head = HttpHead.read(in);
                goesOn = head.path().endsWith("/next") ? next(head, in, out) : report(head, in, out);
            }
        } catch (IOException _) {
            // The process has ended, or has closed its connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            count(-1);
        }
    }

    private synchronized Invocation take(boolean orLeave) throws InterruptedException {
        unansweredNext++;
        notifyAll();
        while (open && waiting.isEmpty()) {
            wait();
        }
        unansweredNext--;
        if (!open) {
            throw new InterruptedException();
        }
        return orLeave ? waiting.peek() : waiting.remove();
    }

    /** Answers a request for the next event. Returns whether the connection stays open. */
    private boolean next(HttpHead head, InputStream in, OutputStream out) throws IOException, InterruptedException {
        head.body(in);
        Invocation coming = take(true);
        int before = coming.askedBefore();
        Fault fault = coming.fault();
        if (fault == Fault.NEXT_CLOSED && before == 0) {
            return false;
        }
        if (fault == Fault.NEXT_NO_HTTP && before == 0) {
            out.write(new byte[] {0, 1, 2, (byte) 0xff, '\n', '\r', '\n', '\n', 'z'});
            return false;
        }
        if (fault == Fault.NEXT_500 && before == 0) {
            out.write(response("500 Internal Server Error", "", REFUSED));
            return true;
        }
        if (fault == Fault.NEXT_503 && before < REFUSALS_IN_A_ROW) {
            out.write(response("503 Service Unavailable", "", REFUSED));
            return true;
        }
        byte[] event = take(false).event();
        byte[] bytes = response("200 OK", headers(coming), event);
        if (fault == Fault.NEXT_TRUNCATED) {
            out.write(Arrays.copyOf(bytes, bytes.length - event.length / 2));
            return false;
        }
        int piece = fault == Fault.NEXT_SLOW ? Math.max(1, bytes.length / 10) : bytes.length;
        for (int from = 0; from < bytes.length; from += piece) {
            out.write(bytes, from, Math.min(piece, bytes.length - from));
            if (fault == Fault.NEXT_SLOW) {
                Thread.sleep(20);
            }
        }
        return true;
    }

    /** Receives an answer or an error. Returns whether the connection stays open. */
    private boolean report(HttpHead head, InputStream in, OutputStream out) throws IOException, InterruptedException {
        String[] path = head.path().split("/");
        Optional<Invocation> known =
                Optional.ofNullable(path.length < 2 ? null : invocations.get(path[path.length - 2]));
        if (known.isEmpty()) {
            String report = new String(head.body(in), StandardCharsets.UTF_8);
            reportsWithoutEvent.add(head.path() + " " + report);
            out.write(response("400 Bad Request", "", REFUSED));
            return true;
        }
        Invocation invocation = known.get();
        boolean error = head.path().endsWith("/error");
        Fault fault = invocation.fault();
        boolean faulty = fault.ofErrors() == error && invocation.begins();
        if (faulty && (fault == Fault.RESPONSE_CLOSED_EARLY || fault == Fault.ERROR_CLOSED_EARLY)) {
            return false;
        }
        String json = new String(head.body(in), StandardCharsets.UTF_8);
        if (faulty && fault == Fault.RESPONSE_413) {
            out.write(response("413 Payload Too Large", "", REFUSED));
            return true;
        }
        if (faulty && (fault == Fault.RESPONSE_500 || fault == Fault.ERROR_500)) {
            out.write(response("500 Internal Server Error", "", REFUSED));
            return true;
        }
        boolean taken = invocation.report(error ? new Told.Failed(json) : new Told.Answered(json));
        if (faulty && (fault == Fault.RESPONSE_CLOSED || fault == Fault.ERROR_CLOSED)) {
            return false;
        }
        if (faulty && fault == Fault.RESPONSE_SLOW) {
            Thread.sleep(200);
        }
        out.write(response(taken ? "202 Accepted" : "400 Bad Request", "", taken ? "" : REFUSED));
        return true;
    }

    private static String headers(Invocation invocation) {
        String id = "Lambda-Runtime-Aws-Request-Id: " + invocation.id() + "\r\n";
        String others = "Lambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1\r\n"
                + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:faults\r\n"
                + "Lambda-Runtime-Deadline-Ms: " + (System.currentTimeMillis() + 3000) + "\r\n";
        Fault fault = invocation.fault();
        if (fault == Fault.NEXT_NO_ID) {
            return others;
        }
        if (fault == Fault.NEXT_HOSTILE_ID) {
            return "Lambda-Runtime-Aws-Request-Id: ../../init/<b>\"{\r\n" + others;
        }
        if (fault == Fault.NEXT_GARBAGE_HEADERS) {
            return id + "Lambda-Runtime-Trace-Id: \u0001zebra \u007f;Root=\r\n"
                    + "Lambda-Runtime-Invoked-Function-Arn: \u0002zebra\r\nLambda-Runtime-Deadline-Ms: soon\r\n"
                    + "no header at all\r\n: zebra\r\n";
        }
        if (fault == Fault.NEXT_CLIENT_CONTEXT) {
            // The caller of Lambda's Invoke chooses this. Lambda only checks that it is a JSON object.
            return id + others + "Lambda-Runtime-Client-Context: {\"client\":\"zebra\",\"custom\":7,\"zebra\":[]}\r\n";
        }
        if (fault == Fault.NEXT_COGNITO_IDENTITY) {
            return id + others + "Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"us-east-1:zebra\","
                    + "\"cognitoIdentityPoolId\":\"us-east-1:zebra\"}\r\n";
        }
        return id + others + (fault == Fault.NEXT_LONG_HEADERS ? "X-Long: " + "z".repeat(64 * 1024) + "\r\n" : "");
    }

    private static byte[] response(String status, String headers, String body) {
        return response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] response(String status, String headers, byte[] body) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.length + "\r\n\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            open = false;
            notifyAll();
        }
        server.close();
    }
}
