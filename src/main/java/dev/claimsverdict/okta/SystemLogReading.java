package dev.claimsverdict.okta;

import dev.claimsverdict.judge.IdpNotice;
import dev.claimsverdict.judge.IdpRequest;

/** What an event of Okta's System Log means. */
public sealed interface SystemLogReading {

    /** A change of an IdP whose configuration is in the event or in the registry. */
    record Change(IdpRequest request) implements SystemLogReading {}

    /** A change of an IdP with an unknown configuration. */
    record Notice(IdpNotice notice) implements SystemLogReading {}

    /**
     * An event that this program doesn't judge.
     *
     * @param why a sentence for the log, with no text of the event in it
     */
    record Ignored(String why) implements SystemLogReading {}
}
