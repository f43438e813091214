package dev.claimsverdict.bench.faults;

import java.io.IOException;
import java.nio.file.Path;

/** A log that can't be written. Each event must get its correct answer nevertheless. */
enum FullLog implements Check {
    FULL_DISK,
    CLOSED_PIPE;

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        int rounds = Math.max(1, trial.size().eventsWithFault() / 10);
        try (Lambda lambda = this == FULL_DISK
                ? Lambda.loggingTo(trial.artefact(), trial.environment(), Path.of("/dev/full"))
                : Lambda.loggingToClosedPipe(trial.artefact(), trial.environment())) {
            int events = 0;
            for (int round = 0; round < rounds; round++) {
                for (Sample sample : trial.mix().all()) {
                    trial.check(lambda, sample);
                    events++;
                }
            }
            if (lambda.starts() > 1) {
                throw new Broken("ended");
            }
            return events + " of " + events + " answered correctly, in one process";
        }
    }
}
