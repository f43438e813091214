package dev.claimsverdict.infra.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks whether the native executable in a zip starts on Lambda's provided.al2023. Lambda itself would accept any and
 * fail at the first call. This class needs only the JDK, so that the release script can run it from its source.
 */
final class NativeZip {

    /** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html and https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html. */
    private static final String GLIBC = "2.34";

    /**
     * The runtime's libraries: glibc's, and those that the package manager of AL2023's minimal image needs. The runtime
     * is built from that image.
     */
    private static final Set<String> OF_THE_RUNTIME = Set.of(
            "ld-linux-aarch64.so.1",
            "ld-linux-x86-64.so.2",
            "libc.so.6",
            "libdl.so.2",
            "libgcc_s.so.1",
            "libm.so.6",
            "libpthread.so.0",
            "libresolv.so.2",
            "librt.so.1",
            "libstdc++.so.6",
            "libz.so.1");

    /** The places where Lambda looks for a zip's libraries: its root and lib. */
    private static final Pattern LIBRARY = Pattern.compile("(lib/)?(?<name>[^/]+\\.so[.0-9]*)");

    private static final Pattern GLIBC_VERSION = Pattern.compile("GLIBC_([0-9]+(?:\\.[0-9]+)+)");

    private static final Comparator<String> BY_NUMBERS = Comparator.comparing(version ->
            Stream.of(version.split("\\.")).map(part -> "%5s".formatted(part)).collect(Collectors.joining()));

    private NativeZip() {}

    /**
     * Prints the architecture of the executable in a zip, arm64 or x86_64. If it would not start, prints why and exits
     * with 1.
     */
    public static void main(String[] arguments) {
        try {
            System.out.println(architecture(Path.of(arguments[0])));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * The architecture of a zip's executable: arm64 or x86_64. Throws IllegalArgumentException if it would not start.
     * The message says what to do.
     */
    static String architecture(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ElfFile bootstrap = elf(file, file.getEntry("bootstrap"))
                    .orElseThrow(() ->
                            new IllegalArgumentException("artefact: bootstrap is not a Linux executable. Build it "
                                    + "on Linux, or with -Dquarkus.native.container-build=true."));
            requireExecutable(zip);
            Map<String, ZipEntry> libraries = file.stream()
                    .filter(entry -> LIBRARY.matcher(entry.getName()).matches())
                    .collect(Collectors.toMap(NativeZip::libraryName, entry -> entry, (one, _) -> one));
            List<String> faults = new ArrayList<>(faults("bootstrap", bootstrap, libraries.keySet()));
            for (Map.Entry<String, ZipEntry> library : libraries.entrySet()) {
                elf(file, library.getValue())
                        .ifPresentOrElse(
                                elf -> {
                                    faults.addAll(faults(library.getKey(), elf, libraries.keySet()));
                                    if (elf.machine() != bootstrap.machine()) {
                                        faults.add(library.getKey() + " is for another architecture than bootstrap.");
                                    }
                                },
                                () -> faults.add(library.getKey() + " is not a Linux library."));
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("artefact: It would not start on Lambda's provided.al2023.\n"
                        + String.join("\n", faults)
                        + "\nBuild it on a Linux whose glibc is no newer than " + GLIBC
                        + ", such as Debian 11 or Amazon Linux 2023, or with -Dquarkus.native.container-build=true.");
            }
            return name(bootstrap.machine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> faults(String name, ElfFile elf, Set<String> ofTheZip) {
        List<String> faults = new ArrayList<>();
        elf.libraries().stream()
                .filter(library -> !OF_THE_RUNTIME.contains(library) && !ofTheZip.contains(library))
                .forEach(library ->
                        faults.add(name + " needs " + library + ", which neither the runtime nor the zip has."));
        elf.versions().stream()
                .map(GLIBC_VERSION::matcher)
                .filter(Matcher::matches)
                .map(version -> version.group(1))
                .max(BY_NUMBERS)
                .filter(newest -> BY_NUMBERS.compare(newest, GLIBC) > 0)
                .ifPresent(
                        newest -> faults.add(name + " needs glibc " + newest + ", and the runtime has " + GLIBC + "."));
        return faults;
    }

    private static Optional<ElfFile> elf(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return ElfFile.read(in.readAllBytes());
        }
    }

    /**
     * Throws IllegalArgumentException if the zip's permissions don't allow execution. A zip that wasn't made on Unix
     * has no permissions.
     */
    private static void requireExecutable(Path zip) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
            if (!Files.getPosixFilePermissions(files.getPath("bootstrap"))
                    .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IllegalArgumentException(
                        "artefact: bootstrap is not marked as executable. Run chmod 755 bootstrap, and zip it again.");
            }
        }
    }

    private static String libraryName(ZipEntry entry) {
        Matcher matcher = LIBRARY.matcher(entry.getName());
        return matcher.matches() ? matcher.group("name") : entry.getName();
    }

    private static String name(int machine) {
        return switch (machine) {
            case 183 -> "arm64";
            case 62 -> "x86_64";
            default -> "another architecture (ELF e_machine " + machine + ")";
        };
    }
}
