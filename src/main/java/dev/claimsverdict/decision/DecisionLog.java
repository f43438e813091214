package dev.claimsverdict.decision;

/** Where decisions are told of: a port. What it gets has no text of a caller's in it but what {@link DecisionRecord} lets through. */
public interface DecisionLog {

    /** Tells nobody. */
    DecisionLog NONE = new DecisionLog() {
        @Override
        public void decided(DecisionRecord decision) {}

        @Override
        public void undecided(String requestId, String shape, Undecided outcome, String why) {}
    };

    /** A verdict was given. */
    void decided(DecisionRecord decision);

    /**
     * Something was passed over, or could not be judged.
     *
     * @param requestId as in {@link DecisionRecord}
     * @param shape as in {@link DecisionRecord}
     * @param outcome what became of it
     * @param why a sentence
     */
    void undecided(String requestId, String shape, Undecided outcome, String why);

    /** Why there is no verdict. */
    enum Undecided {
        /** It is nothing that is judged here, such as a System Log event of another type. */
        IGNORED,
        /** It came to a hook's route without the hook's secret, or with another. */
        WRONG_HOOK_SECRET,
        /** It can't be read. */
        UNREADABLE,
        /** A fault of this program. */
        FAILED
    }
}
