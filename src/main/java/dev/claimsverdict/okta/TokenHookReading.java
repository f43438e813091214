package dev.claimsverdict.okta;

import dev.claimsverdict.judge.AmrRequest;

/** What a request of Okta's token inline hook means. */
public sealed interface TokenHookReading {

    /** A sign-in through an IdP of the registry. */
    record SignIn(AmrRequest request, Tokens tokens) implements TokenHookReading {}

    /**
     * The tokens that Okta is about to issue. It accepts patches only for these.
     *
     * @param identity whether there is an ID token
     * @param access whether there is an access token
     */
    record Tokens(boolean identity, boolean access) {}

    /**
     * A sign-in that isn't through an IdP of the registry.
     *
     * @param why a sentence for the log, with no text of the request in it
     */
    record Ignored(String why) implements TokenHookReading {}
}
