package dev.claimsverdict.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What became of a snapshot. Texts have no credentials in them, but they may have the org's names, with any characters. */
public sealed interface SnapshotResult {

    /**
     * The folder is written.
     *
     * @param objects the number of objects in each file
     * @param notRead what is not in the folder, and why
     */
    record Written(Path folder, Map<String, Integer> objects, List<NotRead> notRead) implements SnapshotResult {
        public Written {
            objects = Map.copyOf(objects);
            notRead = List.copyOf(notRead);
        }

        /** Whether the org refused nothing, and nothing failed. */
        public boolean whole() {
            return notRead.stream().noneMatch(each -> each.reason().incomplete());
        }
    }

    /** The request is wrong: nothing was read or written. */
    record WrongUsage(String sentence) implements SnapshotResult {}

    /**
     * The org can't be reached, or it refuses the credentials. The folder is as it was.
     *
     * @param continues whether a part was read, which the next run into the same folder takes over
     */
    record Unreachable(String sentence, boolean continues) implements SnapshotResult {}

    /** The disk refuses the snapshot. The folder is as it was. */
    record NotWritten(String sentence) implements SnapshotResult {}
}
