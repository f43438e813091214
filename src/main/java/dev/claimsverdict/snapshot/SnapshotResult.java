package dev.claimsverdict.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The result of taking a snapshot. The texts never contain credentials, but may contain names from the org with any
 * characters.
 */
public sealed interface SnapshotResult {

    /**
     * The snapshot was written.
     *
     * @param objects the number of objects, by the name of the file
     * @param notRead the lists that aren't in the snapshot, and why
     */
    record Written(Path folder, Map<String, Integer> objects, List<NotRead> notRead) implements SnapshotResult {
        public Written {
            objects = Map.copyOf(objects);
            notRead = List.copyOf(notRead);
        }

        /** Whether the snapshot is complete. */
        public boolean whole() {
            return notRead.stream().noneMatch(each -> each.reason().incomplete());
        }
    }

    /** The request is wrong. Nothing was written. */
    record WrongUsage(String sentence) implements SnapshotResult {}

    /**
     * The org can't be reached, or it refuses the credentials. The folder is as it was.
     *
     * @param continues whether the next run into the same folder continues this one, because some lists were read
     */
    record Unreachable(String sentence, boolean continues) implements SnapshotResult {}

    /** The snapshot can't be written to the disk. The folder is as it was. */
    record NotWritten(String sentence) implements SnapshotResult {}
}
