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
 * The folder of a snapshot. It is made, or an older snapshot is replaced, by renaming, so nobody sees a half of it. A
 * folder with anything else in it but the user's evidence is left alone.
 */
final class SnapshotFolder {

    /** The file that tells what the snapshot is. */
    static final String NOTE = "snapshot.json";

    /** The value of the note's member format. */
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

    /** What the IdPs send. Users put it there themselves, and a new snapshot keeps it. */
    private static final String EVIDENCE = "evidence.json";

    private static final int MAX_NOTE = 16 * 1024 * 1024;

    private final Path path;

    SnapshotFolder(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /** Why no folder can be there, if that is visible already. */
    Optional<String> whyNot() {
        Path name = path.getFileName();
        if (name == null || Set.of(".", "..").contains(name.toString())) {
            return Optional.of("The snapshot's folder needs a name of its own.");
        }
        return Files.isDirectory(path.resolveSibling("."))
                ? Optional.empty()
                : Optional.of("The parent folder of the snapshot's folder doesn't exist.");
    }

    /** Whether something is there that is not a snapshot. Only a run with the lock sees that for sure. */
    boolean isTaken() throws IOException {
        return exists() && orgId().isEmpty();
    }

    /** The id of the org whose snapshot is there, if there is one. */
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
     * Puts a new snapshot into the place of this one, if there is one. If that fails, the folder is as it was.
     *
     * @param fresh the new snapshot
     * @param old where this one goes meanwhile
     */
    void become(Path fresh, Path old) throws IOException {
        boolean replaces = exists();
        if (replaces) {
            if (isTaken()) {
                throw new IOException("something else has taken its place");
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
