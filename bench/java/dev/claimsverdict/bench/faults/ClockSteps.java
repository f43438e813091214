package dev.claimsverdict.bench.faults;

import dev.claimsverdict.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets the clock forth and back while tokens come, with libfaketime, which changes the time of day for one process. A
 * token must be accepted exactly while the clock is within its times, and keys must be fetched again in time after each
 * step.
 *
 * @param library libfaketime
 */
record ClockSteps(Path library) implements Check {

    private static final String NOW = "+0";
    private static final List<String> STEPS = List.of("+30d", NOW, "-30d", NOW, "+400d", "-400d", NOW);

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        if (trial.size() == Size.SHORT && trial.artefact().name().equals(Faults.JVM)) {
            return "left out of the short size, since libfaketime slows a JVM down by much";
        }
        int rounds = trial.size().eventsWithFault();
        byte[] token = FetchedKeys.event(FetchedKeys.OLD);
        byte[] rotated = FetchedKeys.event(FetchedKeys.NEW);
        byte[] forged = FetchedKeys.forged(FetchedKeys.OLD);
        Path clock = trial.work().resolve("clock");
        set(clock, NOW);
        try (FetchedKeys keys = new FetchedKeys(trial.work().resolve("clock-steps"))) {
            Map<String, String> environment = new TreeMap<>(keys.environment());
            environment.put("LD_PRELOAD", library.toString());
            environment.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
            environment.put("FAKETIME_NO_CACHE", "1");
            environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            try (Lambda lambda = trial.lambda("clock-steps", environment)) {
                keys.host().publish(TestKey.jwks(FetchedKeys.OLD));
                FetchedKeys.check(lambda, true, token, "a token at its time");
                for (String step : STEPS) {
                    set(clock, step);
                    for (int i = 0; i < rounds; i++) {
                        FetchedKeys.check(lambda, step.equals(NOW), token, "a token at " + step);
                        FetchedKeys.check(lambda, false, forged, "a forged token at " + step);
                    }
                }

                // Further ahead than before: the keys that were fetched at +400d are too old. So a fetch is due, and it
                // fails.
                set(clock, "+800d");
                keys.host().fail(KeyHost.Outage.ANSWERS_503);
                FetchedKeys.check(lambda, false, token, "a token at +800d");
                set(clock, NOW);
                keys.host().publish(TestKey.jwks(FetchedKeys.NEW));
                FetchedKeys.awaitLetIn(lambda, rotated, "tokens once the clock and the host are right again");
                if (lambda.starts() > 1) {
                    throw new Broken("ended");
                }
                return STEPS.size() + " steps of up to 800 days, " + 2 * rounds
                        + " tokens after each, answered as of the clock's time; after a fetch that failed 800 days ahead, keys are"
                        + " fetched at the right time again";
            }
        }
    }

    private static void set(Path clock, String offset) throws IOException {
        Files.writeString(clock, offset + "\n");
    }
}
