package dev.claimsverdict.fetch;

import java.io.IOException;

/** A fetch returned no JWKS. The sentence says why and contains nothing of the answer. */
public final class FetchFailed extends IOException {

    private final String sentence;

    /** @param sentence the reason, without text from outside */
    public FetchFailed(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** The reason, without text from outside. */
    public String sentence() {
        return sentence;
    }
}
