package dev.claimsverdict.event;

/** Where decisions are told of: a port. What it gets has no text of a caller's in it but what {@link Decision} lets through. */
public interface DecisionLog {

    /** A verdict was given. */
    void decided(Decision decision);

    /**
     * Something was passed over, or could not be judged.
     *
     * @param requestId as in {@link Decision}
     * @param shape as in {@link Decision}
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
