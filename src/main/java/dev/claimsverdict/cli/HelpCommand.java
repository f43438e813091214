package dev.claimsverdict.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict help [COMMAND]}: the same as {@code --help}. */
final class HelpCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("help");
        spec.usageMessage().description("Shows the help of the program or of a command.");
        return spec.addPositional(PositionalParamSpec.builder()
                .type(String.class)
                .arity("0..1")
                .paramLabel("COMMAND")
                .description("The command to explain.")
                .build());
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        CommandLine program = given.commandSpec().root().commandLine();
        Map<String, CommandLine> commands = program.getSubcommands();
        List<String> names = Options.positional(given);
        CommandLine asked = names.isEmpty() ? program : commands.get(names.getFirst());
        if (asked == null) {
            throw Refusal.usage("There is no command " + names.getFirst() + ". Commands: "
                    + String.join(", ", commands.keySet()) + ".");
        }
        surroundings.write(asked.getUsageMessage(Ansi.OFF));
        return ExitStatus.OK;
    }
}
