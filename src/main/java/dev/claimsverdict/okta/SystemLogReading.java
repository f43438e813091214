package dev.claimsverdict.okta;

import dev.claimsverdict.judge.IdpNotice;
import dev.claimsverdict.judge.IdpRequest;

/** What an event of Okta's System Log is to this program. */
public sealed interface SystemLogReading {

    /** A change of an IdP whose configuration the event has, or the deployment knows. */
    record Change(IdpRequest request) implements SystemLogReading {}

    /** A change of an IdP of which no more is known. */
    record Notice(IdpNotice notice) implements SystemLogReading {}

    /**
     * Nothing that is judged here.
     *
     * @param why a sentence for the log, with no text of the event in it
     */
    record Ignored(String why) implements SystemLogReading {}
}
