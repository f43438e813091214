package dev.claimsverdict.cli;

import java.io.File;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Makes options and parameters, and reads what the user gave for them. */
final class Options {

    private Options() {}

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** An option with a value of any text. */
    static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with a file or a folder as its value. */
    static OptionSpec path(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(File.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with one of these words as its value. {@link #word} reads it. */
    static OptionSpec words(String name, List<String> words, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(String.join("|", words))
                .completionCandidates(words)
                .description(description)
                .build();
    }

    /** Files or folders, at least {@code atLeast} of them. */
    static PositionalParamSpec paths(String label, int atLeast, String description) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(File.class)
                .arity(atLeast + "..*")
                .required(atLeast > 0)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Whether the option was given. */
    static boolean given(ParseResult given, String name) {
        return given.hasMatchedOption(name);
    }

    /** The value of an option, as the user wrote it. */
    static Optional<String> value(ParseResult given, String name) {
        return values(given, name).stream().findFirst();
    }

    /** The values of an option that may be given more than once, as the user wrote them. */
    static List<String> values(ParseResult given, String name) {
        return given.hasMatchedOption(name) ? given.matchedOption(name).originalStringValues() : List.of();
    }

    /** The values of the parameters without a name, as the user wrote them. */
    static List<String> positional(ParseResult given) {
        return given.matchedPositionals().stream()
                .map(ArgSpec::originalStringValues)
                .flatMap(List::stream)
                .toList();
    }

    /** The value of an option made by {@link #words}. Throws Refusal if it isn't one of the words. */
    static Optional<String> word(ParseResult given, String name) throws Refusal {
        Optional<String> value = value(given, name);
        if (value.isPresent()) {
            List<String> words = words(given.matchedOption(name));
            if (!words.contains(value.get())) {
                throw Refusal.usage(name + " must be " + listed(words) + ".");
            }
        }
        return value;
    }

    private static List<String> words(OptionSpec option) {
        return List.of(option.paramLabel().split("\\|"));
    }

    private static String listed(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** Adds the options that all commands have. */
    static CommandSpec common(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("-q", CommonOptions.QUIET)
                        .type(boolean.class)
                        .description("Leave out progress, notes, and verdicts that don't fail.")
                        .build())
                .addOption(words(
                        CommonOptions.COLOR,
                        CommonOptions.WHEN,
                        "Color in text. auto (the default): on a terminal, unless NO_COLOR is set or TERM is dumb."))
                .addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
    }
}
