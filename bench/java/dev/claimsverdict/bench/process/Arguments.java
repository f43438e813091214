package dev.claimsverdict.bench.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Arguments as {@code --name value}. */
public record Arguments(Map<String, String> values) {

    /** Parses the arguments. */
    public static Arguments of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        return new Arguments(values);
    }

    /** The number with this name, or else a default. */
    public int number(String name, int otherwise) {
        return Optional.ofNullable(values.get(name)).map(Integer::parseInt).orElse(otherwise);
    }

    /** The text with this name, or else a default. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** The path, if something exists there. Otherwise prints what is left out. */
    public Optional<Path> existing(String name) {
        Optional<Path> path = Optional.ofNullable(values.get(name))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .filter(Files::exists);
        if (path.isEmpty()) {
            System.out.println("Left out: no " + name + " at " + values.getOrDefault(name, "(not given)"));
        }
        return path;
    }
}
