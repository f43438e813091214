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
     * @param verifier makes what verifies tokens; called only when there is a token with its keys
     * @param server what {@code serve} starts; without it the command says where it is to be had
     */
    public ClaimsVerdict(Function<Clock, TokenVerifier> verifier, Optional<LocalServer> server) {
        this(verifier, server, FindingsPage::text);
    }

    /** The program with that page of findings. */
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
     * Runs the program and gives its exit status ({@link ExitStatus}). Throws nothing: a fault of the program is an exit
     * status too.
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
                .footer("", "claims-verdict COMMAND --help says more.");
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

    /** In this program's words: picocli's say "argument at index 0". */
    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            String what = unmatched.isUnknownOption() ? "option" : "command";
            return "There is no " + what + " " + first + "." + near(first, unmatched.getSuggestions());
        }
        String message = Objects.requireNonNull(wrong.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /** picocli always suggests something; a slip of the keys mostly leaves the first letter as it is. */
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

    /** A fault's message may contain input text, so only its class is shown. */
    private static int fault(Surroundings surroundings, Throwable fault) {
        try {
            surroundings.say("A fault of the program: nothing was judged: "
                    + fault.getClass().getName());
        } catch (IOException _) {
            // The exit status reports it.
        }
        return ExitStatus.FAULT;
    }
}
