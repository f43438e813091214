package dev.claimsverdict.cli;

import java.io.IOException;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code claims-verdict generate-completion}: prints the script with which bash and zsh complete the program's words.
 */
final class CompletionCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("generate-completion");
        spec.usageMessage()
                .description("Prints a script that lets bash and zsh complete commands, options and files.")
                .footer(
                        "",
                        "Put this into ~/.bashrc or ~/.zshrc:",
                        "",
                        "  source <(claims-verdict generate-completion)");
        return spec;
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException {
        surroundings.write(AutoComplete.bash(
                given.commandSpec().root().name(), given.commandSpec().root().commandLine()));
        return ExitStatus.OK;
    }
}
