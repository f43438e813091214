package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway serves as the playground: a fixed list of files, under strict headers, and nothing else. */
class PlaygroundTest {

    private static final Path SOURCES = Path.of("src/local/page");
    private static final Path DOCS = Path.of("docs");

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new LocalGateway(
                0, event -> TestApi.invoke(event).toString(), new Playground(SOURCES, Path.of("examples"), DOCS));
    }

    @AfterEach
    void stop() {
        gateway.close();
        client.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/                              | text/html; charset=utf-8",
                "/playground.css                | text/css; charset=utf-8",
                "/main.js                       | text/javascript; charset=utf-8",
                "/icon.svg                      | image/svg+xml",
                "/guide.html                    | text/html; charset=utf-8",
                "/docs/glossary.md              | text/markdown; charset=utf-8",
                "/examples/token-satisfied.json | application/json",
            })
    @DisplayName("each file comes with its type and what the browser must hold to")
    void headers(String path, String contentType) throws Exception {
        HttpResponse<byte[]> response = send("GET", path);
        assertAll(
                () -> assertEquals(200, response.statusCode()),
                () -> assertEquals(contentType, header(response, "content-type")),
                () -> assertEquals(
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                                + " img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
                        header(response, "content-security-policy")),
                () -> assertEquals("nosniff", header(response, "x-content-type-options")),
                () -> assertEquals("no-referrer", header(response, "referrer-policy")),
                () -> assertEquals("no-store", header(response, "cache-control")));
        HttpResponse<byte[]> head = send("HEAD", path);
        assertEquals(200, head.statusCode());
        assertEquals(0, head.body().length);
    }

    @Test
    @DisplayName("every file of the page is served as it stands in the sources")
    void files() throws Exception {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                String name = source.getFileName().toString();
                HttpResponse<byte[]> response = send("GET", name.equals("index.html") ? "/" : "/" + name);
                assertEquals(200, response.statusCode(), name);
                assertArrayEquals(Files.readAllBytes(source), response.body(), name);
            }
        }
    }

    @Test
    @DisplayName("the documents are the very files of docs, every provider's page among them")
    void documents() throws Exception {
        List<Path> documents = new ArrayList<>(Stream.of("glossary.md", "rules.md", "findings.md", "saml.md")
                .map(DOCS::resolve)
                .toList());
        try (Stream<Path> providers = Files.list(DOCS.resolve("providers"))) {
            documents.addAll(providers.toList());
        }
        for (Path document : documents) {
            assertArrayEquals(
                    Files.readAllBytes(document), send("GET", "/" + document).body(), document.toString());
        }
        String guide = Files.readString(SOURCES.resolve("guide.js"));
        documents.forEach(document -> assertTrue(
                guide.contains("'" + document.getFileName().toString().replace(".md", "") + "'"), document.toString()));
    }

    @Test
    @DisplayName("the examples are the very files of the READMEs, and the page's menu has no other")
    void examples() throws Exception {
        List<String> offered = Pattern.compile("<option value=\"([a-z-]+\\.json)\"")
                .matcher(Files.readString(SOURCES.resolve("index.html")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(8, offered.size());
        for (String name : offered) {
            assertArrayEquals(
                    Files.readAllBytes(Path.of("examples", name)),
                    send("GET", "/examples/" + name).body(),
                    name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/examples/",
                "/examples/terraform-plan.json",
                "/docs/",
                "/docs/security.md",
                "/docs/providers/../security.md",
                "/examples/../pom.xml",
                "/examples/%2e%2e/pom.xml",
                "/../pom.xml",
                "/..%2fpom.xml",
                "//main.js",
                "/main.js/",
                "/main.js%00",
                "/src/local/page/main.js",
                "/LocalGateway.class",
                "/application.properties",
            })
    @DisplayName("nothing else is served: any other path is the API's")
    void nothingElse(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("content-security-policy"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    @DisplayName("the page is only read")
    void onlyRead(String method) throws Exception {
        assertEquals(404, send(method, "/").statusCode());
    }

    @Test
    @DisplayName("the API is the same beside it")
    void api() throws Exception {
        HttpResponse<byte[]> response = send("GET", "/v1/amr-table");
        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValue("content-security-policy").isEmpty());
    }

    @Test
    @DisplayName("no file of the page names another origin to load from, or makes HTML of text")
    void sources() throws IOException {
        Pattern elsewhere = Pattern.compile(
                "(?:src|href)=\"(?!/|#)|\\burl\\(|@import|fetch\\(['\"]|https?://(?!www\\.w3\\.org/2000/(?:svg|09/xmldsig))");
        Pattern markup =
                Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function");
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                // Addresses are what it is about: data that is put into an IdP, and loaded from nowhere.
                String text = source.endsWith("providers.js")
                        ? Files.readString(source).replaceAll("https?://", "")
                        : Files.readString(source);
                assertFalse(elsewhere.matcher(text).find(), source.toString());
                assertFalse(markup.matcher(text).find(), source.toString());
            }
        }
    }

    private HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
