package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a snapshot. It appears, or replaces an older snapshot, by a rename, so nobody sees a half-written one. A
 * folder with other files than a snapshot's and the user's evidence is never touched.
 */
final class SnapshotFolder {

    /** The file that describes the snapshot. */
    static final String NOTE = "snapshot.json";

    /** The value of the member {@code format} in that file. */
    static final String FORMAT = "claims-verdict-snapshot";

    private static final Set<String> OWN = Set.of(
            "idps.json",
            "keys.json",
            "policies.json",
            "rules.json",
            "authenticators.json",
            "features.json",
            "org.json",
            NOTE);

    /** Evidence of what the IdPs send. Users put it there themselves, and a new snapshot keeps it. */
    private static final String EVIDENCE = "evidence.json";

    private static final int MAX_NOTE = 16 * 1024 * 1024;

    private final Path path;

    SnapshotFolder(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /** A sentence that says why there can be no folder with this path, if so. */
    Optional<String> pathFault() {
        Path name = path.getFileName();
        if (name == null || Set.of(".", "..").contains(name.toString())) {
            return Optional.of("The snapshot's folder needs a name of its own.");
        }
        return Files.isDirectory(path.resolveSibling("."))
                ? Optional.empty()
                : Optional.of("The parent folder of the snapshot's folder doesn't exist.");
    }

    /** Whether the path exists and isn't a snapshot. The answer is reliable only while this run holds the lock. */
    boolean isTaken() throws IOException {
        return exists() && orgId().isEmpty();
    }

    /** The id of the org whose snapshot is in the folder; absent if there is no snapshot. */
    Optional<String> orgId() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || holdsOthers()) {
            return Optional.empty();
        }
        Path note = path.resolve(NOTE);
        if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS) || Files.size(note) > MAX_NOTE) {
            return Optional.empty();
        }
        if (!(StrictTree.read(Files.readAllBytes(note)) instanceof Reading.Read<StrictTree>(StrictTree tree))) {
            return Optional.empty();
        }
        JsonNode root = tree.root();
        return root.path("format").asText().equals(FORMAT)
                ? Optional.of(root.path("orgId").asText())
                : Optional.empty();
    }

    /**
     * Moves a new snapshot to this place. If that fails, the folder is as it was.
     *
     * @param fresh the new snapshot
     * @param old where the existing snapshot goes, if there is one
     */
    void replaceWith(Path fresh, Path old) throws IOException {
        boolean replaces = exists();
        if (replaces) {
            if (isTaken()) {
                throw new IOException("the folder is no longer a snapshot");
            }
            Path evidence = path.resolve(EVIDENCE);
            if (Files.exists(evidence, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(
                        evidence,
                        fresh.resolve(EVIDENCE),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.move(path, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(old, path, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean holdsOthers() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file -> !OWN.contains(file) && !file.equals(EVIDENCE));
        }
    }
}
