package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.settings.Settings.Build;
import dev.claimsverdict.infra.settings.Settings.Cpu;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import dev.claimsverdict.infra.settings.Settings.Packaging;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The built function.zip, looked into before it is deployed: Lambda would take an executable for another machine and
 * fail at its first start.
 */
final class Artefact {

    /** ELF-64: the magic number, and e_machine at byte 18, little-endian on both machines. */
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private static final int E_MACHINE = 18;
    private static final int EM_X86_64 = 62;
    private static final int EM_AARCH64 = 183;

    private Artefact() {}

    /** Throws IllegalArgumentException, which says what to do, if the artefact is not what the settings say. */
    static void check(Build build) {
        if (build.delivery() instanceof Delivery.Upload(Path zip)) {
            check(zip, build.packaging(), build.cpu());
        }
    }

    private static void check(Path zip, Packaging packaging, Cpu cpu) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException("artefact: " + zip + " is not there. Build it: " + command(packaging));
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry bootstrap = file.getEntry("bootstrap");
            switch (packaging) {
                case NATIVE -> {
                    if (bootstrap == null) {
                        throw new IllegalArgumentException("artefact: " + zip
                                + " has no executable (bootstrap). Build it: " + command(packaging)
                                + " Or set runtime to jvm.");
                    }
                    checkMachine(file, bootstrap, cpu);
                }
                case JVM -> {
                    if (bootstrap != null) {
                        throw new IllegalArgumentException("artefact: " + zip
                                + " has a native executable. Set runtime to native, or build the jar: "
                                + command(packaging));
                    }
                    if (file.stream().noneMatch(entry -> entry.getName().startsWith("dev/claimsverdict/function/"))) {
                        throw new IllegalArgumentException(
                                "artefact: " + zip + " has no function in it. Build it: " + command(packaging));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkMachine(ZipFile file, ZipEntry bootstrap, Cpu cpu) throws IOException {
        byte[] header;
        try (InputStream in = file.getInputStream(bootstrap)) {
            header = in.readNBytes(E_MACHINE + 2);
        }
        if (header.length < E_MACHINE + 2 || !Arrays.equals(header, 0, ELF.length, ELF, 0, ELF.length)) {
            throw new IllegalArgumentException(
                    "artefact: bootstrap is no Linux executable. Build it on Linux, or with -Dquarkus.native.container-build=true.");
        }
        int machine = Byte.toUnsignedInt(header[E_MACHINE]) | Byte.toUnsignedInt(header[E_MACHINE + 1]) << 8;
        int expected = switch (cpu) {
            case ARM64 -> EM_AARCH64;
            case X86_64 -> EM_X86_64;
        };
        if (machine != expected) {
            throw new IllegalArgumentException("architecture: It is " + name(expected)
                    + ", but the built executable is for " + name(machine)
                    + ". Build it on a machine of that architecture, or set architecture to the executable's.");
        }
    }

    private static String name(int machine) {
        return switch (machine) {
            case EM_AARCH64 -> "arm64";
            case EM_X86_64 -> "x86_64";
            default -> "another machine (ELF e_machine " + machine + ")";
        };
    }

    private static String command(Packaging packaging) {
        return switch (packaging) {
            case NATIVE -> "./mvnw verify -Pnative -DskipUTs, in the root folder.";
            case JVM -> "./mvnw package, in the root folder.";
        };
    }
}
