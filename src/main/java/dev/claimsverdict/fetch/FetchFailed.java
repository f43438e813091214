package dev.claimsverdict.fetch;

import java.io.IOException;

/** No JWKS came, for a reason that has its own sentence. The sentence has nothing of the answer in it. */
public final class FetchFailed extends IOException {

    /** @param sentence says why, without text from outside */
    public FetchFailed(String sentence) {
        super(sentence);
    }
}
