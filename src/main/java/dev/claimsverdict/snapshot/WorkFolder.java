package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hidden folder {@code .NAME.part} beside the snapshot's, where a run keeps the lists that it has read. If the run is
 * interrupted, the next run continues with them. A lock lets only one run at a time use the folder.
 */
final class WorkFolder implements AutoCloseable {

    /** How long after its start an interrupted run can be continued. */
    static final Duration MAX_AGE = Duration.ofHours(24);

    private static final String LOCK = "lock";
    private static final String RUN = "run.json";

    /** How many levels a list's file adds around each object. */
    private static final int LEVELS = 2;

    private static final long MAX_LOCK_SIZE = 0xffff;

    private final Path path;
    private final FileChannel channel;

    /** Kept in a field, because the JVM forgets a lock that nothing refers to, and then lets another thread lock the file. */
    private final FileLock lock;

    private WorkFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** An open folder, or why it can't be used. */
    sealed interface Opened {

        record Ready(WorkFolder folder) implements Opened {}

        record InTheWay(String sentence) implements Opened {}
    }

    /**
     * A run.
     *
     * @param org the org's URL
     * @param orgId the org's id in Okta
     */
    record Run(String org, String orgId, Instant startedAt) {}

    /**
     * A list that was read.
     *
     * @param objects its objects without their secrets
     * @param secretsRemoved how many secrets were removed from them
     */
    record Stored(Instant readAt, int secretsRemoved, List<ObjectNode> objects) {
        Stored {
            objects = List.copyOf(objects);
        }
    }

    /** Opens the working folder of a snapshot. Throws an IOException if the disk refuses it. */
    static Opened open(Path snapshot) throws IOException {
        Path path = snapshot.resolveSibling("." + snapshot.getFileName() + ".part");
        // Another run may delete the folder just when this one finds it, so there are several attempts.
        for (int attempt = 0; attempt < 3; attempt++) {
            boolean created = create(path);
            try {
                if (!created && !isWorkFolder(path)) {
                    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                        continue;
                    }
                    return new Opened.InTheWay(path.getFileName()
                            + " beside the snapshot's folder is not a working folder of this program.");
                }
                FileChannel channel = OwnFiles.open(path.resolve(LOCK), StandardOpenOption.CREATE);
                Optional<FileLock> lock = lock(channel);
                if (lock.isEmpty()) {
                    channel.close();
                    return new Opened.InTheWay("Another run is writing into this folder. Wait until it ends.");
                }
                if (isStillThere(path, channel)) {
                    WorkFolder folder = new WorkFolder(path, channel, lock.get());
                    folder.recover(snapshot);
                    return new Opened.Ready(folder);
                }
                channel.close();
            } catch (NoSuchFileException _) {
                // Another run has deleted the folder.
            }
        }
        return new Opened.InTheWay("Another run is writing into this folder. Wait until it ends.");
    }

    /** Creates the folder. Returns false if something with this name exists. */
    private static boolean create(Path path) throws IOException {
        try {
            OwnFiles.createFolder(path);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    private static boolean isWorkFolder(Path path) throws IOException {
        if (!OwnFiles.isOwnFolder(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return names.isEmpty() || names.contains(LOCK);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether the locked file is still the one in the folder: another run may have deleted it after this one opened it. The
     * file is recognized by a size that is written here. Opening and closing it once more would release the lock (fcntl(2)).
     */
    private static boolean isStillThere(Path path, FileChannel channel) throws IOException {
        long size = 1 + (System.nanoTime() & MAX_LOCK_SIZE);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), size - 1);
        return Files.size(path.resolve(LOCK)) == size;
    }

    /** Cleans up after a run that was killed while it replaced the snapshot. */
    private void recover(Path snapshot) throws IOException {
        Path old = old();
        if (Files.exists(old, LinkOption.NOFOLLOW_LINKS) && !Files.exists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(old, snapshot, StandardCopyOption.ATOMIC_MOVE);
        }
        OwnFiles.delete(old);
        OwnFiles.delete(fresh());
    }

    /** Where the new snapshot is written. */
    Path fresh() {
        return path.resolve("snapshot");
    }

    /** Where the old snapshot is while the new one takes its place. */
    Path old() {
        return path.resolve("old");
    }

    /** The interrupted run, if there is one that has read a list. */
    Optional<Run> interrupted() throws IOException {
        if (!hasLists()) {
            return Optional.empty();
        }
        return read(path.resolve(RUN))
                .flatMap(run -> instant(run.path("startedAt"))
                        .map(startedAt -> new Run(
                                run.path("org").asText(), run.path("orgId").asText(), startedAt)));
    }

    /** Begins a new run. Deletes everything of an earlier one. */
    void begin(Run run) throws IOException {
        deleteRun();
        ObjectNode note = JsonNodeFactory.instance.objectNode();
        note.put("org", run.org())
                .put("orgId", run.orgId())
                .put("startedAt", run.startedAt().toString());
        OwnFiles.write(path.resolve(RUN), writer -> writer.write(note.toString()));
    }

    /** A list that this run, or the one that it continues, has read; absent if neither has. */
    Optional<Stored> stored(OrgList list) throws IOException {
        return read(file(list)).flatMap(tree -> {
            List<ObjectNode> objects = new ArrayList<>();
            for (JsonNode element : tree.path("objects")) {
                if (!(element instanceof ObjectNode object)) {
                    return Optional.empty();
                }
                objects.add(object);
            }
            return instant(tree.path("readAt"))
                    .map(readAt ->
                            new Stored(readAt, tree.path("secretsRemoved").asInt(), objects));
        });
    }

    /** Stores a list, as a whole or not at all. */
    void store(OrgList list, Stored stored) throws IOException {
        Path unfinished = path.resolve("unfinished");
        OwnFiles.delete(unfinished);
        OwnFiles.write(unfinished, writer -> {
            writer.write("{\"readAt\":\"" + stored.readAt() + "\",\"secretsRemoved\":" + stored.secretsRemoved()
                    + ",\"objects\":");
            try (JsonLines lines = new JsonLines(writer)) {
                for (ObjectNode object : stored.objects()) {
                    lines.add(object);
                }
            }
            writer.write("}\n");
        });
        Files.move(unfinished, file(list), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether there are lists with which a later run can continue. */
    boolean hasLists() throws IOException {
        try (Stream<Path> files = lists()) {
            return files.findAny().isPresent();
        }
    }

    /** Deletes the files of a finished run. */
    void deleteRun() throws IOException {
        OwnFiles.delete(path.resolve(RUN));
        OwnFiles.delete(path.resolve("unfinished"));
        OwnFiles.delete(fresh());
        OwnFiles.delete(old());
        try (Stream<Path> files = lists()) {
            for (Path file : files.toList()) {
                OwnFiles.delete(file);
            }
        }
    }

    /** Releases the lock. Deletes the folder unless a later run can continue with its lists. */
    @Override
    public void close() {
        try (channel;
                lock) {
            OwnFiles.delete(fresh());
            if (!hasLists()) {
                deleteRun();
                OwnFiles.delete(path.resolve(LOCK));
                Files.deleteIfExists(path);
            }
        } catch (IOException _) {
            // Another run uses the folder already, or the disk refuses. No later run continues with what is left.
        }
    }

    private Path file(OrgList list) {
        // Ids may differ only in case, which some file systems ignore.
        return path.resolve(list.name().replaceAll("[A-Z]", "+$0") + ".list");
    }

    private Stream<Path> lists() throws IOException {
        return Files.list(path).filter(file -> file.toString().endsWith(".list"));
    }

    /** The JSON object in a file; absent if there is no such file or it is damaged. */
    private static Optional<ObjectNode> read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return StrictTree.read(text, StrictTree.MAX_DEPTH + LEVELS) instanceof Reading.Read<StrictTree>(StrictTree tree)
                        && tree.root() instanceof ObjectNode object
                ? Optional.of(object)
                : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return Optional.of(Instant.parse(node.asText()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
