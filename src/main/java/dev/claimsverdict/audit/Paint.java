package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.OrgVerdict;
import java.util.regex.Pattern;

/**
 * Colors words on a terminal. A color never says more than the word.
 *
 * @param on whether to use color
 */
record Paint(boolean on) {

    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String GREY = "2";

    private static final Pattern PAINT = Pattern.compile("\u001b\\[[0-9]*m");

    /** The word of an outcome, in at least this many columns. */
    String of(ConfigurationVerdict.Outcome outcome, int columns) {
        return padded(
                switch (outcome) {
                    case INVALID, BREAKING -> RED;
                    case AT_RISK -> YELLOW;
                    case SAFE -> GREEN;
                },
                outcome.name(),
                columns);
    }

    /** Words about a cell with this outcome, in at least this many columns. */
    String of(OrgVerdict.Outcome outcome, String words, int columns) {
        return padded(
                switch (outcome) {
                    case REJECTED -> RED;
                    case STEP_UP -> YELLOW;
                    case ACCEPTED -> GREEN;
                    case UNKNOWN -> GREY;
                },
                words,
                columns);
    }

    String of(Level level) {
        return paint(
                switch (level) {
                    case ERROR -> RED;
                    case WARNING -> YELLOW;
                    case INFO -> GREY;
                },
                level.name());
    }

    private String padded(String color, String words, int columns) {
        return paint(color, words) + " ".repeat(Math.max(0, columns - words.length()));
    }

    private String paint(String color, String words) {
        return on ? "\u001b[" + color + "m" + words + "\u001b[0m" : words;
    }

    /** The text without its colors. */
    static String without(String text) {
        return PAINT.matcher(text).replaceAll("");
    }
}
