package dev.claimsverdict.jwks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.token.KeySource.Keys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JWKS URLs that come with requests: what one costs, and what it can drive out")
class RequestedJwksTest {

    private final FakeHosts hosts = new FakeHosts();

    private void assertAvailable(String url) {
        assertInstanceOf(Keys.Available.class, hosts.ask(url));
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("queries", (IntFunction<String>) i -> "https://a.example/keys?x=" + i),
                Arguments.of("paths", (IntFunction<String>) i -> "https://a.example/keys/" + i),
                Arguments.of("ports", (IntFunction<String>) i -> "https://a.example:" + (i + 1) + "/keys"),
                Arguments.of("path parameters", (IntFunction<String>) i -> "https://a.example/keys;" + i),
                Arguments.of("schemes and ports", (IntFunction<String>)
                        i -> (i % 2 == 0 ? "http" : "https") + "://a.example:" + (i + 1) + "/keys"),
                Arguments.of("percent signs for one path", (IntFunction<String>) i -> "https://a.example/"
                        + IntStream.range(0, 10)
                                .mapToObj(bit -> (i >> bit & 1) == 0 ? "k" : "%6B")
                                .reduce("", String::concat)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    @DisplayName("a host is asked five times at once and once in 30 s, for however many URLs; only those take room")
    void flood(String name, IntFunction<String> url) {
        for (JwksFetch.Outcome each : List.of(FakeHosts.PUBLISHED, FakeHosts.DOWN)) {
            hosts.outcome = each;
            hosts.fetched.clear();
            for (int i = 0; i < 1_000; i++) {
                Keys keys = hosts.ask(url.apply(i));
                assertEquals(i >= 5, keys.equals(FakeHosts.SPENT));
            }
            assertEquals(5, hosts.fetched.size());
            for (int i = 1_000; i < 1_010; i++) {
                hosts.clock.advance(Duration.ofSeconds(30));
                hosts.ask(url.apply(i));
                hosts.ask(url.apply(i + 10));
            }
            assertEquals(15, hosts.fetched.size());
            assertTrue(hosts.requested.size() <= 2 * 15, () -> hosts.requested.size() + " URLs are kept");
            hosts.clock.advance(Duration.ofHours(24));
        }
    }

    @Test
    @DisplayName("nothing is saved up beyond five, however long nobody asks")
    void notSavedUp() {
        hosts.clock.advance(Duration.ofDays(100));
        for (int i = 0; i < 100; i++) {
            hosts.ask("https://a.example/keys?x=" + i);
        }
        assertEquals(5, hosts.fetched.size());
        hosts.clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertEquals(FakeHosts.SPENT, hosts.ask("https://a.example/keys?y"));
        hosts.clock.advance(Duration.ofNanos(1));
        assertAvailable("https://a.example/keys?y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/keys", "HTTPS://A.Example/keys", "https://a.EXAMPLE:443/keys"})
    @DisplayName("the spellings of one URL are one")
    void spellings(String url) {
        hosts.ask("https://a.example/keys");
        assertAvailable(url);
        assertEquals(1, hosts.fetched.size());
        assertEquals(1, hosts.requested.size());
    }

    @Test
    @DisplayName("a host that is spent takes nothing from another")
    void otherHost() {
        for (int i = 0; i < 100; i++) {
            hosts.ask("https://a.example/keys?x=" + i);
        }
        assertAvailable("https://b.example/keys");
    }

    @Test
    @DisplayName("a URL with keys serves on while its host is spent, and is fetched again when they are due")
    void servesOn() {
        assertAvailable("https://a.example/keys");
        for (int hour = 0; hour < 3; hour++) {
            for (int i = 0; i < 100; i++) {
                hosts.ask("https://a.example/keys?x=" + hour + "-" + i);
            }
            hosts.fetched.clear();
            assertAvailable("https://a.example/keys");
            assertEquals(0, hosts.fetched.size());
            hosts.clock.advance(Duration.ofHours(1));
            for (int i = 0; i < 100; i++) {
                hosts.ask("https://a.example/keys?y=" + hour + "-" + i);
            }
            hosts.fetched.clear();
            assertAvailable("https://a.example/keys");
            assertEquals(1, hosts.fetched.size(), "junk can't keep a key alive that the IdP has taken away");
        }
    }

    @Test
    @DisplayName("keys that are due are asked for again at the host's expense once it failed")
    void dueAndDown() {
        assertAvailable("https://a.example/keys");
        hosts.clock.advance(Duration.ofHours(1));
        hosts.outcome = FakeHosts.DOWN;
        assertInstanceOf(Keys.Stale.class, hosts.ask("https://a.example/keys"));
        hosts.clock.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 100; i++) {
            hosts.ask("https://a.example/keys?x=" + i);
        }
        hosts.fetched.clear();
        assertInstanceOf(Keys.Stale.class, hosts.ask("https://a.example/keys"));
        assertEquals(0, hosts.fetched.size());
        hosts.clock.advance(Duration.ofSeconds(30));
        hosts.outcome = FakeHosts.PUBLISHED;
        assertAvailable("https://a.example/keys");
    }

    @Test
    @DisplayName("unknown kids at any number of known URLs are at the host's expense, too")
    void unknownKids() {
        for (int i = 0; i < 5; i++) {
            assertAvailable("https://a.example/keys?x=" + i);
        }
        hosts.fetched.clear();
        for (int i = 0; i < 1_000; i++) {
            assertInstanceOf(Keys.Available.class, hosts.ask("https://a.example/keys?x=" + i % 5, "unknown"));
        }
        assertEquals(0, hosts.fetched.size());
        hosts.clock.advance(Duration.ofSeconds(60));
        for (int i = 0; i < 1_000; i++) {
            hosts.ask("https://a.example/keys?x=" + i % 5, "unknown");
        }
        assertEquals(2, hosts.fetched.size());
    }

    /** As many URLs of a host as it takes, in as much time as that takes. */
    private void fill(String host, int urls) {
        for (int i = 0; i < urls; i++) {
            hosts.clock.advance(Duration.ofSeconds(30));
            assertAvailable("https://" + host + "/keys?x=" + i);
        }
    }

    private void assertKept(String url) {
        hosts.fetched.clear();
        assertAvailable(url);
        assertEquals(0, hosts.fetched.size(), url);
    }

    @Test
    @DisplayName("64 are kept; one without keys goes first, then the least recently used of the host that has most")
    void eviction() {
        fill("b.example", 1);
        fill("a.example", 63);
        assertEquals(RequestedJwks.MAX_URLS, hosts.requested.size());
        hosts.clock.advance(Duration.ofSeconds(30));
        assertKept("https://a.example/keys?x=0");
        hosts.outcome = FakeHosts.DOWN;
        assertInstanceOf(Keys.Unavailable.class, hosts.ask("https://a.example/junk?1"));
        assertEquals(RequestedJwks.MAX_URLS, hosts.requested.size());
        assertKept("https://a.example/keys?x=0");
        assertKept("https://b.example/keys?x=0");
        hosts.clock.advance(Duration.ofSeconds(30));
        assertInstanceOf(Keys.Unavailable.class, hosts.ask("https://a.example/junk?2"));
        for (int i = 2; i < 63; i++) {
            assertKept("https://a.example/keys?x=" + i);
        }
        assertKept("https://b.example/keys?x=0");
        hosts.outcome = FakeHosts.PUBLISHED;
        hosts.clock.advance(Duration.ofSeconds(30));
        assertAvailable("https://c.example/keys");
        assertKept("https://b.example/keys?x=0");
        assertEquals(RequestedJwks.MAX_URLS, hosts.requested.size());
    }

    @Test
    @DisplayName("of a hundred hosts with one URL each 64 are kept, and the last of them")
    void manyHosts() {
        for (int i = 0; i < 100; i++) {
            assertAvailable("https://a" + i + ".example/keys");
            assertKept("https://a" + i + ".example/keys");
        }
        assertEquals(RequestedJwks.MAX_URLS, hosts.requested.size());
    }

    @Test
    @DisplayName("a thousand callers at once with a URL each cost a host five fetches")
    void atOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Keys>> answers = IntStream.range(0, 1_000)
                    .mapToObj(i -> threads.submit(() -> hosts.ask("https://a.example/keys?x=" + i)))
                    .toList();
            for (Future<Keys> answer : answers) {
                answer.get();
            }
        }
        assertEquals(5, hosts.fetched.size());
    }
}
