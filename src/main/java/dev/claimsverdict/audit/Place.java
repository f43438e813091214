package dev.claimsverdict.audit;

import java.util.Objects;

/**
 * A place in a file.
 *
 * @param file the file's name
 * @param pointer JSON pointer in the file; empty for the whole file
 */
public record Place(String file, String pointer) {

    public Place {
        Objects.requireNonNull(file);
        Objects.requireNonNull(pointer);
    }

    /** The place that this pointer leads to from here. */
    Place within(String rest) {
        return new Place(file, pointer + rest);
    }

    @Override
    public String toString() {
        return pointer.isEmpty() ? file : file + " at " + pointer;
    }
}
