package dev.claimsverdict.cli;

import dev.claimsverdict.token.TokenVerifier;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program for people and pipelines, {@code claims-verdict}: its commands, its help and its exit statuses. */
public final class ClaimsVerdict {

    /** The name to call it by. */
    static final String NAME = "claims-verdict";

    private static final int HELP_WIDTH = 100;

    private final List<Command> commands;

    /** The program with all its commands. It verifies no tokens. */
    public ClaimsVerdict() {
        this(_ -> LintCommand.NO_TOKENS, Optional.empty());
    }

    /**
     * The program with all its commands.
     *
     * @param verifier makes the verifier of tokens; called only when there is a token with its keys
     * @param server what {@code serve} starts; without it the command says which artefact has it
     */
    public ClaimsVerdict(Function<Clock, TokenVerifier> verifier, Optional<LocalServer> server) {
        this(verifier, server, FindingsPage::text);
    }

    /** The program with this page of findings. */
    ClaimsVerdict(Function<Clock, TokenVerifier> verifier, Optional<LocalServer> server, Supplier<String> findings) {
        this(List.of(
                new LintCommand(),
                new AuditCommand(),
                new ExplainCommand(verifier),
                new SnapshotCommand(),
                new FindingsCommand(findings),
                new ServeCommand(server),
                new CompletionCommand(),
                new HelpCommand()));
    }

    private ClaimsVerdict(List<Command> commands) {
        this.commands = commands;
    }

    /**
     * Runs the program and gives its exit status ({@link ExitStatus}). Throws nothing: an internal error is an exit
     * status, too.
     */
    public int run(List<String> arguments, Surroundings surroundings) {
        try {
            return parsed(arguments, surroundings);
        } catch (IOException _) {
            return ExitStatus.NOT_WRITTEN;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return fault(surroundings, fault);
        }
    }

    private int parsed(List<String> arguments, Surroundings surroundings) throws IOException {
        CommandLine program = program();
        if (arguments.isEmpty()) {
            surroundings.explain(usage(program));
            return ExitStatus.USAGE;
        }
        try {
            ParseResult all = program.parseArgs(arguments.toArray(String[]::new));
            ParseResult given = all.hasSubcommand() ? all.subcommand() : all;
            if (all.isUsageHelpRequested() || given.isUsageHelpRequested()) {
                surroundings.write(usage(given.commandSpec().commandLine()));
                return ExitStatus.OK;
            }
            if (all.isVersionHelpRequested()) {
                surroundings.write(NAME + " " + Version.NUMBER + "\n");
                return ExitStatus.OK;
            }
            if (!all.hasSubcommand()) {
                throw Refusal.usage("A command is missing.");
            }
            return ((Command) given.commandSpec().userObject())
                    .run(given, common(all, given, surroundings), surroundings);
        } catch (ParameterException wrong) {
            return refused(sentence(wrong), wrong.getCommandLine(), surroundings);
        } catch (Refusal refusal) {
            for (String sentence : refusal.sentences()) {
                surroundings.say(sentence);
            }
            return refusal.status();
        }
    }

    private static CommonOptions common(ParseResult all, ParseResult given, Surroundings surroundings) throws Refusal {
        Optional<String> color = Options.word(given, CommonOptions.COLOR);
        if (color.isEmpty()) {
            color = Options.word(all, CommonOptions.COLOR);
        }
        return CommonOptions.of(
                Options.given(all, CommonOptions.QUIET) || Options.given(given, CommonOptions.QUIET),
                color.orElse("auto"),
                surroundings);
    }

    private CommandLine program() {
        CommandSpec program = Options.common(CommandSpec.create().name(NAME))
                .addOption(OptionSpec.builder("-V", "--version")
                        .type(boolean.class)
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        program.usageMessage()
                .header("Will these changes of Okta identity providers break sign-in?", "")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n")
                .footer("", "Run claims-verdict COMMAND --help for more.");
        for (Command command : commands) {
            CommandSpec spec = Options.common(command.spec());
            spec.usageMessage()
                    .abbreviateSynopsis(true)
                    .parameterListHeading("%n")
                    .optionListHeading("%nOptions:%n");
            program.addSubcommand(spec.name(), spec);
        }
        return new CommandLine(program)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH);
    }

    private static String usage(CommandLine line) {
        return line.getUsageMessage(Ansi.OFF);
    }

    private static int refused(String sentence, CommandLine line, Surroundings surroundings) throws IOException {
        surroundings.say(sentence + " Try " + line.getCommandSpec().qualifiedName() + " --help.");
        return ExitStatus.USAGE;
    }

    /** A clearer sentence than picocli's, which speaks of an "argument at index 0". */
    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            String what = unmatched.isUnknownOption() ? "option" : "command";
            return "There is no " + what + " " + first + "." + near(first, unmatched.getSuggestions());
        }
        String message = Objects.requireNonNull(wrong.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /**
     * picocli always suggests something. A typing error usually isn't in the first letter, so others are no likely
     * suggestion.
     */
    private static String near(String written, List<String> suggestions) {
        return suggestions.stream()
                .filter(each -> letters(each).regionMatches(true, 0, letters(written), 0, 1))
                .findFirst()
                .map(each -> " Did you mean " + each + "?")
                .orElse("");
    }

    private static String letters(String word) {
        return word.replaceAll("^-+", "");
    }

    /** An exception's message may contain input text, so only its class is shown. */
    private static int fault(Surroundings surroundings, Throwable fault) {
        try {
            surroundings.say("An internal error, so nothing was judged: "
                    + fault.getClass().getName());
        } catch (IOException _) {
            // The exit status reports it.
        }
        return ExitStatus.FAULT;
    }
}
