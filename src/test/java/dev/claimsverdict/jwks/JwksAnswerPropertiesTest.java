package dev.claimsverdict.jwks;

import static dev.claimsverdict.testing.JwksHost.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.testing.JwksHost;
import dev.claimsverdict.testing.RawHost;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import dev.claimsverdict.token.VerificationKey;
import dev.claimsverdict.token.VerificationKey.Use;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds of every answer of a JWKS host, be it bytes without sense or nearly a good one. */
class JwksAnswerPropertiesTest {

    private static final String JWKS = TestKey.jwks(TestKey.ES256, TestKey.RS256);
    private static final Set<PublicKey> PUBLISHED = keys(published());

    private static RawHost host;

    @BeforeContainer
    static void start() throws IOException {
        host = RawHost.answering(new byte[0]);
    }

    @AfterContainer
    static void stop() throws IOException {
        host.close();
    }

    private static List<VerificationKey> published() {
        return switch (Jwks.read(JsonObject.parse(JWKS))) {
            case Jwks.Reading.Read(Jwks jwks) -> jwks.keys();
            case Jwks.Reading.Refused(String reason) -> throw new IllegalStateException(reason);
        };
    }

    private static Set<PublicKey> keys(List<VerificationKey> keys) {
        return keys.stream()
                .flatMap(key -> key.use() instanceof Use.Verifies verifies ? Stream.of(verifies.key()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static Keys answered(byte[] answer) {
        host.answer(answer);
        return JwksHost.keys(new SetClock(TestApi.NOW), PATIENCE)
                .keys(Optional.empty(), Optional.of(host.url("http")), Optional.empty());
    }

    /** It is judged at once, by a sentence of ours, and brings no key that the host did not publish. */
    private static void harmless(byte[] answer) {
        switch (answered(answer)) {
            case Keys.Available(List<VerificationKey> keys) -> assertTrue(PUBLISHED.containsAll(keys(keys)));
            case Keys.Stale _ -> throw new AssertionError("nothing was fetched before");
            case Keys.Unavailable(String reason) -> {
                assertNotEquals("The JWKS host did not answer in time.", reason);
                assertTrue(reason.startsWith("The JWKS") && reason.endsWith("."), reason);
            }
        }
    }

    @Property(tries = 500)
    @Label("bytes without sense")
    void noise(@ForAll byte[] noise) {
        harmless(noise);
    }

    /** A good answer, in which a piece is left out and another put in its place, a few times. */
    private record Change(int at, int dropped, String inserted) {

        String apply(String answer) {
            int start = Math.min(at, answer.length());
            return answer.substring(0, start) + inserted + answer.substring(Math.min(answer.length(), start + dropped));
        }
    }

    @Provide
    Arbitrary<byte[]> nearlyGood() {
        Arbitrary<String> good = Arbitraries.of(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + JWKS.length() + "\r\n\r\n"
                        + JWKS,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(JWKS.length()) + "\r\n"
                        + JWKS + "\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n" + JWKS);
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "\r\n",
                        "\r\n\r\n",
                        "\n",
                        "\r",
                        ":",
                        " ",
                        " ".repeat(3_000) + "\u0085",
                        "\u0000",
                        "0\r\n\r\n",
                        "ffffffffffffffff\r\n",
                        "\r\nContent-Length: 5",
                        "\r\nContent-Length: 99999999999",
                        "\r\nTransfer-Encoding: chunked",
                        "\r\nTransfer-Encoding: gzip",
                        "\r\nContent-Encoding: gzip",
                        "\r\nLocation: https://127.0.0.1/",
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        "HTTP/1.1 200 OK\r\n",
                        "302",
                        "{\"keys\":[]}",
                        "\"keys\":[],",
                        "[".repeat(5_000),
                        "{\"a\":".repeat(5_000),
                        "1".repeat(60_000),
                        "1e999999999",
                        "X: y\r\n".repeat(10_000)),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(4));
        int longest = JWKS.length() + 200;
        Arbitrary<Change> change = Combinators.combine(
                        // Further on stands the RSA key's modulus, and another modulus is another key.
                        Arbitraries.integers().between(0, 80),
                        Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(4, 1), Tuple.of(1, 20), Tuple.of(1, longest)),
                        pieces)
                .as(Change::new);
        return Combinators.combine(good, change.list().ofMinSize(1).ofMaxSize(5))
                .as((answer, changes) -> {
                    String changed = answer;
                    for (Change each : changes) {
                        changed = each.apply(changed);
                    }
                    return changed.getBytes(StandardCharsets.ISO_8859_1);
                });
    }

    @Property(tries = 1_000)
    @Label("answers that are nearly good")
    void changed(@ForAll("nearlyGood") byte[] answer) {
        harmless(answer);
    }
}
