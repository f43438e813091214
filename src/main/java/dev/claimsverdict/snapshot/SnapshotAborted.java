package dev.claimsverdict.snapshot;

/** Ends a snapshot, because further calls to the org would fail, too. */
final class SnapshotAborted extends Exception {

    private final String sentence;

    /** @param sentence the reason; it contains no text of the org */
    SnapshotAborted(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
