package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file named on the command line. */
final class InputFile {

    static final String STANDARD_INPUT = "-";

    /** The most bytes of a file: 64 MiB. Plans with thousands of resources are smaller. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private InputFile() {}

    /** Why a file can't be opened, as far as that is visible before opening it. */
    static Optional<String> whyNot(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(name);
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

    /** The file's bytes, at most one more than {@link #MAX_BYTES}. Throws IOException if it can't be read. */
    static byte[] read(String name, InputStream standardInput) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return standardInput.readNBytes(MAX_BYTES + 1);
        }
        try (InputStream file = Files.newInputStream(Path.of(name))) {
            return file.readNBytes(MAX_BYTES + 1);
        }
    }
}
