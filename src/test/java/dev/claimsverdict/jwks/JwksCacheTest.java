package dev.claimsverdict.jwks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import dev.claimsverdict.token.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("How long fetched keys serve, and when they are fetched again")
@Timeout(60)
class JwksCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final SetClock clock = new SetClock(TestApi.NOW);
    private final KeyTally tally = new KeyTally();

    private JwksFetch.Outcome host = published(TestKey.RS256);
    private int fetches;
    private final JwksCache cache = cache(() -> {
        fetches++;
        return host;
    });

    private JwksCache cache(Supplier<JwksFetch.Outcome> fetch) {
        return cache(fetch, PATIENCE);
    }

    private JwksCache cache(Supplier<JwksFetch.Outcome> fetch, Duration budget) {
        return new JwksCache(fetch, new FetchAllowance.Unlimited(), budget, clock, tally);
    }

    private static JwksFetch.Outcome published(TestKey... keys) {
        return switch (Jwks.read(JsonObject.parse(TestKey.jwks(keys)))) {
            case Jwks.Reading.Read(Jwks jwks) -> new JwksFetch.Outcome.Fetched(jwks);
            case Jwks.Reading.Refused(String reason) -> throw new IllegalStateException(reason);
        };
    }

    private static JwksFetch.Outcome down() {
        return new JwksFetch.Outcome.Failed("It is down.");
    }

    /** {@code Available rsa-1}, {@code Stale rsa-1} or the reason why there are none. */
    private static String text(Keys keys) {
        return switch (keys) {
            case Keys.Available(List<VerificationKey> list) -> "Available " + kids(list);
            case Keys.Stale(List<VerificationKey> list) -> "Stale " + kids(list);
            case Keys.Unavailable(String reason) -> reason;
        };
    }

    private static String kids(List<VerificationKey> keys) {
        return keys.stream().map(key -> key.kid().orElse("-")).collect(Collectors.joining(","));
    }

    private String ask(String kid) {
        return text(cache.keys(Optional.of(kid)));
    }

    private void assertKeys(String expected, int fetchesSoFar) {
        assertEquals(expected, ask("rsa-1"));
        assertEquals(fetchesSoFar, fetches);
    }

    @Test
    @DisplayName("cached for 1 h: not fetched again until then, and then it is")
    void fresh() {
        assertKeys("Available rsa-1", 1);
        clock.advance(Duration.ofHours(1).minusNanos(1));
        assertKeys("Available rsa-1", 1);
        host = published(TestKey.RS256, TestKey.ES256);
        clock.advance(INSTANT);
        assertKeys("Available rsa-1,ec-1", 2);
        assertEquals(new KeyCounts(1, 2, 0), tally.counts());
    }

    @Test
    @DisplayName("an unknown kid fetches again at once, also right after the first fetch")
    void rotation() {
        assertKeys("Available rsa-1", 1);
        host = published(TestKey.ES256);
        assertEquals("Available ec-1", ask("ec-1"));
        assertEquals(2, fetches);
    }

    @Test
    @DisplayName("an unknown kid fetches at most once in 30 s, known ones are served meanwhile")
    void coolDown() {
        ask("rsa-1");
        assertEquals("Available rsa-1", ask("ec-1"));
        host = published(TestKey.RS256, TestKey.ES256);
        assertEquals("Available rsa-1", ask("ec-1"));
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertEquals("Available rsa-1", ask("ec-1"));
        assertKeys("Available rsa-1", 2);
        clock.advance(INSTANT);
        assertEquals("Available rsa-1,ec-1", ask("ec-1"));
        assertEquals(3, fetches);
    }

    @Test
    @DisplayName(
            "an unknown kid is no reason to give up fresh keys when the host is down, nor to ask it again for 30 s")
    void unknownKidDuringAnOutage() {
        ask("rsa-1");
        host = down();
        assertEquals("Available rsa-1", ask("ec-1"));
        assertEquals("Available rsa-1", ask("ec-1"));
        assertKeys("Available rsa-1", 2);
        clock.advance(Duration.ofSeconds(30));
        assertEquals("Available rsa-1", ask("ec-1"));
        assertEquals(3, fetches);
    }

    @Test
    @DisplayName("a token without kid never makes fresh keys be fetched again")
    void withoutKid() {
        assertEquals("Available rsa-1", text(cache.keys(Optional.empty())));
        assertEquals("Available rsa-1", text(cache.keys(Optional.empty())));
        assertEquals(1, fetches);
    }

    @Test
    @DisplayName("stale keys serve while the host is down, until 24 h after they were fetched")
    void stale() {
        ask("rsa-1");
        host = down();
        clock.advance(Duration.ofHours(1));
        assertKeys("Stale rsa-1", 2);
        clock.advance(Duration.ofHours(23).minusNanos(1));
        assertKeys("Stale rsa-1", 3);
        clock.advance(INSTANT);
        assertEquals("It is down.", ask("rsa-1"));
        host = published(TestKey.RS256);
        clock.advance(JwksCache.BACK_OFF);
        assertEquals("Available rsa-1", ask("rsa-1"));
    }

    @Test
    @DisplayName("a host that is down is asked once in 30 s while stale keys serve, whatever the kid")
    void backOff() {
        ask("rsa-1");
        host = down();
        clock.advance(Duration.ofHours(2));
        assertKeys("Stale rsa-1", 2);
        assertEquals("Stale rsa-1", ask("ec-1"));
        host = published(TestKey.RS256);
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertKeys("Stale rsa-1", 2);
        clock.advance(INSTANT);
        assertKeys("Available rsa-1", 3);
        assertEquals(new KeyCounts(2, 3, 1), tally.counts(), "stale keys without a fetch are hits, too");
    }

    @Test
    @DisplayName("a host that was down from the start is asked again after 5 s: until then every token is refused")
    void downFromTheStart() {
        host = down();
        assertKeys("It is down.", 1);
        host = published(TestKey.RS256);
        clock.advance(Duration.ofSeconds(5).minusNanos(1));
        assertKeys("It is down.", 1);
        clock.advance(INSTANT);
        assertKeys("Available rsa-1", 2);
        assertEquals(new KeyCounts(0, 2, 1), tally.counts());
    }

    @Test
    @DisplayName("a fault of the fetch itself lands its flight, so that nobody waits for it")
    void fault() {
        JwksCache faulty = cache(() -> {
            throw new IllegalStateException();
        });
        assertThrows(IllegalStateException.class, () -> faulty.keys(Optional.empty()));
        assertInstanceOf(Keys.Unavailable.class, faulty.keys(Optional.empty()));
        assertEquals(1, tally.counts().fetches());
    }

    /** A host that answers when it is let to, and says when it was asked. */
    private final class HeldUp implements Supplier<JwksFetch.Outcome> {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public JwksFetch.Outcome get() {
            asked.countDown();
            await(released);
            return host;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("single flight: who asks meanwhile waits for the same fetch")
    void singleFlight() throws InterruptedException, ExecutionException {
        HeldUp heldUp = new HeldUp();
        JwksCache shared = cache(heldUp);
        Callable<String> question = () -> text(shared.keys(Optional.of("rsa-1")));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers =
                    Stream.generate(() -> threads.submit(question)).limit(50).toList();
            await(heldUp.asked);
            heldUp.released.countDown();
            for (Future<String> answer : answers) {
                assertEquals("Available rsa-1", answer.get());
            }
        }
        assertEquals(1, tally.counts().fetches());
    }

    @Test
    @DisplayName(
            "who waits for another's fetch gives up after a budget of their own; an overdue flight is no longer joined")
    void overdueFlight() throws InterruptedException, ExecutionException {
        HeldUp first = new HeldUp();
        SetFetch fetch = new SetFetch(first);
        JwksCache shared = cache(fetch, Duration.ofMillis(50));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> held = threads.submit(() -> text(shared.keys(Optional.of("rsa-1"))));
            await(first.asked);
            // Joins the flight and gives up, or comes when it is overdue and begins another.
            JwksFetch.Outcome newer = published(TestKey.ES256);
            fetch.next = () -> newer;
            String joined = text(shared.keys(Optional.of("ec-1")));
            assertTrue(
                    List.of("The JWKS host did not answer in time.", "Available ec-1")
                            .contains(joined),
                    joined);
            // By now the first is overdue.
            assertEquals("Available ec-1", text(shared.keys(Optional.of("ec-1"))));
            first.released.countDown();
            assertEquals("Available ec-1", held.get(), "what the late flight brought is dropped");
        }
        assertEquals(2, tally.counts().fetches());
    }

    @Test
    @DisplayName("a late failure does not count against the flight that came after it")
    void lateFailure() throws InterruptedException, ExecutionException {
        HeldUp first = new HeldUp();
        host = down();
        SetFetch fetch = new SetFetch(first);
        JwksCache shared = cache(fetch, INSTANT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> held = threads.submit(() -> text(shared.keys(Optional.empty())));
            await(first.asked);
            fetch.next = () -> published(TestKey.ES256);
            assertEquals("Available ec-1", text(shared.keys(Optional.empty())));
            first.released.countDown();
            assertEquals("Available ec-1", held.get());
        }
        clock.advance(Duration.ofHours(1));
        assertEquals("Available ec-1", text(shared.keys(Optional.empty())), "not backing off");
        assertEquals(new KeyCounts(0, 3, 1), tally.counts());
    }

    @Test
    @DisplayName("what a late flight brings is dropped while the flight that came after it is still under way")
    void lateDuringTheNext() throws InterruptedException, ExecutionException {
        HeldUp first = new HeldUp();
        HeldUp second = new HeldUp();
        SetFetch fetch = new SetFetch(first);
        JwksCache shared = cache(fetch, INSTANT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> late = threads.submit(() -> text(shared.keys(Optional.empty())));
            await(first.asked);
            fetch.next = second;
            Future<String> next = threads.submit(() -> text(shared.keys(Optional.empty())));
            await(second.asked);
            first.released.countDown();
            assertEquals("The JWKS host did not answer in time.", late.get());
            host = published(TestKey.ES256);
            second.released.countDown();
            assertEquals("Available ec-1", next.get());
        }
    }

    /** A fetch that can be another from now on. */
    private static final class SetFetch implements Supplier<JwksFetch.Outcome> {

        private volatile Supplier<JwksFetch.Outcome> next;

        SetFetch(Supplier<JwksFetch.Outcome> first) {
            this.next = first;
        }

        @Override
        public JwksFetch.Outcome get() {
            return next.get();
        }
    }

    @Test
    @DisplayName(
            "of a host that is known to be down one asker waits for the next try, the others get stale keys at once")
    void staleMeanwhile() throws InterruptedException, ExecutionException {
        SetFetch fetch = new SetFetch(() -> host);
        JwksCache shared = cache(fetch);
        shared.keys(Optional.empty());
        host = down();
        clock.advance(Duration.ofHours(1));
        assertEquals("Stale rsa-1", text(shared.keys(Optional.of("rsa-1"))));
        clock.advance(JwksCache.BACK_OFF);
        HeldUp heldUp = new HeldUp();
        fetch.next = heldUp;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> waits = threads.submit(() -> text(shared.keys(Optional.of("rsa-1"))));
            await(heldUp.asked);
            assertEquals("Stale rsa-1", text(shared.keys(Optional.of("rsa-1"))));
            host = published(TestKey.RS256);
            heldUp.released.countDown();
            assertEquals("Available rsa-1", waits.get());
        }
        assertEquals(3, tally.counts().fetches());
    }

    @Test
    @DisplayName("stale keys that don't know the kid are no answer while a fetch is under way")
    void unknownKidMeanwhile() throws InterruptedException, ExecutionException {
        SetFetch fetch = new SetFetch(() -> host);
        JwksCache shared = cache(fetch);
        shared.keys(Optional.empty());
        host = down();
        clock.advance(Duration.ofHours(1));
        shared.keys(Optional.empty());
        clock.advance(JwksCache.BACK_OFF);
        HeldUp heldUp = new HeldUp();
        fetch.next = heldUp;
        FutureTask<String> follows = new FutureTask<>(() -> text(shared.keys(Optional.of("ec-1"))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> leads = threads.submit(() -> text(shared.keys(Optional.empty())));
            await(heldUp.asked);
            Thread asker = Thread.ofPlatform().start(follows);
            while (asker.getState() != Thread.State.TIMED_WAITING && asker.isAlive()) {
                Thread.onSpinWait();
            }
            host = published(TestKey.RS256, TestKey.ES256);
            heldUp.released.countDown();
            assertEquals("Available rsa-1,ec-1", leads.get());
            assertEquals("Available rsa-1,ec-1", follows.get());
        }
        assertEquals(3, tally.counts().fetches());
    }

    @Test
    @DisplayName("a waiting asker that is interrupted answers with what there is and stays interrupted")
    void interrupted() throws InterruptedException, ExecutionException {
        HeldUp heldUp = new HeldUp();
        JwksCache shared = cache(heldUp);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> leads = threads.submit(() -> text(shared.keys(Optional.empty())));
            await(heldUp.asked);
            Thread.currentThread().interrupt();
            assertEquals("The JWKS host did not answer in time.", text(shared.keys(Optional.empty())));
            assertTrue(Thread.interrupted());
            heldUp.released.countDown();
            assertEquals("Available rsa-1", leads.get());
        }
    }

    @Test
    @DisplayName(
            "keys that were fetched before the clock was set back by a year are fetched again after 1 h, and end after 24 h")
    void setBackWithKeys() {
        assertKeys("Available rsa-1", 1);
        clock.advance(Duration.ofDays(-365));
        assertKeys("Available rsa-1", 1);
        host = down();
        clock.advance(Duration.ofHours(1).minusNanos(1));
        assertKeys("Available rsa-1", 1);
        clock.advance(INSTANT);
        assertKeys("Stale rsa-1", 2);
        clock.advance(Duration.ofHours(23).minusNanos(1));
        assertKeys("Stale rsa-1", 3);
        clock.advance(INSTANT);
        assertKeys("It is down.", 3);
    }

    @Test
    @DisplayName(
            "a failure before the clock was set back by a year keeps the host from being asked for 5 s, not for a year")
    void setBackWithoutKeys() {
        host = down();
        assertKeys("It is down.", 1);
        host = published(TestKey.RS256);
        clock.advance(Duration.ofDays(-365));
        assertKeys("It is down.", 1);
        clock.advance(Duration.ofSeconds(5).minusNanos(1));
        assertKeys("It is down.", 1);
        clock.advance(INSTANT);
        assertKeys("Available rsa-1", 2);
    }

    @Test
    @DisplayName(
            "an unknown kid before the clock was set back by a year keeps others from fetching for 30 s, not for a year")
    void setBackWithUnknownKid() {
        ask("rsa-1");
        ask("ec-1");
        host = published(TestKey.RS256, TestKey.ES256);
        clock.advance(Duration.ofDays(-365));
        assertEquals("Available rsa-1", ask("ec-1"));
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertEquals("Available rsa-1", ask("ec-1"));
        clock.advance(INSTANT);
        assertEquals("Available rsa-1,ec-1", ask("ec-1"));
        assertEquals(3, fetches);
    }

    @Test
    @DisplayName(
            "a host's allowance that was used up before the clock was set back by a year is earned back after 30 s")
    void setBackWithoutAllowance() {
        FetchAllowance.OfHost allowance = new FetchAllowance.OfHost();
        Instant before = clock.instant();
        for (int i = 0; i < FetchAllowance.OfHost.AT_ONCE; i++) {
            assertTrue(allowance.take(before));
        }
        Instant now = before.minus(Duration.ofDays(365));
        assertFalse(allowance.take(now));
        assertFalse(allowance.take(now.plus(FetchAllowance.COOL_DOWN).minusNanos(1)));
        assertTrue(allowance.take(now.plus(FetchAllowance.COOL_DOWN)));
        assertFalse(allowance.take(now.plus(FetchAllowance.COOL_DOWN)));
    }
}
