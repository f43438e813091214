package dev.claimsverdict.snapshot;

import java.time.Duration;

/** Hears how a snapshot proceeds. Texts have no credentials in them, but they may have the org's names, with any characters. */
public interface Progress {

    /**
     * A list is being read.
     *
     * @param title the list's name for people
     * @param done the number of lists that are read
     * @param total the number of lists, as far as it is known yet
     */
    void reading(String title, int done, int total);

    /** Nothing happens for this long, and why. */
    void waiting(Duration duration, String why);

    /** What else somebody who watches should know. */
    void note(String sentence);
}
