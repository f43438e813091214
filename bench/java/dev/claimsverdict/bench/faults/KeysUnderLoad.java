package dev.claimsverdict.bench.faults;

import dev.claimsverdict.testing.TestKey;
import java.io.IOException;
import java.time.Duration;

/** An IdP's JWKS host is down at the start, comes up, rotates its keys and goes down again, while tokens come. */
record KeysUnderLoad(KeyHost.Outage outage) implements Check {

    private static final Duration BACK_OFF_WITHOUT_KEYS = Duration.ofSeconds(5);
    private static final Duration BACK_OFF = Duration.ofSeconds(30);

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        int rounds = trial.size().eventsWithFault() * 5;
        byte[] old = FetchedKeys.event(FetchedKeys.OLD);
        byte[] rotated = FetchedKeys.event(FetchedKeys.NEW);
        byte[] forged = FetchedKeys.forged(FetchedKeys.OLD);
        byte[] unknown = FetchedKeys.event(FetchedKeys.UNKNOWN);
        String name = "keys-" + outage.name();
        try (FetchedKeys keys = new FetchedKeys(trial.work().resolve(name));
                Lambda lambda = trial.lambda(name, keys.environment())) {
            KeyHost host = keys.host();
            host.fail(outage);
            long start = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                FetchedKeys.check(lambda, false, old, "a token without keys");
                FetchedKeys.check(lambda, false, forged, "a forged token");
            }
            fetches("before there are keys", host.requests(), start, BACK_OFF_WITHOUT_KEYS);

            host.publish(TestKey.jwks(FetchedKeys.OLD));
            FetchedKeys.awaitLetIn(lambda, old, "tokens after the host has come up");
            host.publish(TestKey.jwks(FetchedKeys.OLD, FetchedKeys.NEW));
            for (int i = 0; i < rounds; i++) {
                FetchedKeys.check(lambda, true, rotated, "a token of the new key");
                FetchedKeys.check(lambda, true, old, "a token of the old key");
                FetchedKeys.check(lambda, false, forged, "a forged token");
            }

            host.fail(outage);
            int before = host.requests();
            start = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                FetchedKeys.check(lambda, true, i % 2 == 0 ? old : rotated, "a known key's token in an outage");
                FetchedKeys.check(lambda, false, forged, "a forged token in an outage");
                FetchedKeys.check(lambda, false, unknown, "an unknown key's token in an outage");
            }
            int during = host.requests() - before;
            fetches("in an outage", during, start, BACK_OFF);
            if (lambda.starts() > 1) {
                throw new Broken("ended");
            }
            return 8 * rounds
                    + " tokens answered correctly: refused without keys, accepted once the host was up, the new key at its"
                    + " first token, known keys accepted in the outage; " + host.requests() + " fetches";
        }
    }

    private static void fetches(String when, int fetches, long start, Duration apart) {
        long most = 2 + (System.nanoTime() - start) / apart.toNanos();
        if (fetches > most) {
            throw new Broken("fetches " + fetches + " times " + when + ", not " + most + " at most");
        }
    }
}
