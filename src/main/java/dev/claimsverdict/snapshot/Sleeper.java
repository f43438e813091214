package dev.claimsverdict.snapshot;

import java.time.Duration;

/** Waits. Tests replace it. */
@FunctionalInterface
public interface Sleeper {

    /** Lets the current thread sleep. */
    Sleeper THREAD = Thread::sleep;

    /** Returns after this time, or throws if the thread is interrupted. */
    void sleep(Duration duration) throws InterruptedException;
}
