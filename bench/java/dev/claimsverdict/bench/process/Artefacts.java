package dev.claimsverdict.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks deployed zips so that they can be started, each in its own folder in {@code work}. */
public final class Artefacts {

    /** The flags of Lambda's Java runtimes: the collector for one processor, and only the first compiler. */
    private static final List<String> JAVA_FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx400m");

    private static final int TRAINING_EVENTS = 200;

    private final Path work;

    /** @param work the folder for what is unpacked */
    public Artefacts(Path work) {
        this.work = work.toAbsolutePath();
    }

    /** A function.zip with an executable {@code bootstrap}, with or without the libraries beside it. */
    public Artefact nativeZip(String name, Path zip, boolean libraries) throws IOException {
        Path folder = unpack(zip, name);
        Path bootstrap = folder.resolve("bootstrap");
        if (!Files.exists(bootstrap)) {
            throw new IOException(zip + " has no bootstrap that can be started");
        }
        if (!libraries) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path library :
                        files.filter(file -> file.toString().endsWith(".so")).toList()) {
                    Files.delete(library);
                }
            }
        }
        OptionalLong size = libraries ? OptionalLong.of(Files.size(zip)) : OptionalLong.empty();
        return new Artefact(name, List.of(bootstrap.toString()), folder, size);
    }

    /** Replaces the artefact's executable, and the libraries beside it, with new copies. The JDK stays as it is. */
    void copyAnew(Artefact artefact) throws IOException {
        Path executable = Path.of(artefact.command().getFirst());
        if (!executable.startsWith(work)) {
            return;
        }
        try (Stream<Path> files = Files.list(executable.getParent())) {
            for (Path file : files.filter(
                            each -> each.equals(executable) || each.toString().endsWith(".so"))
                    .toList()) {
                writeWhole(file, Files.readAllBytes(file));
            }
        }
    }

    /**
     * Writes a new file in one piece. The kernel then keeps it in large pieces of memory. A file that was written in pieces of
     * 8 KiB, as {@link Files#copy} does, can take twice the processor time to start.
     */
    private static void writeWhole(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    static boolean hasLibraries(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().anyMatch(entry -> entry.getName().endsWith(".so"));
        }
    }

    /** The JVM's function.zip on Lambda's own runtime interface client, whose jars are in the folder {@code ric}. */
    public Artefact jvmZip(String name, Path zip, Path ric) throws IOException {
        Path folder = unpack(zip, name);
        classesAsJar(zip, folder.resolve("lib").resolve("a-function.jar"));
        return new Artefact(name, java(folder, ric, List.of()), folder, OptionalLong.of(Files.size(zip)));
    }

    /**
     * Packs the function's own classes, which are unpacked in its zip, because an AOT cache takes only classes from
     * jars.
     */
    private static void classesAsJar(Path zip, Path jar) throws IOException {
        try (ZipFile from = new ZipFile(zip.toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (!entry.isDirectory() && !entry.getName().startsWith("lib/")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = from.getInputStream(entry)) {
                        in.transferTo(to);
                    }
                }
            }
        }
    }

    /**
     * The same artefact with a JDK 25 AOT cache from a training run with some events; empty if the JVM writes no cache.
     */
    Optional<Artefact> withAotCache(String name, Artefact jvm, Path ric, Path registry, byte[] event)
            throws IOException, InterruptedException {
        Path cache = work.resolve("function.aot");
        Artefact training = new Artefact(
                name + ", training",
                java(jvm.folder(), ric, List.of("-XX:AOTCacheOutput=" + cache)),
                jvm.folder(),
                OptionalLong.empty());
        RunningFunction function = RunningFunction.start(training, registry, work.resolve("training.log"));
        try (function) {
            for (int i = 0; i < TRAINING_EVENTS; i++) {
                function.accepted(event);
            }
            function.end();
        }
        if (!Files.exists(cache)) {
            return Optional.empty();
        }
        List<String> flags = List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
        long size = jvm.zipBytes().orElse(0) + Files.size(cache);
        return Optional.of(new Artefact(name, java(jvm.folder(), ric, flags), jvm.folder(), OptionalLong.of(size)));
    }

    /** A script for Node, with a copy of its executable. */
    Artefact node(String name, Path script, String... arguments) throws IOException, InterruptedException {
        Path node = work.resolve("node");
        writeWhole(node, Files.readAllBytes(installedNode()));
        List<String> command =
                new ArrayList<>(List.of(node.toString(), script.getFileName().toString()));
        command.addAll(List.of(arguments));
        return new Artefact(name, command, script.toAbsolutePath().getParent(), OptionalLong.empty());
    }

    private static Path installedNode() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", "-p", "process.execPath")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("node doesn't run");
        }
        return Path.of(path);
    }

    private static List<String> java(Path folder, Path ric, List<String> flags) throws IOException {
        List<String> jars = new ArrayList<>();
        for (Path each : List.of(folder.resolve("lib"), ric)) {
            try (Stream<Path> files = Files.list(each)) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, jars)));
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add("dev.claimsverdict.function.JvmHandler::handleRequest");
        return command;
    }

    private Path unpack(Path zip, String name) throws IOException {
        Path folder = work.resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(zip + " has an entry that leads out of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        writeWhole(target, in.readAllBytes());
                    }
                }
            }
        }
        return folder;
    }
}
