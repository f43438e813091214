package dev.claimsverdict.jwks;

import static dev.claimsverdict.testing.JwksHost.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.claimsverdict.testing.JwksHost;
import dev.claimsverdict.testing.RawHost;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Answers of JWKS hosts, byte by byte: what is read, what is refused, and how much of it")
@Timeout(60)
class JwksAnswersTest {

    private static final String REDIRECT = "The JWKS URL redirects, and redirects are not followed.";
    private static final String STATUS = "The JWKS URL answers with a status other than 200.";
    private static final String NOT_HTTP = "The JWKS host's answer is not plain HTTP/1.1, or it is incomplete.";
    private static final String NOT_JSON = "The JWKS URL answers with a media type other than JSON.";
    private static final String COMPRESSED = "The JWKS is compressed, although the request didn't allow that.";
    private static final String TOO_LARGE = "The JWKS is larger than 64 KiB.";
    private static final String BROKEN = "The JWKS host can't be reached, or it broke the connection.";
    private static final String NO_JWKS = "The JWKS is not a JSON object with an array keys.";

    private static RawHost host;

    @BeforeAll
    static void start() throws IOException {
        host = RawHost.answering(new byte[0]);
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
    }

    private static Keys fetch(String url) {
        return JwksHost.keys(new SetClock(TestApi.NOW), PATIENCE)
                .keys(Optional.empty(), Optional.of(url), Optional.empty());
    }

    private static Keys answered(byte[] answer) {
        host.answer(answer);
        return fetch(host.url("http"));
    }

    /** In the tables, | stands for the end of a line and JWKS for one without keys, which is 11 octets long. */
    private static byte[] bytes(String answer) {
        return answer.replace("|", "\r\n").replace("JWKS", "{\"keys\":[]}").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRead(String answer) {
        assertEquals(new Keys.Available(List.of()), answered(bytes(answer)));
    }

    private static void assertRefused(String reason, String answer) {
        assertEquals(new Keys.Unavailable(reason), answered(bytes(answer)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 11||JWKS and more, which is never read",
                "HTTP/1.1 200 |Content-Length: 11||JWKS",
                "HTTP/1.1 200|Content-Length: 11||JWKS",
                "HTTP/1.0 200 OK||JWKS",
                "HTTP/1.1 200 OK\ncontent-length:11\n\nJWKS",
                "HTTP/1.1 200 OK|Set-Cookie: a=b|Set-Cookie: c=d|X-Empty:|Content-Length:   11  ||JWKS",
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Type: Application/JSON ; charset=utf-8|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Type: application/jwk-set+json|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Encoding: identity|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: Chunked||1|{|A ;a=b|\"keys\":[]}|0;last|Trailer: x||",
                "HTTP/1.1 200 OK|X: \u00e9|Content-Length: 11||JWKS",
                "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 11||JWKS",
                "HTTP/1.1 103 Early Hints|Link: </a>||HTTP/1.1 103 Early Hints||HTTP/1.1 200 OK|Content-Length:"
                        + " 11||JWKS"
            })
    @DisplayName("good ones are read")
    void read(String answer) {
        assertRead(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 301 Moved|Location: https://127.0.0.1/|Content-Length: 11||JWKS",
                "HTTP/1.1 302 Found|Location: http://169.254.169.254/|Content-Length: 11||JWKS",
                "HTTP/1.1 303 See Other|Location: //169.254.169.254/|Content-Length: 0||",
                "HTTP/1.1 308 Permanent Redirect|Location: file:///etc/passwd|Content-Length: 0||",
                "HTTP/1.1 300 Multiple Choices|Content-Length: 11||JWKS",
                "HTTP/1.1 304 Not Modified||"
            })
    @DisplayName("no redirect is followed")
    void redirects(String answer) {
        int before = host.connections();
        assertRefused(REDIRECT, answer);
        assertEquals(before + 1, host.connections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "101 Switching Protocols|Connection: upgrade|Upgrade: x",
                "201 Created",
                "204 No Content",
                "206 Partial",
                "401 Unauthorized|WWW-Authenticate: Basic realm=x",
                "404 Not Found",
                "407 Proxy Authentication Required|Proxy-Authenticate: Basic realm=x",
                "408 Request Timeout|Connection: close",
                "421 Misdirected Request",
                "500 Internal Server Error",
                "503 Unavailable|Retry-After: 0",
                "600 Beyond",
                "999 Beyond"
            })
    @DisplayName("another status than 200 is none, and nothing is asked a second time")
    void status(String status) {
        int before = host.connections();
        assertRefused(STATUS, "HTTP/1.1 " + status + "||JWKS");
        assertEquals(before + 1, host.connections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 20 OK|Content-Length: 11||JWKS",
                "HTTP/1.1 2000 OK|Content-Length: 11||JWKS",
                "HTTP/1.1 2x0 OK|Content-Length: 11||JWKS",
                "HTTP/2 200 OK|Content-Length: 11||JWKS",
                "HTTP/1.2 200 OK|Content-Length: 11||JWKS",
                "http/1.1 200 OK|Content-Length: 11||JWKS",
                " HTTP/1.1 200 OK|Content-Length: 11||JWKS",
                "|HTTP/1.1 200 OK|Content-Length: 11||JWKS",
                "SSH-2.0-OpenSSH_9.2|",
                "JWKS|",
                // lengths
                "HTTP/1.1 200 OK|Content-Length: 11|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 11|content-length: 2||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 11, 11||JWKS",
                "HTTP/1.1 200 OK|Content-Length: -11||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 0xb||JWKS",
                "HTTP/1.1 200 OK|Content-Length:||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 12||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 65536||JWKS",
                "HTTP/1.1 200 OK|Content-Length: 11|Transfer-Encoding: chunked||b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Content-Length: 11||b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked||b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: identity||b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: identity||JWKS",
                "HTTP/1.1 200 OK|Transfer-Encoding:||JWKS",
                // chunks
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||JWKS|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-b|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0xb|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||b x|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|||JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffffffffffffff|JWKS|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffffffffffff|JWKS|0||"
            })
    @DisplayName("what is no HTTP/1.1, has lengths that contradict, or chunks that are none, is refused")
    void notHttp(String answer) {
        assertRefused(NOT_HTTP, answer);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html",
        "text/plain",
        "application/jsonp",
        "application/json+x",
        "application/jwt",
        "''",
        "';'",
        "application",
        "'\"application/json\"'"
    })
    @DisplayName("another media type is refused, also beside a good one")
    void mediaType(String type) {
        assertRefused(NOT_JSON, "HTTP/1.1 200 OK|Content-Type: " + type + "|Content-Length: 11||JWKS");
        assertRefused(
                NOT_JSON,
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Type: " + type + "|Content-Length: 11||JWKS");
    }

    @Test
    @DisplayName("a bomb is not decompressed: not where it says so, and not where it doesn't")
    void bombs() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes("JWKS"));
            for (int i = 0; i < 1_000; i++) {
                gzip.write(bytes(" ".repeat(10_000)));
            }
        }
        for (String coding : List.of("gzip", "x-gzip", "GZIP", "deflate", "br", "zstd", "gzip, gzip", "")) {
            byte[] head = bytes(
                    "HTTP/1.1 200 OK|Content-Encoding: " + coding + "|Content-Length: " + compressed.size() + "||");
            assertEquals(new Keys.Unavailable(COMPRESSED), answered(joined(head, compressed.toByteArray())), coding);
        }
        byte[] head = bytes("HTTP/1.1 200 OK|Content-Length: " + compressed.size() + "||");
        assertEquals(new Keys.Unavailable(NO_JWKS), answered(joined(head, compressed.toByteArray())));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    @DisplayName("64 KiB of body are read, however it comes; one byte more is not")
    void size() {
        String most = "JWKS" + " ".repeat(64 * 1024 - 11);
        assertRead("HTTP/1.1 200 OK|Content-Length: 65536||" + most);
        assertRead("HTTP/1.1 200 OK|Transfer-Encoding: chunked||10000|" + most + "|0||");
        assertRead("HTTP/1.0 200 OK||" + most);
        assertRefused(TOO_LARGE, "HTTP/1.1 200 OK|Content-Length: 65537||" + most + " ");
        assertRefused(TOO_LARGE, "HTTP/1.1 200 OK|Content-Length: 9999999999||" + most + " ");
        assertRefused(TOO_LARGE, "HTTP/1.1 200 OK|Transfer-Encoding: chunked||10001|" + most + " |0||");
        assertRefused(TOO_LARGE, "HTTP/1.1 200 OK|Transfer-Encoding: chunked||10000|" + most + "|1| |0||");
        assertRefused(TOO_LARGE, "HTTP/1.0 200 OK||" + most + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 11||JWKS",
                "HTTP/1.1 200 OK|Content-Type: application/json|Transfer-Encoding: chunked||6|{\"keys|5|\":[]}|0|X:"
                        + " y||",
                "HTTP/1.1 100 Continue||HTTP/1.0 200 OK||JWKS"
            })
    @DisplayName("one that is cut off at any byte is none")
    void cut(String answer) {
        assertRead(answer);
        byte[] whole = bytes(answer);
        for (int length = 0; length < whole.length; length++) {
            Keys keys = answered(Arrays.copyOf(whole, length));
            String reason = assertInstanceOf(Keys.Unavailable.class, keys).reason();
            assertEquals(true, List.of(NOT_HTTP, BROKEN, NO_JWKS).contains(reason), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" \u0085", "\t \u0085", "\u0085 ", " \t", "a ", "\u0085", ": ", ";", ",", "\u00a0 "})
    @DisplayName("a header that is long and strange takes no longer than another one, and does not matter")
    void strangeHeaders(String repeated) {
        String strange = repeated.repeat(30_000 / repeated.length());
        assertRead("HTTP/1.1 200 OK|X: " + " ".repeat(30_000) + "\u0085|Content-Length: 11||JWKS");
        assertRead("HTTP/1.1 200 OK|X: " + strange + "|Content-Length: 11||JWKS");
        assertRead("HTTP/1.1 200 " + strange + "|Content-Length: 11||JWKS");
        assertRead("HTTP/1.1 200 OK|Content-Type: application/json;" + strange + "|Content-Length: 11||JWKS");
        assertRefused(NOT_HTTP, "HTTP/1.1 200 OK|Content-Length: 1" + strange + "1||JWKS");
    }

    @ParameterizedTest(name = "{0}: {1}{2}...")
    @CsvSource({
        "http, 'HTTP/1.1 ', ''",
        "http, HTTP/1.1 200 OK_, ''",
        "http, HTTP/1.1 200 OK_X: , ''",
        "http, HTTP/1.1 200 OK_, X: y_",
        "http, HTTP/1.1 200 OK_, :_",
        "http, '', HTTP/1.1 100 Continue__",
        "http, '', HTTP/1.1 103 Early Hints_Link: </a>__",
        "http, HTTP/1.1 200 OK__, ''",
        "http, HTTP/1.1 200 OK_Transfer-Encoding: chunked__, 1_ _",
        "http, HTTP/1.1 200 OK_Transfer-Encoding: chunked__1;, ''",
        "http, HTTP/1.1 200 OK_Transfer-Encoding: chunked__1_{, ''",
        "http, HTTP/1.1 200 OK_Transfer-Encoding: chunked__0_, X: y_",
        "https, HTTP/1.1 200 OK_Transfer-Encoding: chunked__1;, ''",
        "https, HTTP/1.1 200 OK_, X: y_"
    })
    @DisplayName("what has no end is given up for its size, long before its time is up")
    void endless(String scheme, String start, String repeated) throws IOException {
        String line = repeated.isEmpty() ? "y" : repeated.replace("_", "\r\n");
        RawHost.Speech speech = RawHost.droning(start.replace("_", "\r\n"), line.repeat(2_000 / line.length()));
        try (RawHost endless = scheme.equals("https")
                ? RawHost.speaking(speech, JwksHost.CERTIFICATE.serving())
                : RawHost.speaking(speech)) {
            assertEquals(new Keys.Unavailable(TOO_LARGE), fetch(endless.url(scheme)));
        }
    }

    @Test
    @DisplayName("TLS that breaks off, or that is something else, brings no keys")
    void brokenTls() throws IOException {
        for (String tls :
                List.of("", "\u0016\u0003\u0003", "\u0015\u0003\u0003\u0000\u0002\u0002\u0028", "HTTP/1.1 400 |")) {
            try (RawHost broken = RawHost.speaking(out -> out.write(bytes(tls)))) {
                assertInstanceOf(Keys.Unavailable.class, fetch(broken.url("https")));
            }
        }
    }

    @Test
    @DisplayName("keys that are read are the ones that were sent")
    void keys() {
        String jwks = TestKey.jwks(TestKey.RS256, TestKey.ES256);
        Keys keys = answered(bytes("HTTP/1.1 200 OK|Content-Length: " + jwks.length() + "||" + jwks));
        assertEquals(2, assertInstanceOf(Keys.Available.class, keys).keys().size());
    }
}
