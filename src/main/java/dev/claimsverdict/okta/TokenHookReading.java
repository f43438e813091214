package dev.claimsverdict.okta;

import dev.claimsverdict.judge.AmrRequest;

/** What a request of Okta's token inline hook is to this program. */
public sealed interface TokenHookReading {

    /** A sign-in through an IdP that the deployment knows. */
    record SignIn(AmrRequest request, Tokens tokens) implements TokenHookReading {}

    /**
     * The tokens that Okta is about to issue: it takes patches of no others.
     *
     * @param identity whether there is an ID token
     * @param access whether there is an access token
     */
    record Tokens(boolean identity, boolean access) {}

    /**
     * A sign-in that is nothing of this deployment's.
     *
     * @param why a sentence for the log, with no text of the request in it
     */
    record Ignored(String why) implements TokenHookReading {}
}
