package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway of one's own machine: the events that API Gateway would make, and its answers. */
class LocalGatewayTest {

    private static final String AMR = "{\"amr\":[\"pwd\"],\"idp\":" + TestIdp.oidc() + "}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicReference<String> seen = new AtomicReference<>();
    private LocalGateway.Lambda lambda = Program::answer;
    private LocalGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new LocalGateway(0, event -> {
            seen.set(event);
            return lambda.invoke(event);
        });
    }

    @AfterEach
    void stop() {
        gateway.close();
        client.close();
    }

    @Test
    @DisplayName("who asks Lambda's runtime API for an event waits until the gateway ends")
    void nextEvent() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = client.sendAsync(
                request("GET", "/2018-06-01/runtime/invocation/next", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        lambda = event -> "{\"statusCode\":200}";
        assertEquals(200, send(request("GET", "/x", BodyPublishers.noBody())).statusCode());
        assertFalse(asked.isDone());
        gateway.close();
        assertThrows(ExecutionException.class, asked::get);
    }

    // The event

    @Test
    @DisplayName("names of headers are lower-cased, several values joined with commas, cookies apart")
    void headers() throws Exception {
        lambda = event -> "{\"statusCode\":200}";
        send(request("GET", "/x", BodyPublishers.noBody())
                .header("X-Several", "one")
                .header("X-Several", "two")
                .header("Cookie", "a=b"));
        JsonNode event = event();
        assertAll(
                () -> assertEquals("one,two", event.at("/headers/x-several").asText()),
                () -> assertFalse(event.path("headers").has("X-Several")),
                () -> assertFalse(event.path("headers").has("cookie")),
                () -> assertEquals("[\"a=b\"]", event.path("cookies").toString()));
    }

    @Test
    @DisplayName("the event is one of payload format 2.0: method, path, stage, request id, no body")
    void payload() throws Exception {
        lambda = event -> "{\"statusCode\":200}";
        send(request("GET", "/v1/findings", BodyPublishers.noBody()).header("User-Agent", "agent"));
        JsonNode event = event();
        assertAll(
                () -> assertEquals("2.0", event.path("version").asText()),
                () -> assertEquals("$default", event.path("routeKey").asText()),
                () -> assertEquals("/v1/findings", event.path("rawPath").asText()),
                () -> assertEquals("", event.path("rawQueryString").textValue()),
                () -> assertFalse(event.has("queryStringParameters")),
                () -> assertFalse(event.has("cookies")),
                () -> assertFalse(event.has("body")),
                () -> assertFalse(event.path("isBase64Encoded").booleanValue()),
                () -> assertEquals(
                        "GET", event.at("/requestContext/http/method").asText()),
                () -> assertEquals(
                        "/v1/findings", event.at("/requestContext/http/path").asText()),
                () -> assertEquals(
                        "agent", event.at("/requestContext/http/userAgent").asText()),
                () -> assertEquals("$default", event.at("/requestContext/stage").asText()),
                () -> assertTrue(event.at("/requestContext/requestId").asText().matches("[0-9a-f-]{36}")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1                | {\"a\":\"1\"}",
                "a=1&b=2            | {\"a\":\"1\",\"b\":\"2\"}",
                "a=1&a=2            | {\"a\":\"1,2\"}",
                "a=1&b=2&a=3        | {\"a\":\"1,3\",\"b\":\"2\"}",
                "a                  | {\"a\":\"\"}",
                "a=                 | {\"a\":\"\"}",
                "a=b=c              | {\"a\":\"b=c\"}",
                "a=1&&b=2           | {\"a\":\"1\",\"b\":\"2\"}",
                "&a=1               | {\"a\":\"1\"}",
                "%61=%C3%A4+b       | {\"a\":\"ä b\"}",
            })
    @DisplayName("a query's parameters are decoded, several values of one joined with commas")
    void query(String query, String parameters) throws Exception {
        lambda = event -> "{\"statusCode\":200}";
        send(request("GET", "/x?" + query, BodyPublishers.noBody()));
        assertEquals(parameters, event().path("queryStringParameters").toString());
        assertEquals(query, event().path("rawQueryString").asText());
    }

    @ParameterizedTest(name = "{0} {1} -> base64 {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                 | {}   | false",
                "application/json; charset=utf-8  | {}   | false",
                "APPLICATION/JSON                 | ä    | false",
                "application/xml                  | {}   | false",
                "application/javascript           | {}   | false",
                "text/plain                       | {}   | false",
                "application/vnd.example+json     | {}   | true",
                "application/octet-stream         | {}   | true",
                "application/jsonx                | {}   | true",
            })
    @DisplayName("bodies of a text type are passed as they are, others in base64")
    void bodies(String contentType, String body, boolean base64) throws Exception {
        lambda = event -> "{\"statusCode\":200}";
        send(request("POST", "/x", BodyPublishers.ofString(body)).header("Content-Type", contentType));
        assertBody(body.getBytes(StandardCharsets.UTF_8), base64);
    }

    @Test
    @DisplayName("a body without a type, and one of a text type that is not UTF-8, go in base64")
    void otherBodies() throws Exception {
        lambda = event -> "{\"statusCode\":200}";
        send(request("POST", "/x", BodyPublishers.ofString("{}")));
        assertBody("{}".getBytes(StandardCharsets.UTF_8), true);
        byte[] latin1 = {'"', (byte) 0xe4, '"'};
        send(request("POST", "/x", BodyPublishers.ofByteArray(latin1)).header("Content-Type", "application/json"));
        assertBody(latin1, true);
    }

    private void assertBody(byte[] body, boolean base64) {
        assertEquals(base64, event().path("isBase64Encoded").booleanValue());
        String text = event().path("body").asText();
        assertEquals(
                new String(body, StandardCharsets.ISO_8859_1),
                new String(
                        base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1));
    }

    @Test
    @DisplayName("a percent-encoded path arrives decoded")
    void encodedPath() throws Exception {
        assertEquals(
                200,
                send(request("GET", "/v1/amr%2Dtable", BodyPublishers.noBody())).statusCode());
        assertEquals(
                404, send(request("GET", "/v1/%C3%A4", BodyPublishers.noBody())).statusCode());
        assertEquals("/v1/ä", event().path("rawPath").asText());
    }

    // The answer

    @Test
    @DisplayName("the function's status, headers and body are what the caller gets")
    void passedOn() throws Exception {
        lambda = event ->
                "{\"statusCode\":418,\"headers\":{\"content-type\":\"text/plain\",\"x-a\":\"b\"},\"body\":\"ä\"}";
        HttpResponse<String> response = send(request("GET", "/x", BodyPublishers.noBody()));
        assertAll(
                () -> assertEquals(418, response.statusCode()),
                () -> assertEquals(
                        "text/plain",
                        response.headers().firstValue("content-type").orElseThrow()),
                () -> assertEquals("b", response.headers().firstValue("x-a").orElseThrow()),
                () -> assertEquals("ä", response.body()));
    }

    @Test
    @DisplayName("a failing function, and one that answers no JSON, are 500 as API Gateway says it")
    void failure() throws Exception {
        List<LocalGateway.Lambda> failing = List.of(
                event -> {
                    throw new LocalGateway.FunctionFailed("{\"errorMessage\":\"secret\"}");
                },
                event -> {
                    throw new IOException("connection refused");
                },
                event -> "not JSON");
        for (LocalGateway.Lambda each : failing) {
            lambda = each;
            HttpResponse<String> response = send(request("GET", "/v1/findings", BodyPublishers.noBody()));
            assertEquals(500, response.statusCode());
            assertEquals("{\"message\":\"Internal Server Error\"}", response.body());
            assertEquals(
                    "application/json",
                    response.headers().firstValue("content-type").orElseThrow());
        }
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "POST,   /v1/amr-verdicts, 200",
        "GET,    /v1/findings,     200",
        "GET,    /v1/nothing,      404",
        "GET,    /,                404",
        "DELETE, /v1/findings,     405",
        "GET,    /v1/amr-verdicts, 405",
    })
    @DisplayName("the program's own answers come through")
    void program(String method, String path, int status) throws Exception {
        HttpResponse<String> response =
                send(request(method, path, BodyPublishers.ofString(AMR)).header("Content-Type", "application/json"));
        assertEquals(status, response.statusCode());
        assertEquals("no-store", response.headers().firstValue("cache-control").orElseThrow());
        assertTrue(TestApi.json(response.body()).isObject());
        assertEquals(status == 405, response.headers().firstValue("allow").isPresent());
    }

    @Test
    @DisplayName("bodies that go in base64 are judged like any other")
    void base64Judged() throws Exception {
        HttpResponse<String> plain = post("application/json", BodyPublishers.ofString(AMR));
        HttpResponse<String> encoded = post("application/vnd.example+json", BodyPublishers.ofString(AMR));
        assertEquals(200, plain.statusCode());
        assertEquals(plain.body(), encoded.body());
    }

    @Test
    @DisplayName("413 comes from the function above 262144 bytes, and from API Gateway above 10 MiB")
    void tooLarge() throws Exception {
        HttpResponse<String> function = post("application/json", BodyPublishers.ofString(" ".repeat(262_145)));
        assertEquals(413, function.statusCode());
        assertEquals(
                "application/problem+json",
                function.headers().firstValue("content-type").orElseThrow());
        HttpResponse<String> largest = post("application/json", BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024]));
        assertEquals(
                "application/problem+json",
                largest.headers().firstValue("content-type").orElseThrow());
        seen.set(null);
        HttpResponse<String> api = post("application/json", BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]));
        assertEquals(413, api.statusCode());
        assertEquals("{\"message\":\"Request Entity Too Large\"}", api.body());
        assertEquals(null, seen.get());
    }

    @Test
    @DisplayName("HEAD gets the answer without its body")
    void head() throws Exception {
        HttpResponse<String> response = send(request("HEAD", "/v1/findings", BodyPublishers.noBody()));
        assertEquals(200, response.statusCode());
        assertEquals(
                "application/json",
                response.headers().firstValue("content-type").orElseThrow());
        assertEquals("", response.body());
    }

    @Test
    @DisplayName("an answer without a body is one")
    void emptyBody() throws Exception {
        lambda = event -> "{\"statusCode\":204,\"headers\":{}}";
        assertEquals(204, send(request("GET", "/x", BodyPublishers.noBody())).statusCode());
    }

    // Raw events

    @Test
    @DisplayName("POST /_lambda_ takes an event as it is, and answers what the function answers")
    void rawEvent() throws Exception {
        String event = "{\"kind\":\"amr\"," + AMR.substring(1);
        HttpResponse<String> response = send(request("POST", "/_lambda_", BodyPublishers.ofString(event)));
        assertEquals(200, response.statusCode());
        assertEquals(event, seen.get());
        assertEquals(TestApi.verdict("/v1/amr-verdicts", AMR).toString(), response.body());
    }

    @Test
    @DisplayName("an event that can't be read is a failure with Lambda's own report")
    void rawFailure() throws Exception {
        HttpResponse<String> response = send(request("POST", "/_lambda_", BodyPublishers.ofString("{}")));
        assertEquals(500, response.statusCode());
        assertTrue(TestApi.json(response.body())
                .path("errorMessage")
                .asText()
                .startsWith("The event has an unknown shape"));
    }

    // What no HTTP client would send

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/%zz HTTP/1.1                       | 400",
                "GET /v1/%C3%28 HTTP/1.1                    | 404",
                "GET /v1/findings%00 HTTP/1.1               | 404",
                "GET //v1/findings HTTP/1.1                 | 404",
                "GET /v1/../v1/findings HTTP/1.1            | 404",
                "GET /v1/amr-table?edition=%zz HTTP/1.1     | 400",
                "GET /v1/amr-table?%C3%28=1&=&& HTTP/1.1    | 422",
                "GET http://localhost/v1/findings HTTP/1.1  | 200",
                "GET /v1/findings? HTTP/1.1                 | 200",
                "nonsense                                   | 400",
            })
    @DisplayName("a malformed request gets an answer too")
    void malformed(String requestLine, int status) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        }
    }

    @Test
    @DisplayName("it listens on the loopback address only, and no more once closed")
    void closed() throws Exception {
        int port = gateway.port();
        assertTrue(port > 0);
        gateway.close();
        List<Exception> refused = new ArrayList<>();
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        } catch (IOException e) {
            refused.add(e);
        }
        assertEquals(1, refused.size());
    }

    private HttpResponse<String> post(String contentType, BodyPublisher body) throws Exception {
        return send(request("POST", "/v1/amr-verdicts", body).header("Content-Type", contentType));
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + path))
                .method(method, body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode event() {
        return TestApi.json(seen.get());
    }

    // Who may ask

    @ParameterizedTest(name = "Host: {0}, Origin: {1} -> {2}")
    @CsvSource({
        "localhost:PORT,           ,                             200",
        "LOCALHOST:PORT,           ,                             200",
        "127.0.0.1:PORT,           ,                             200",
        "[::1]:PORT,               ,                             200",
        "localhost,                ,                             200",
        "localhost:PORT,           http://localhost:PORT,        200",
        "localhost:PORT,           http://localhost:1,           403",
        "localhost:PORT,           https://localhost:PORT,       403",
        "localhost:PORT,           https://evil.example,         403",
        "localhost:PORT,           null,                         403",
        "evil.example:PORT,        ,                             403",
        "evil.example:PORT,        http://evil.example:PORT,     403",
        "localhost.evil.example,   ,                             403",
        "127.0.0.1.evil.example,   ,                             403",
        "evil.example#localhost,   ,                             403",
        "'',                       ,                             403",
    })
    @DisplayName("only requests to this machine's own name, from the gateway's own page, get any further")
    void fromHere(String host, String origin, int status) throws IOException {
        lambda = event -> "{\"statusCode\":200}";
        String port = Integer.toString(gateway.port());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String headers = "Host: " + host.replace("PORT", port) + "\r\n"
                    + (origin == null ? "" : "Origin: " + origin.replace("PORT", port) + "\r\n");
            socket.getOutputStream()
                    .write(("GET /v1/findings HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("HTTP/1.1 " + status, answer.substring(0, "HTTP/1.1 200".length()));
            assertEquals(status == 200, seen.get() != null);
        }
    }
}
