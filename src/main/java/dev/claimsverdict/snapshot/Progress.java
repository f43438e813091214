package dev.claimsverdict.snapshot;

import java.time.Duration;

/**
 * Is told how a snapshot proceeds. The texts never contain credentials, but may contain names from the org with any
 * characters.
 */
public interface Progress {

    /**
     * A list is being read.
     *
     * @param title the list's name for people
     * @param done how many lists were read
     * @param total how many lists there are, as far as is known
     */
    void reading(String title, int done, int total);

    /** The snapshot waits for this long, for this reason. */
    void waiting(Duration duration, String why);

    /** Something else that the user should know. */
    void note(String sentence);
}
