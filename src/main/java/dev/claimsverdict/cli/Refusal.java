package dev.claimsverdict.cli;

import java.util.List;

/** A command can't do what it was asked to do. It has written nothing yet. */
final class Refusal extends Exception {

    private final int status;
    private final List<String> sentences;

    private Refusal(int status, List<String> sentences) {
        super(String.join(" ", sentences));
        this.status = status;
        this.sentences = List.copyOf(sentences);
    }

    /** Wrong usage, or a file that can't be opened. Each sentence says one thing that is wrong. */
    static Refusal usage(List<String> sentences) {
        return new Refusal(ExitStatus.USAGE, sentences);
    }

    /** Wrong usage, or a file that can't be opened. */
    static Refusal usage(String sentence) {
        return usage(List.of(sentence));
    }

    /** A refusal with this exit status. */
    static Refusal of(int status, String sentence) {
        return of(status, List.of(sentence));
    }

    /** A refusal with this exit status. Each sentence says one thing that is wrong. */
    static Refusal of(int status, List<String> sentences) {
        return new Refusal(status, sentences);
    }

    int status() {
        return status;
    }

    /** The sentences for the user. */
    List<String> sentences() {
        return sentences;
    }
}
