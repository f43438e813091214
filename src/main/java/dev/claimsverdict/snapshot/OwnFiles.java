package dev.claimsverdict.snapshot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files and folders that only their owner can read (0600 and 0700), from the first moment on. */
final class OwnFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnFiles() {}

    /** Writes into a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, attributes("rwx------"));
    }

    /** Whether the path is a folder, not a link, that only its owner may enter. */
    static boolean isOwnFolder(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && (!POSIX
                        || PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                                .endsWith("------"));
    }

    /**
     * Opens a file for writing.
     *
     * @param create CREATE, or CREATE_NEW if the file must not exist
     */
    static FileChannel open(Path file, StandardOpenOption create) throws IOException {
        Set<OpenOption> options = Set.of(create, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options, attributes("rw-------"));
    }

    /** Writes a new file in UTF-8 and forces it to the disk, so that no rename gets there before the content. */
    static void write(Path file, Content content) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.CREATE_NEW);
                OutputStream out = Channels.newOutputStream(channel);
                Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            content.writeTo(writer);
            writer.flush();
            channel.force(true);
        }
    }

    /** Deletes a file, or a folder with everything in it. Follows no links. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
