package dev.claimsverdict.jwks;

import static dev.claimsverdict.testing.JwksHost.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.claimsverdict.testing.JwksHost;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.SignIns;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Decisions during a rotation and during an outage of the JWKS host")
@Timeout(300)
class ConcurrentDecisionsTest {

    private static final int DECISIONS = 2_000;
    private static final int AT_ONCE = 500;

    private static final TestKey OLD = key("old");
    private static final TestKey NEW = key("new");
    private static final TestKey THIRD = key("third");

    private static final String ACCEPTED = "ACCEPTED AMR_USABLE";
    private static final String STALE = "ACCEPTED AMR_USABLE KEYS_STALE";
    private static final String FORGED = "REJECTED TOKEN_SIGNATURE_INVALID";
    private static final String UNKNOWN = "REJECTED TOKEN_KEY_NOT_FOUND";
    private static final String UNAVAILABLE = "REJECTED KEYS_UNAVAILABLE";

    private final SetClock clock = new SetClock(TestApi.NOW);
    private final JwksHost host = new JwksHost();
    private final IdpKeys keys = JwksHost.keys(clock, PATIENCE);
    private final SignIns signIns = SignIns.of(keys, clock, TestIdp.withJwksAt(host.url()));

    private static TestKey key(String kid) {
        return TestKey.generate(kid, "ES256", "EC", new ECGenParameterSpec("secp256r1"));
    }

    /** A token that is good for two days after the tests' instant. */
    private static String token(TestKey key) {
        return key.sign(TestToken.claims("pwd", "sms")
                .put("exp", TestApi.NOW.plus(Duration.ofDays(2)).getEpochSecond())
                .toString());
    }

    private static String forged(TestKey key) {
        return token(new TestKey(key.kid(), key.algorithm(), THIRD.pair()));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** How often each outcome came, when these tokens take turns. */
    private Map<String, Long> decide(String... tokens) throws InterruptedException, ExecutionException {
        Semaphore permits = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> outcomes = IntStream.range(0, DECISIONS)
                    .mapToObj(number -> threads.submit(() -> {
                        permits.acquire();
                        try {
                            return number % tokens.length + " " + signIns.outcome(tokens[number % tokens.length]);
                        } finally {
                            permits.release();
                        }
                    }))
                    .toList();
            for (Future<String> outcome : outcomes) {
                outcome.get();
            }
            return outcomes.stream()
                    .map(Future::resultNow)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }

    /** Each of the tokens that take turns has its outcome each time. */
    private static Map<String, Long> always(String... outcomes) {
        return IntStream.range(0, outcomes.length)
                .boxed()
                .collect(Collectors.toMap(
                        number -> number + " " + outcomes[number], _ -> (long) DECISIONS / outcomes.length));
    }

    private void assertFetches(int fetches) {
        assertEquals(fetches, keys.counts().fetches());
        assertEquals(fetches, host.requests());
    }

    @Test
    @DisplayName("the first 2,000 at once fetch once")
    void start() throws InterruptedException, ExecutionException {
        host.answer(JwksHost.json(TestKey.jwks(OLD)).withFixedDelay(200));
        assertEquals(always(ACCEPTED, FORGED), decide(token(OLD), forged(OLD)));
        assertFetches(1);
    }

    @Test
    @DisplayName("a rotation is picked up by the first token of the new key, with one fetch; the old key serves on")
    void rotation() throws InterruptedException, ExecutionException {
        host.publish(OLD);
        assertEquals(ACCEPTED, signIns.outcome(token(OLD)));
        host.answer(JwksHost.json(TestKey.jwks(OLD, NEW)).withFixedDelay(200));
        assertEquals(
                always(ACCEPTED, ACCEPTED, FORGED, FORGED), decide(token(OLD), token(NEW), forged(OLD), forged(NEW)));
        assertFetches(2);
    }

    @Test
    @DisplayName("a key that was taken away verifies nothing once that is known; unknown kids cause one fetch in 30 s")
    void removal() throws InterruptedException, ExecutionException {
        host.publish(OLD);
        assertEquals(ACCEPTED, signIns.outcome(token(OLD)));
        host.publish(NEW);
        assertEquals(ACCEPTED, signIns.outcome(token(NEW)));
        assertFetches(2);
        assertEquals(
                always(UNKNOWN, ACCEPTED, UNKNOWN, FORGED), decide(token(OLD), token(NEW), token(THIRD), forged(NEW)));
        assertFetches(2);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(
                always(UNKNOWN, ACCEPTED, UNKNOWN, FORGED), decide(token(OLD), token(NEW), token(THIRD), forged(NEW)));
        assertFetches(3);
    }

    @Test
    @DisplayName(
            "during an outage stale keys decide as before, and say so, with one fetch in 30 s, until 24 h are over")
    void outage() throws InterruptedException, ExecutionException {
        host.publish(OLD);
        assertEquals(ACCEPTED, signIns.outcome(token(OLD)));
        host.answer(WireMock.aResponse().withStatus(503).withFixedDelay(200));
        clock.advance(Duration.ofHours(1));
        assertEquals(
                always(STALE, FORGED + " KEYS_STALE", UNKNOWN + " KEYS_STALE", STALE),
                decide(token(OLD), forged(OLD), token(NEW), token(OLD)));
        assertFetches(2);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(always(STALE, FORGED + " KEYS_STALE"), decide(token(OLD), forged(OLD)));
        assertFetches(3);
        clock.advance(Duration.ofHours(23));
        assertEquals(always(UNAVAILABLE, UNAVAILABLE), decide(token(OLD), forged(OLD)));
        assertFetches(4);
        host.publish(NEW);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(always(ACCEPTED, UNKNOWN), decide(token(NEW), token(OLD)));
        // One because it was due, and one for the kid that was gone.
        assertFetches(6);
    }

    @Test
    @DisplayName("an outage from the start: nobody gets in, and one fetch is tried")
    void neverUp() throws InterruptedException, ExecutionException {
        host.answer(WireMock.aResponse().withStatus(503).withFixedDelay(200));
        assertEquals(always(UNAVAILABLE, UNAVAILABLE), decide(token(OLD), forged(OLD)));
        assertFetches(1);
    }

    @Test
    @DisplayName("KEYS_STALE is information: it stands behind what decides and changes no outcome")
    void staleVerdict() {
        host.publish(OLD);
        var before = signIns.verdict(token(OLD));
        host.answer(WireMock.aResponse().withStatus(503));
        clock.advance(Duration.ofHours(2));
        var after = signIns.verdict(token(OLD));
        assertEquals(before.outcome(), after.outcome());
        assertEquals(before.findings().getFirst(), after.findings().getFirst());
        assertEquals(
                Arrays.asList(1, 2),
                Arrays.asList(before.findings().size(), after.findings().size()));
    }
}
