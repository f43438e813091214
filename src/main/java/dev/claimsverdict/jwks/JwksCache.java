package dev.claimsverdict.jwks;

import dev.claimsverdict.token.KeySource.Keys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The cached JWKS of one URL: decides when to fetch it and how long it serves. Thread-safe. Callers that come while it
 * is being fetched wait for that fetch, but never longer than a fetch may take.
 *
 * <p>A fetch starts and ends within one call: the caller that starts it waits for it and stores its result. So nothing
 * runs while a Lambda function is frozen between two invocations, and no unfinished fetch is left for the next one. If
 * a thread is delayed so long that its fetch is overdue, the next caller starts another one, and the late result is
 * dropped.
 */
final class JwksCache {

    /** How long a JWKS serves without another fetch. */
    static final Duration FRESH = Duration.ofHours(1);

    /** How long after its fetch a JWKS serves while its host is down. */
    static final Duration STALE = Duration.ofHours(24);

    /** How long a failed host isn't asked again while there are keys to serve. */
    static final Duration BACK_OFF = Duration.ofSeconds(30);

    /** The same while there are no keys. It is shorter because every token is refused until then. */
    static final Duration BACK_OFF_WITHOUT_KEYS = Duration.ofSeconds(5);

    static final String NO_ALLOWANCE = "This deployment asked the JWKS host too often in the last minutes.";

    private record Held(Jwks jwks, Instant fetchedAt) {}

    private record Failure(String reason, Instant at) {}

    private record Flight(long deadline, CountDownLatch landed) {}

    /** What a caller does next. */
    private sealed interface Step {
        record Answer(Keys keys) implements Step {}

        record Lead(Flight flight) implements Step {}

        record Follow(Flight flight) implements Step {}
    }

    private final Supplier<JwksFetch.Outcome> fetch;
    private final FetchAllowance allowance;
    private final Duration budget;
    private final Clock clock;
    private final KeyTally tally;

    private Optional<Held> held = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<Flight> flight = Optional.empty();
    private Instant refetchFrom = Instant.MIN;

    /** @param allowance used by each fetch, except for the regular refresh from a host that isn't known to be down */
    JwksCache(
            Supplier<JwksFetch.Outcome> fetch, FetchAllowance allowance, Duration budget, Clock clock, KeyTally tally) {
        this.fetch = fetch;
        this.allowance = allowance;
        this.budget = budget;
        this.clock = clock;
        this.tally = tally;
    }

    /** The keys for a token with this {@code kid}. */
    Keys keys(Optional<String> kid) {
        return switch (next(kid)) {
            case Step.Answer(Keys keys) -> keys;
            case Step.Lead(Flight mine) -> lead(mine);
            case Step.Follow(Flight theirs) -> follow(theirs);
        };
    }

    /** Whether there are keys to serve, fresh or stale. */
    synchronized boolean serves() {
        return usable(clock.instant()).isPresent();
    }

    private synchronized Step next(Optional<String> kid) {
        Instant now = clock.instant();
        forgetTheFuture(now);
        boolean fresh = fresh(now).isPresent();
        if (fresh(now).filter(each -> each.jwks().knows(kid)).isPresent()) {
            tally.cacheHit();
            return new Step.Answer(answer(now));
        }
        Optional<Flight> underWay = flight.filter(each -> each.deadline() - System.nanoTime() > 0);
        if (underWay.isPresent() && !servesMeanwhile(now, kid)) {
            return new Step.Follow(underWay.get());
        }
        if (underWay.isPresent() || backingOff(now) || fresh && now.isBefore(refetchFrom)) {
            usable(now).ifPresent(_ -> tally.cacheHit());
            return new Step.Answer(answer(now));
        }
        boolean due = !fresh && usable(now).isPresent() && failure.isEmpty();
        if (!due && !allowance.take(now)) {
            return new Step.Answer(usable(now).isPresent() ? answer(now) : new Keys.Unavailable(NO_ALLOWANCE));
        }
        if (fresh) {
            refetchFrom = now.plus(FetchAllowance.COOL_DOWN);
        }
        Flight mine = new Flight(System.nanoTime() + budget.toNanos(), new CountDownLatch(1));
        flight = Optional.of(mine);
        tally.fetch();
        return new Step.Lead(mine);
    }

    /**
     * If the clock was set back, what happened later than now counts as happening now. Otherwise keys, a failure or a cool-down would
     * last until the clock gets there again.
     */
    private void forgetTheFuture(Instant now) {
        held = held.map(each -> each.fetchedAt().isAfter(now) ? new Held(each.jwks(), now) : each);
        failure = failure.map(each -> each.at().isAfter(now) ? new Failure(each.reason(), now) : each);
        Instant latest = now.plus(FetchAllowance.COOL_DOWN);
        refetchFrom = refetchFrom.isAfter(latest) ? latest : refetchFrom;
    }

    private Keys lead(Flight mine) {
        JwksFetch.Outcome outcome = new JwksFetch.Outcome.Failed("The JWKS could not be fetched.");
        try {
            outcome = fetch.get();
        } finally {
            land(mine, outcome);
        }
        return answer();
    }

    private Keys follow(Flight theirs) {
        try {
            // Whether the fetch ended or is delayed: the answer is whatever keys there are now.
            boolean _ = theirs.landed().await(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return answer();
    }

    private synchronized void land(Flight mine, JwksFetch.Outcome outcome) {
        boolean current = flight.filter(each -> each == mine).isPresent();
        if (current) {
            flight = Optional.empty();
        }
        switch (outcome) {
            case JwksFetch.Outcome.Fetched(Jwks jwks)
            when current -> {
                held = Optional.of(new Held(jwks, clock.instant()));
                failure = Optional.empty();
            }
            case JwksFetch.Outcome.Fetched _ -> {}
            case JwksFetch.Outcome.Failed(String reason) -> {
                tally.failure();
                if (current) {
                    failure = Optional.of(new Failure(reason, clock.instant()));
                }
            }
        }
        mine.landed().countDown();
    }

    private synchronized Keys answer() {
        return answer(clock.instant());
    }

    private Keys answer(Instant now) {
        Optional<Keys> available =
                fresh(now).map(each -> new Keys.Available(each.jwks().keys()));
        return available
                .or(() -> usable(now).map(each -> new Keys.Stale(each.jwks().keys())))
                .orElseGet(() -> new Keys.Unavailable(
                        failure.map(Failure::reason).orElse("The JWKS host did not answer in time.")));
    }

    private Optional<Held> fresh(Instant now) {
        return held.filter(each -> now.isBefore(each.fetchedAt().plus(FRESH)));
    }

    private Optional<Held> usable(Instant now) {
        return held.filter(each -> now.isBefore(each.fetchedAt().plus(STALE)));
    }

    /**
     * While the host is known to be down, only one caller in each back-off period waits for it; the others get stale
     * keys.
     */
    private boolean servesMeanwhile(Instant now, Optional<String> kid) {
        return failure.isPresent()
                && usable(now).filter(each -> each.jwks().knows(kid)).isPresent();
    }

    private boolean backingOff(Instant now) {
        Duration backOff = usable(now).isPresent() ? BACK_OFF : BACK_OFF_WITHOUT_KEYS;
        return failure.filter(each -> now.isBefore(each.at().plus(backOff))).isPresent();
    }
}
