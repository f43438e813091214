package dev.claimsverdict.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One of the program's commands. Its options and its help are made in code, not by picocli's annotations: these need
 * reflection, which costs a native executable space.
 */
interface Command {

    /** Its name, parameters and help. {@link Options#common} adds what all commands have. */
    CommandSpec spec();

    /**
     * Runs it and gives its exit status. Throws IOException if standard output or error can't be written, and Refusal
     * before anything is.
     *
     * @param given what stood behind the command's name
     * @param common the options that all commands have
     */
    int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal;
}
