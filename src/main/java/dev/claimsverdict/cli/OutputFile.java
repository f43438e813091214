package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The file that a report goes to. It gets the whole report or stays as it was. */
final class OutputFile {

    private final String name;
    private final Path path;

    private OutputFile(String name, Path path) {
        this.name = name;
        this.path = path;
    }

    /** The file, if one was named. Throws Refusal if it can't be written, or if the same run reads it. */
    static Optional<OutputFile> of(Optional<String> name, List<InputFile> inputs, Surroundings surroundings)
            throws Refusal {
        if (name.isEmpty() || name.get().equals(InputFile.STANDARD_INPUT)) {
            return Optional.empty();
        }
        try {
            Path path = target(surroundings.directory().resolve(name.get()));
            Path folder = path.toAbsolutePath().getParent();
            if (name.get().isEmpty() || Files.isDirectory(path)) {
                throw Refusal.usage(name.get() + " is a directory. --output needs the name of a file.");
            }
            if (folder == null || !Files.isDirectory(folder)) {
                throw Refusal.usage("The folder of " + name.get() + " does not exist.");
            }
            for (InputFile input : inputs) {
                if (!input.isStandardInput()
                        && Files.exists(path)
                        && Files.isSameFile(path, surroundings.directory().resolve(input.name()))) {
                    throw Refusal.usage(name.get() + " is an input file. --output would overwrite it.");
                }
            }
            if (!Files.isWritable(Files.exists(path) && !Files.isRegularFile(path) ? path : folder)) {
                throw Refusal.usage(name.get() + " can't be written: permission denied.");
            }
            return Optional.of(new OutputFile(name.get(), path));
        } catch (InvalidPathException | IOException _) {
            throw Refusal.usage(name.get() + " is not a file name.");
        }
    }

    /** The file that a link leads to, so that the link stays a link. */
    private static Path target(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path;
    }

    /**
     * Writes the report to the file, or to standard output if there is no file. Throws IOException if standard output
     * fails.
     */
    static void write(Optional<OutputFile> file, Surroundings surroundings, Writing report)
            throws IOException, Refusal {
        if (file.isPresent()) {
            file.get().write(report);
        } else {
            surroundings.write(report);
        }
    }

    /** Writes the report. Throws Refusal if that fails. */
    void write(String text) throws Refusal {
        write(writer -> writer.write(text));
    }

    private void write(Writing report) throws Refusal {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                // Such as /dev/stdout, which can't be replaced.
                write(path, report);
                return;
            }
            Path next = path.resolveSibling(
                    "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            Files.createFile(next);
            try {
                write(next, report);
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(next);
                throw e;
            }
        } catch (IOException _) {
            throw Refusal.of(ExitStatus.NOT_WRITTEN, name + " could not be written.");
        }
    }

    private static void write(Path path, Writing report) throws IOException {
        try (Writer writer = Files.newBufferedWriter(path)) {
            report.to(writer);
        }
    }
}
