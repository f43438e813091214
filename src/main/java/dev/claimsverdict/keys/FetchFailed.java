package dev.claimsverdict.keys;

import java.io.IOException;

/** No JWKS came, for a reason that has its own sentence. The sentence has nothing of the answer in it. */
final class FetchFailed extends IOException {

    FetchFailed(String sentence) {
        super(sentence);
    }
}
