package dev.claimsverdict.jwks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of hosts whatever URLs, kids and times callers come with. */
class RequestedJwksPropertiesTest {

    private record Step(int host, int url, String kid, int seconds, boolean down) {

        String name() {
            return "h" + host + ".example";
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> seconds = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just(0)),
                Tuple.of(5, Arbitraries.integers().between(1, 40)),
                Tuple.of(1, Arbitraries.integers().between(3_500, 100_000)));
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.of("ed-1", "unknown"),
                        seconds,
                        Arbitraries.of(true, false))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(400);
    }

    @Property(tries = 200)
    @Label("a host is asked five times, once more in 30 s, and once an hour for each URL that is kept; 64 are kept")
    void allowance(@ForAll("steps") List<Step> steps) {
        FakeHosts hosts = new FakeHosts();
        long seconds = 0;
        for (Step step : steps) {
            seconds += step.seconds();
            hosts.clock.advance(Duration.ofSeconds(step.seconds()));
            hosts.outcome = step.down() ? FakeHosts.DOWN : FakeHosts.PUBLISHED;
            hosts.ask("https://" + step.name() + "/keys?" + step.url(), step.kid());
            assertTrue(hosts.requested.size() <= RequestedJwks.MAX_URLS);
            long asked = hosts.fetched.stream()
                    .filter(url -> url.host().equals(step.name()))
                    .count();
            long allowed = 5 + seconds / 30 + RequestedJwks.MAX_URLS * (seconds / 3_600);
            assertTrue(asked <= allowed, () -> asked + " fetches where " + allowed + " are allowed");
        }
    }
}
