package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.settings.Settings.Build;
import dev.claimsverdict.infra.settings.Settings.Cpu;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import dev.claimsverdict.infra.settings.Settings.Packaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks the function's zip before it is deployed. Lambda would accept an executable that can't start there and fail at
 * the first call.
 */
final class Artefact {

    private Artefact() {}

    /** Throws IllegalArgumentException if the zip doesn't match the settings. The message says what to do. */
    static void check(Build build) {
        if (build.delivery() instanceof Delivery.Upload(Path zip)) {
            check(zip, build.packaging(), build.cpu());
        }
    }

    private static void check(Path zip, Packaging packaging, Cpu cpu) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException(
                    "artefact: " + zip + " doesn't exist. Name a released zip, or build one: " + command(packaging));
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
                    checkMachine(zip, cpu);
                }
                case JVM -> {
                    if (bootstrap != null) {
                        throw new IllegalArgumentException("artefact: " + zip
                                + " has a native executable. Set runtime to native, or build the jar: "
                                + command(packaging));
                    }
                    if (file.stream().noneMatch(entry -> entry.getName().startsWith("dev/claimsverdict/function/"))) {
                        throw new IllegalArgumentException(
                                "artefact: " + zip + " doesn't contain the function. Build it: " + command(packaging));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkMachine(Path zip, Cpu cpu) {
        String expected = switch (cpu) {
            case ARM64 -> "arm64";
            case X86_64 -> "x86_64";
        };
        String actual = NativeZip.architecture(zip);
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException("architecture: It is " + expected + ", but the executable is for "
                    + actual + ". Set architecture to the executable's, or use a zip for " + expected + ".");
        }
    }

    private static String command(Packaging packaging) {
        return switch (packaging) {
            case NATIVE -> "./mvnw verify -Pnative -DskipUTs, in the root folder.";
            case JVM -> "./mvnw package, in the root folder.";
        };
    }
}
