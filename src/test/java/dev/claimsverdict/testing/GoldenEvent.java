package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * An event as Lambda hands it over and the function's answer, in a folder of {@code src/test/resources/golden-events}:
 * {@code event.json} and {@code answer.json}, which is {@code {"unreadable": message}} where the function fails.
 */
public record GoldenEvent(Path folder) {

    /** All there are, by name. */
    public static List<GoldenEvent> all() {
        return Goldens.all("golden-events", GoldenEvent::new);
    }

    /** The one of that name. */
    public static GoldenEvent named(String name) {
        return all().stream()
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow();
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
        return Goldens.read(folder, file);
    }
}
