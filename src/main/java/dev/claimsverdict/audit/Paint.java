package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.OrgVerdict;
import java.util.regex.Pattern;

/**
 * Colour for words of this program on a terminal. No colour says what the words don't.
 *
 * @param on whether there may be colour
 */
record Paint(boolean on) {

    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String GREY = "2";

    private static final Pattern PAINT = Pattern.compile("\u001b\\[[0-9]*m");

    String of(ConfigurationVerdict.Outcome outcome, String words) {
        return paint(
                switch (outcome) {
                    case INVALID, BREAKING -> RED;
                    case AT_RISK -> YELLOW;
                    case SAFE -> GREEN;
                },
                words);
    }

    String of(OrgVerdict.Outcome outcome, String words) {
        return paint(
                switch (outcome) {
                    case REJECTED -> RED;
                    case STEP_UP -> YELLOW;
                    case ACCEPTED -> GREEN;
                    case UNKNOWN -> GREY;
                },
                words);
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

    private String paint(String color, String words) {
        return on ? "\u001b[" + color + "m" + words + "\u001b[0m" : words;
    }

    /** The text as it is seen. */
    static String without(String text) {
        return PAINT.matcher(text).replaceAll("");
    }
}
