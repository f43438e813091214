package dev.claimsverdict.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.PatternSyntaxException;

/**
 * The files that the arguments of a command name: files, folders with their {@code *.json} files, and patterns that the
 * shell didn't expand. A folder's files are sorted by name. Hidden files and folders are left out. Links to folders
 * aren't followed, so no link can lead in a circle or out of the folder.
 */
final class InputFiles {

    /** A folder with more files is probably a mistake, such as the root of a disk. */
    static final int MOST = 10_000;

    private static final String JSON = ".json";

    private final Path directory;
    private final Set<Path> known = new HashSet<>();
    private final List<InputFile> files = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private InputFiles(Path directory) {
        this.directory = directory;
    }

    /** The files, each found file once. Throws Refusal with a sentence for each argument that leads to none. */
    static List<InputFile> of(List<String> arguments, Path directory) throws Refusal {
        if (arguments.stream().filter(InputFile.STANDARD_INPUT::equals).count() > 1) {
            throw Refusal.usage("Standard input can be read only once.");
        }
        InputFiles files = new InputFiles(directory);
        arguments.forEach(files::note);
        arguments.forEach(files::add);
        if (files.files.size() > MOST) {
            throw Refusal.usage("These are more than " + MOST + " files. Name a smaller folder.");
        }
        if (!files.wrong.isEmpty()) {
            throw Refusal.usage(files.wrong);
        }
        return List.copyOf(files.files);
    }

    /** Remembers a named file, so that it isn't added again if a folder or pattern contains it, too. */
    private void note(String argument) {
        if (InputFile.whyNot(argument, directory).isEmpty() && !argument.equals(InputFile.STANDARD_INPUT)) {
            known.add(identity(directory.resolve(argument)));
        }
    }

    private void add(String argument) {
        try {
            Path path = directory.resolve(argument);
            if (!argument.isEmpty() && Files.isDirectory(path)) {
                addAll(argument, argument + " has no *" + JSON + " file", inFolder(Path.of(argument), path));
            } else if (isPattern(argument) && !Files.exists(path)) {
                addAll(argument, argument + " matches no file", matching(argument));
            } else {
                InputFile.whyNot(argument, directory)
                        .ifPresentOrElse(
                                why -> wrong.add(argument + " " + why + "."),
                                () -> files.add(InputFile.named(argument)));
            }
        } catch (InvalidPathException | PatternSyntaxException _) {
            wrong.add(argument + " is not a file name.");
        } catch (IOException _) {
            wrong.add(argument + " can't be listed.");
        }
    }

    private void addAll(String argument, String none, List<InputFile> found) {
        if (found.isEmpty()) {
            wrong.add(none + ".");
        }
        for (InputFile file : found) {
            if (InputFile.whyNot(file.name(), directory).isPresent()) {
                wrong.add(file.name() + ", found by " + argument + ", can't be read.");
            } else if (known.add(identity(directory.resolve(file.name())))) {
                files.add(file);
            }
        }
    }

    private static Path identity(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static List<InputFile> inFolder(Path name, Path folder) throws IOException {
        Path root = folder.toRealPath();
        return Visible.files(
                        root,
                        false,
                        file -> name.resolve(root.relativize(file)).normalize(),
                        file -> file.toString().endsWith(JSON))
                .stream()
                .map(file -> new InputFile(file.toString(), true))
                .toList();
    }

    private static boolean isPattern(String argument) {
        return argument.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    }

    /** The files that a shell would put in place of the pattern. {@code **} stands for any number of folders. */
    private List<InputFile> matching(String pattern) throws IOException {
        int firstWild = 0;
        while (!isPattern(pattern.substring(0, firstWild + 1))) {
            firstWild++;
        }
        Path base = Path.of(pattern.substring(0, pattern.lastIndexOf('/', firstWild) + 1));
        // Java's **/ needs at least one folder.
        String glob = pattern.contains("{") ? pattern : pattern.replace("**/", "{**/,}");
        PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + glob);
        boolean hidden = pattern.startsWith(".*") || pattern.contains("/.");
        Path root = directory.resolve(base);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        Path real = root.toRealPath();
        return Visible.files(real, hidden, file -> base.resolve(real.relativize(file)), matcher::matches).stream()
                .map(file -> InputFile.named(file.toString()))
                .toList();
    }

    /** Collects files and the files that links lead to. */
    private static final class Visible extends SimpleFileVisitor<Path> {

        private final Path root;
        private final boolean hidden;
        private final UnaryOperator<Path> name;
        private final Predicate<Path> wanted;
        private final Set<Path> names = new TreeSet<>();

        private Visible(Path root, boolean hidden, UnaryOperator<Path> name, Predicate<Path> wanted) {
            this.root = root;
            this.hidden = hidden;
            this.name = name;
            this.wanted = wanted;
        }

        /** The names of the wanted files, sorted; one more than {@link #MOST} if there are more. */
        static Set<Path> files(Path root, boolean hidden, UnaryOperator<Path> name, Predicate<Path> wanted)
                throws IOException {
            Visible visible = new Visible(root, hidden, name, wanted);
            Files.walkFileTree(root, visible);
            return visible.names;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || isShown(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path named = name.apply(file);
            if (isShown(file) && Files.isRegularFile(file) && wanted.test(named)) {
                names.add(named);
            }
            return names.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private boolean isShown(Path path) {
            return hidden || !path.getFileName().toString().startsWith(".");
        }
    }
}
