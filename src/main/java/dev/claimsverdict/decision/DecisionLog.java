package dev.claimsverdict.decision;

/** A log of decisions. The only text of callers in it is what {@link DecisionRecord} lets through. */
public interface DecisionLog {

    /** Logs nothing. */
    DecisionLog NONE = new DecisionLog() {
        @Override
        public void decided(DecisionRecord decision) {}

        @Override
        public void undecided(String requestId, String shape, Undecided outcome, String why) {}
    };

    /** Logs a verdict. */
    void decided(DecisionRecord decision);

    /**
     * Logs that something was ignored or could not be judged.
     *
     * @param requestId as in {@link DecisionRecord}
     * @param shape as in {@link DecisionRecord}
     * @param outcome why there is no verdict
     * @param why an explanation without text of the request
     */
    void undecided(String requestId, String shape, Undecided outcome, String why);

    /** Why there is no verdict. */
    enum Undecided {
        /** This program doesn't judge it, such as a System Log event of another type. */
        IGNORED,
        /** It came to a hook's route without the right secret. */
        WRONG_HOOK_SECRET,
        /** It can't be read. */
        UNREADABLE,
        /** This program has a fault. */
        FAILED
    }
}
