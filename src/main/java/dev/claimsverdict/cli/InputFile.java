package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file to read.
 *
 * @param name its name on the command line, or {@link #STANDARD_INPUT}; relative names are relative to the working
 *     directory
 * @param found whether it was found in a folder, rather than named by the user as something to judge
 */
record InputFile(String name, boolean found) {

    static final String STANDARD_INPUT = "-";

    /** The most bytes of a file: 64 MiB. Plans with thousands of resources are smaller. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    /** A file that the user named. */
    static InputFile named(String name) {
        return new InputFile(name, false);
    }

    /** Why a file can't be opened, as far as can be seen without opening it. */
    static Optional<String> whyNot(String name, Path directory) {
        if (name.equals(STANDARD_INPUT)) {
            return Optional.empty();
        }
        try {
            Path path = directory.resolve(name);
            if (Files.isDirectory(path)) {
                return Optional.of("is a directory");
            }
            if (!Files.exists(path)) {
                return Optional.of("does not exist");
            }
            return Files.isReadable(path) ? Optional.empty() : Optional.of("can't be read: permission denied");
        } catch (InvalidPathException _) {
            return Optional.of("is not a file name");
        }
    }

    /** The file's bytes, at most one more than {@link #MAX_BYTES}. Throws Refusal if it can't be read. */
    byte[] read(Surroundings surroundings) throws Refusal {
        try {
            if (isStandardInput()) {
                return surroundings.in().readNBytes(MAX_BYTES + 1);
            }
            try (InputStream file =
                    Files.newInputStream(surroundings.directory().resolve(name))) {
                return file.readNBytes(MAX_BYTES + 1);
            }
        } catch (IOException _) {
            throw Refusal.usage(shownName() + " could not be read.");
        }
    }

    boolean isStandardInput() {
        return name.equals(STANDARD_INPUT);
    }

    /** Its name in text for people. */
    String shownName() {
        return isStandardInput() ? "standard input" : name;
    }
}
