package dev.claimsverdict.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The command line's arguments. */
sealed interface Arguments {

    /** Judge files. They are in their order, with {@link InputFile#STANDARD_INPUT} at most once. */
    record Lint(List<String> files, Format format, boolean strict) implements Arguments {
        public Lint {
            files = List.copyOf(files);
        }
    }

    /** Show the help. */
    record Help() implements Arguments {}

    /** The arguments are wrong, and why. */
    record Wrong(String reason) implements Arguments {}

    /** The format of the report. */
    enum Format {
        TEXT,
        JSON,
        SARIF;

        private static Optional<Format> of(String word) {
            return Arrays.stream(values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    /** Reads the arguments of the program. */
    static Arguments of(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Wrong("A command is missing.");
        }
        return switch (arguments.getFirst()) {
            case "help", "--help", "-h" -> new Help();
            case "lint" -> lint(arguments.subList(1, arguments.size()));
            default -> new Wrong("The command is unknown. Known commands: lint.");
        };
    }

    private static Arguments lint(List<String> arguments) {
        List<String> files = new ArrayList<>();
        String format = "text";
        boolean strict = false;
        boolean options = true;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!options || !argument.startsWith("-") || argument.equals(InputFile.STANDARD_INPUT)) {
                files.add(argument);
            } else if (argument.equals("--")) {
                options = false;
            } else if (argument.equals("--help") || argument.equals("-h")) {
                return new Help();
            } else if (argument.equals("--strict")) {
                strict = true;
            } else if (argument.startsWith("--format=")) {
                format = argument.substring("--format=".length());
            } else if (argument.equals("--format")) {
                i++;
                format = i < arguments.size() ? arguments.get(i) : "";
            } else {
                return new Wrong("Unknown option: " + argument + ".");
            }
        }
        return lint(files, Format.of(format), strict);
    }

    private static Arguments lint(List<String> files, Optional<Format> format, boolean strict) {
        if (format.isEmpty()) {
            return new Wrong("The format must be text, json or sarif.");
        }
        if (files.isEmpty()) {
            return new Wrong("A file is missing.");
        }
        if (files.stream().filter(InputFile.STANDARD_INPUT::equals).count() > 1) {
            return new Wrong("Standard input can be read only once.");
        }
        return new Lint(files, format.get(), strict);
    }
}
