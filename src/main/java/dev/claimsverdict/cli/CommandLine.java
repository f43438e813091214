package dev.claimsverdict.cli;

import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.decision.RequestKind;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line for pipelines: judges files as the function judges requests. Reads no setting and uses no network.
 */
public final class CommandLine {

    /** All files are safe; without {@code --strict}, files may be at risk. */
    public static final int SAFE = 0;

    /** A file is at risk, and {@code --strict} is set. */
    public static final int AT_RISK = 1;

    /** A file breaks sign-in, or can't be judged. */
    public static final int BREAKING = 2;

    /** Wrong arguments, or a file that can't be opened ({@code EX_USAGE} of sysexits.h). */
    public static final int USAGE = 64;

    /** A fault of this program ({@code EX_SOFTWARE}): nothing counts as judged. */
    public static final int FAULT = 70;

    /** The report could not be written ({@code EX_IOERR}). */
    public static final int NOT_WRITTEN = 74;

    /** The number of files from which progress is shown. */
    static final int MANY_FILES = 20;

    static final String HELP = """
        Will these changes of Okta identity providers break sign-in?

        Usage: claims-verdict lint [--format text|json|sarif] [--strict] FILE...

        A FILE is an IdP object as Okta's Management API gives it, a request to judge a change
        of one ({"before": ..., "after": ...}), or a Terraform plan (terraform show -json).
        - is standard input.

          --format   text for people (the default), json, or sarif (SARIF 2.1.0)
          --strict   exit with 1 if a file is at risk
          --help     say this

        Exit status: 0 safe (or at risk, without --strict), 1 at risk (with --strict),
        2 breaking sign-in, invalid, or nothing that can be judged, 64 wrong usage or a file that
        can't be opened (then none is judged), 70 a fault of the program, 74 no report written.

        Limits: 64 MiB a file; 32 levels of nesting, 500 in a plan; 1,000 changes of IdPs in a
        plan. Files are JSON in UTF-8. Nothing is sent anywhere.
        """;

    private static final Set<String> COMMANDS = Set.of("lint", "help", "--help", "-h");

    private static final Origin ORIGIN = new Origin("", "COMMAND_LINE");

    /** Files contain no tokens to verify. */
    private static final TokenVerifier NO_TOKENS = new TokenVerifier(
            (_, _, _) -> new KeySource.Keys.Unavailable("The command line verifies no tokens."), (_, _, _, _) -> false);

    private final Decisions decisions;

    /** A program whose decision ids depend on this clock's second. Nothing else depends on the clock. */
    public CommandLine(Clock clock) {
        Judges judges = Judges.of(RequestSettings.DEFAULT, Registry.EMPTY, NO_TOKENS, clock);
        this.decisions = new Decisions(judges, DecisionLog.NONE);
    }

    /** Whether these arguments are for the command line. Options at the start are for the runtime of the function. */
    public static boolean takes(List<String> arguments) {
        return !arguments.isEmpty()
                && (COMMANDS.contains(arguments.getFirst())
                        || !arguments.getFirst().startsWith("-"));
    }

    /**
     * Runs the program and gives its exit status.
     *
     * @param out receives the report and nothing else, in UTF-8
     * @param err receives errors and progress
     */
    public int run(List<String> arguments, InputStream in, OutputStream out, OutputStream err) {
        try {
            return switch (Arguments.of(arguments)) {
                case Arguments.Help() -> {
                    write(out, HELP);
                    yield SAFE;
                }
                case Arguments.Wrong(String reason) -> {
                    say(err, reason + " Try claims-verdict --help.");
                    yield USAGE;
                }
                case Arguments.Lint lint -> lint(lint, in, out, err);
            };
        } catch (IOException _) {
            return NOT_WRITTEN;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return fault(err, fault);
        }
    }

    /** A fault's message may contain input text, so only its class is shown. */
    private static int fault(OutputStream err, Throwable fault) {
        try {
            say(
                    err,
                    "A fault of the program: nothing was judged: "
                            + fault.getClass().getName());
        } catch (IOException _) {
            // The exit status reports it.
        }
        return FAULT;
    }

    private int lint(Arguments.Lint lint, InputStream in, OutputStream out, OutputStream err) throws IOException {
        boolean allThere = true;
        for (String file : lint.files()) {
            String why = InputFile.whyNot(file).orElse("");
            if (!why.isEmpty()) {
                allThere = false;
                say(err, file + " " + why + ".");
            }
        }
        if (!allThere) {
            return USAGE;
        }
        List<Judged> judged = new ArrayList<>();
        int total = lint.files().size();
        for (String file : lint.files()) {
            byte[] bytes;
            try {
                bytes = InputFile.read(file, in);
            } catch (IOException _) {
                say(err, file + " could not be read.");
                return USAGE;
            }
            judged.add(judge(file, bytes));
            int done = judged.size();
            if (total >= MANY_FILES && done * 10L / total > (done - 1) * 10L / total) {
                say(err, done + " of " + total + " files judged");
            }
        }
        write(
                out,
                switch (lint.format()) {
                    case TEXT -> TextReport.of(judged);
                    case JSON -> JsonReport.of(judged);
                    case SARIF -> SarifReport.of(judged);
                });
        return status(Judged.worst(judged), lint.strict());
    }

    private Judged judge(String file, byte[] bytes) {
        return switch (Content.of(bytes)) {
            case Content.Json json ->
                Judged.of(file, decisions.decide(RequestKind.IDP, json.tree(), ORIGIN), json.text());
            case Content.Unreadable unreadable ->
                new Judged(file, new Judged.Result.NoRequest(unreadable.problem()), Lines.allAt(unreadable.line()));
        };
    }

    private static int status(Outcome worst, boolean strict) {
        return switch (worst) {
            case SAFE -> SAFE;
            case AT_RISK -> strict ? AT_RISK : SAFE;
            case BREAKING, INVALID -> BREAKING;
        };
    }

    private static void say(OutputStream err, String sentence) throws IOException {
        write(err, "claims-verdict: " + TextReport.printable(sentence) + "\n");
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
