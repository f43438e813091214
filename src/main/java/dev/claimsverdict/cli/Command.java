package dev.claimsverdict.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One of the program's commands. Code builds its options and help, not picocli's annotations: those need reflection,
 * which makes a native executable larger.
 */
interface Command {

    /** Its name, parameters and help. {@link Options#common} adds the options that all commands have. */
    CommandSpec spec();

    /**
     * Runs it and gives its exit status. Throws IOException if standard output or error can't be written, and Refusal
     * before anything is.
     *
     * @param given the arguments after the command's name
     * @param common the options that all commands have
     */
    int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal;
}
