package dev.claimsverdict.bench.faults;

import java.io.IOException;

/** One of the checks. */
@FunctionalInterface
interface Check {

    /**
     * Does the check and returns what happened, for a cell of the table. Throws {@link Broken} if a promise was broken.
     */
    String run(Trial trial) throws IOException, InterruptedException;
}
