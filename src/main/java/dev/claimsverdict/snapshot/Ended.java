package dev.claimsverdict.snapshot;

/** The org can't be read any further: further calls would fail, too. */
final class Ended extends Exception {

    private final String sentence;

    /** @param sentence the reason, without text of the org */
    Ended(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
