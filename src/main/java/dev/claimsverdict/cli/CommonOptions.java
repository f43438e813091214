package dev.claimsverdict.cli;

import java.util.List;

/**
 * The options that all commands have, before or after the command's name.
 *
 * @param quiet whether to leave out progress, notes and verdicts that don't fail
 * @param color whether text on standard output may have color
 */
record CommonOptions(boolean quiet, boolean color) {

    static final String QUIET = "--quiet";
    static final String COLOR = "--color";

    /** The values of {@link #COLOR}. */
    static final List<String> WHEN = List.of("auto", "always", "never");

    /**
     * The options as given. {@code NO_COLOR} counts if it isn't empty, and an option overrides it (<a
     * href="https://no-color.org">source</a>).
     */
    static CommonOptions of(boolean quiet, String when, Surroundings surroundings) {
        boolean wanted = surroundings.terminal()
                && surroundings.variable("NO_COLOR").isEmpty()
                && surroundings.variable("TERM").filter("dumb"::equals).isEmpty();
        return new CommonOptions(quiet, when.equals("always") || when.equals("auto") && wanted);
    }
}
