package dev.claimsverdict.cli;

/** The exit statuses of the program (docs/command-line.md). Those from 64 on are those of sysexits.h. */
public final class ExitStatus {

    /** Nothing fails. */
    public static final int OK = 0;

    /** A file is at risk or has a finding, and {@code --fail-on} says that this fails. */
    public static final int AT_RISK = 1;

    /** A file breaks sign-in, or can't be judged. */
    public static final int BREAKING = 2;

    /** A snapshot is written, but the org refused a part of it. */
    public static final int INCOMPLETE = 3;

    /** Wrong usage, or a file that can't be opened ({@code EX_USAGE}): nothing counts as judged. */
    public static final int USAGE = 64;

    /** The org can't be reached, or it refuses the credentials ({@code EX_UNAVAILABLE}). */
    public static final int UNAVAILABLE = 69;

    /** An internal error ({@code EX_SOFTWARE}): nothing counts as judged. */
    public static final int FAULT = 70;

    /** The report could not be written ({@code EX_IOERR}). */
    public static final int NOT_WRITTEN = 74;

    private ExitStatus() {}
}
