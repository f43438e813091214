package dev.claimsverdict.snapshot;

import java.time.Duration;

/** Waits. Tests replace it. */
@FunctionalInterface
public interface Sleeper {

    /** The thread sleeps. */
    Sleeper THREAD = Thread::sleep;

    /** Returns after this long. */
    void sleep(Duration duration) throws InterruptedException;
}
