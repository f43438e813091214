package dev.claimsverdict.testing;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Folders of golden answers. With {@code -Dgolden.write=true} the tests write the answers anew. */
public final class Goldens {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    private Goldens() {}

    /** What is in each folder of src/test/resources/{name}, in their order. */
    static <T> List<T> all(String name, Function<Path, T> golden) {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources", name))) {
            return folders.filter(Files::isDirectory).sorted().map(golden).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of such a folder. */
    static String read(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps an answer as the golden one, if that was asked for. */
    public static void write(Path folder, JsonNode answer) throws IOException {
        if (WRITE) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
            Files.writeString(
                    folder.resolve("answer.json"), TestApi.JSON.writer(printer).writeValueAsString(answer) + "\n");
        }
    }
}
