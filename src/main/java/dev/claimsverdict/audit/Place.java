package dev.claimsverdict.audit;

import java.util.Objects;

/**
 * Where something stands in a file.
 *
 * @param file the file's name
 * @param pointer JSON pointer in the file; empty for the whole of it
 */
public record Place(String file, String pointer) {

    public Place {
        Objects.requireNonNull(file);
        Objects.requireNonNull(pointer);
    }

    /** A place within this one. */
    Place within(String rest) {
        return new Place(file, pointer + rest);
    }

    @Override
    public String toString() {
        return pointer.isEmpty() ? file : file + " at " + pointer;
    }
}
