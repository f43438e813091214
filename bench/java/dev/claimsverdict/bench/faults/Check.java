package dev.claimsverdict.bench.faults;

import java.io.IOException;

/** Something to try. */
@FunctionalInterface
interface Check {

    /** Tries it and says what happened, in a cell of the table. Throws {@link Broken} if a promise was broken. */
    String run(Trial trial) throws IOException, InterruptedException;
}
