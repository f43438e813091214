package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.snapshot.Progress;
import java.io.IOException;
import java.time.Duration;

/**
 * Shows a snapshot's progress on standard error: on a terminal as a bar, otherwise in a few lines, however large the
 * org is. Ignores write errors, because the folder matters more.
 */
final class SnapshotProgress implements Progress {

    /** The most lines about waiting. */
    static final int MAX_WAITS = 20;

    private static final int BAR = 20;

    /** A line of this length fits every terminal without wrapping. */
    private static final int WIDTH = 79;

    private static final String CLEAR = "\r\u001b[K";

    private final Surroundings surroundings;
    private final boolean bar;
    private final boolean quiet;

    private int tenths = -1;
    private int totalBefore;
    private int waits;
    private String shown = "";

    private SnapshotProgress(Surroundings surroundings, boolean bar, boolean quiet) {
        this.surroundings = surroundings;
        this.bar = bar;
        this.quiet = quiet;
    }

    static SnapshotProgress on(Surroundings surroundings, CommonOptions common) {
        boolean dumb = surroundings.variable("TERM").filter("dumb"::equals).isPresent();
        return new SnapshotProgress(surroundings, surroundings.terminal() && !dumb, common.quiet());
    }

    @Override
    public void reading(String title, int done, int total) {
        if (bar) {
            int full = total == 0 ? 0 : done * BAR / total;
            show("[" + "=".repeat(full) + ".".repeat(BAR - full) + "] " + done + "/" + total + " " + title);
            return;
        }
        int now = total == 0 ? 0 : done * 10 / total;
        if (now != tenths || total != totalBefore) {
            tenths = now;
            totalBefore = total;
            say(done + " of " + total + " lists read");
        }
    }

    @Override
    public void waiting(Duration duration, String why) {
        String sentence = "Waiting " + duration.toSeconds() + " s: " + why + ".";
        if (bar) {
            show(sentence);
            return;
        }
        waits++;
        if (waits <= MAX_WAITS) {
            say(sentence);
        }
    }

    @Override
    public void note(String sentence) {
        clear();
        say(sentence);
    }

    /** Removes the bar, so that what follows begins on an empty line. */
    void end() {
        clear();
    }

    private void clear() {
        if (!shown.isEmpty()) {
            write(CLEAR);
            shown = "";
        }
    }

    private void show(String line) {
        String printable = Printable.text(line);
        shown = printable.codePointCount(0, printable.length()) > WIDTH
                ? printable.substring(0, printable.offsetByCodePoints(0, WIDTH))
                : printable;
        write(CLEAR + shown);
    }

    private void say(String sentence) {
        if (quiet) {
            return;
        }
        try {
            surroundings.say(sentence);
        } catch (IOException _) {
            // The folder matters more.
        }
    }

    private void write(String text) {
        if (quiet) {
            return;
        }
        try {
            surroundings.explain(text);
        } catch (IOException _) {
            // The folder matters more.
        }
    }
}
