package dev.claimsverdict.testing;

import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A log that a test can read. */
public final class TestLog implements DecisionLog {

    /** The decisions, in their order. */
    public final List<DecisionRecord> decisions = Collections.synchronizedList(new ArrayList<>());

    /** What was not decided, as {@code OUTCOME: why}. */
    public final List<String> undecided = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void decided(DecisionRecord decision) {
        decisions.add(decision);
    }

    @Override
    public void undecided(String requestId, String shape, Undecided outcome, String why) {
        undecided.add(outcome + ": " + why);
    }

    /** The verdicts, in their order. */
    public List<String> verdicts() {
        return decisions.stream().map(DecisionRecord::verdict).toList();
    }
}
