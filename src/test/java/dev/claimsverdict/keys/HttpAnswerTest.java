package dev.claimsverdict.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Contract section 6: the answer of a JWKS host, read strictly")
class HttpAnswerTest {

    private static final int KIB = 1024;

    /** In the tables, | stands for the end of a line. */
    private static String body(String answer) throws IOException {
        byte[] bytes = answer.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new String(HttpAnswer.body(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Length: 2||{}and more, which is never read",
                "HTTP/1.1 200 |Content-Length: 2||{}",
                "HTTP/1.1 200|Content-Length: 2||{}",
                "HTTP/1.0 200 OK||{}",
                "HTTP/1.1 200 OK\ncontent-length:2\n\n{}",
                "HTTP/1.1 200 OK|Set-Cookie: a|Set-Cookie: b|X-Empty:|Content-Length:   2  ||{}",
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type: Application/JSON ; charset=utf-8|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type: application/jwk-set+json|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Encoding: identity|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: Chunked||1|{|01 ;a=b|}|0;last|Trailer: x||",
                "HTTP/1.1 200 OK|X: é|Content-Length: 2||{}"
            })
    @DisplayName("is read")
    void read(String answer) throws IOException {
        assertEquals("{}", body(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 301 Moved|Location: https://127.0.0.1/|Content-Length: 2||{}",
                "HTTP/1.1 304 Not Modified||",
                "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 2||{}",
                "HTTP/1.1 204 No Content||",
                "HTTP/1.1 206 Partial|Content-Length: 2||{}",
                "HTTP/1.1 404 Not Found|Content-Length: 2||{}",
                "HTTP/1.1 503 Unavailable|Content-Length: 2||{}",
                "HTTP/1.1 20 OK|Content-Length: 2||{}",
                "HTTP/1.1 2000 OK|Content-Length: 2||{}",
                "HTTP/2 200 OK|Content-Length: 2||{}",
                "HTTP/1.2 200 OK|Content-Length: 2||{}",
                "http/1.1 200 OK|Content-Length: 2||{}",
                " HTTP/1.1 200 OK|Content-Length: 2||{}",
                "|HTTP/1.1 200 OK|Content-Length: 2||{}",
                "SSH-2.0-OpenSSH_9.2|",
                "{\"keys\":[]}|",
                // fields
                "HTTP/1.1 200 OK|Content-Length : 2||{}",
                "HTTP/1.1 200 OK|Content-Length: 2| folded||{}",
                "HTTP/1.1 200 OK|no colon|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|: nameless|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|X: a\rb|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|X: a\u0000b|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|X: a\u007fb|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type: text/html|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type: text/plain|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type:|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Type: text/html|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: 2||{}",
                // lengths
                "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Length: 2, 2||{}",
                "HTTP/1.1 200 OK|Content-Length: -2||{}",
                "HTTP/1.1 200 OK|Content-Length: +2||{}",
                "HTTP/1.1 200 OK|Content-Length: 0x2||{}",
                "HTTP/1.1 200 OK|Content-Length: 65537||{}",
                "HTTP/1.1 200 OK|Content-Length: 999999999||{}",
                "HTTP/1.1 200 OK|Content-Length: 9999999999||{}",
                "HTTP/1.1 200 OK|Content-Length: 2|Transfer-Encoding: chunked||2|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||2|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: identity||{}",
                // chunks
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||{}|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-2|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0x2|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffff|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffff|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||10001|{}|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}x|0||"
            })
    @DisplayName("is refused")
    void refused(String answer) {
        FetchFailed refusal = assertThrows(FetchFailed.class, () -> body(answer));
        assertTrue(refusal.getMessage().endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK|Content-Length: 2",
                "HTTP/1.1 200 OK|Content-Length: 2||{",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}|"
            })
    @DisplayName("one that breaks off is no answer")
    void brokenOff(String answer) {
        assertThrows(EOFException.class, () -> body(answer));
    }

    @Test
    @DisplayName("64 KiB of body are read, however it comes; one byte more is not")
    void size() throws IOException {
        String most = "x".repeat(64 * KIB);
        assertEquals(most, body("HTTP/1.1 200 OK|Content-Length: 65536||" + most));
        assertEquals(most, body("HTTP/1.1 200 OK|Transfer-Encoding: chunked||10000|" + most + "|0||"));
        assertEquals(most, body("HTTP/1.0 200 OK||" + most));
        assertThrows(FetchFailed.class, () -> body("HTTP/1.1 200 OK|Content-Length: 65537||x" + most));
        assertThrows(
                FetchFailed.class,
                () -> body("HTTP/1.1 200 OK|Transfer-Encoding: chunked||10000|" + most + "|1|x|0||"));
        assertThrows(FetchFailed.class, () -> body("HTTP/1.0 200 OK||x" + most));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1;",
                "HTTP/1.1 200 OK||",
                "HTTP/1.1 "
            })
    @DisplayName("what has no end is not read to its end: at most 96 KiB come off the wire")
    void endless(String start) {
        String repeated = start.endsWith("|") && !start.endsWith("||") ? "X: y\r\n" : "y";
        Endless in = new Endless(start.replace("|", "\r\n"), repeated);
        assertThrows(FetchFailed.class, () -> HttpAnswer.body(in));
        assertTrue(in.read <= 96 * KIB + 1, () -> in.read + " bytes read");
    }

    /** A start, then the same again and again. */
    private static final class Endless extends InputStream {

        private final byte[] start;
        private final byte[] repeated;
        private int read;

        Endless(String start, String repeated) {
            this.start = start.getBytes(StandardCharsets.US_ASCII);
            this.repeated = repeated.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            int at = read++;
            return at < start.length ? start[at] : repeated[(at - start.length) % repeated.length];
        }
    }
}
