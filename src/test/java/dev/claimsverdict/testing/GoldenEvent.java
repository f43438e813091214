package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An event as Lambda hands it over and the function's answer, in a folder of {@code src/test/resources/golden-events}:
 * {@code event.json} and {@code answer.json}, which is {@code {"unreadable": message}} where the function fails.
 */
public record GoldenEvent(Path folder) {

    private static final Path GOLDEN = Path.of("src/test/resources/golden-events");

    /** All there are, by name. */
    public static List<GoldenEvent> all() {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(GoldenEvent::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String event() {
        return read("event.json");
    }

    public JsonNode answer() {
        return TestApi.json(read("answer.json"));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
