package dev.claimsverdict.fetch;

import java.io.IOException;

/** No JWKS came, for a reason that has its own sentence. The sentence has nothing of the answer in it. */
public final class FetchFailed extends IOException {

    private final String sentence;

    /** @param sentence says why, without text from outside */
    public FetchFailed(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** Why, without text from outside. */
    public String sentence() {
        return sentence;
    }
}
