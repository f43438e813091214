package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A request and its answer in a folder of {@code src/test/resources/golden}: {@code route.txt}
 * ({@code POST /v1/amr-verdicts}), {@code request.json} unless it is a GET, and {@code answer.json} with status and
 * body.
 */
public record GoldenPair(Path folder) {

    /** All there are, by name. */
    public static List<GoldenPair> all() {
        return Goldens.all("golden", GoldenPair::new);
    }

    /** The method and the path, perhaps with a query. */
    public String route() {
        return read("route.txt").strip();
    }

    /** The request as an HTTP API event. */
    public ObjectNode event() {
        String[] route = route().split("[ ?]", 3);
        boolean hasBody = Files.exists(folder.resolve("request.json"));
        ObjectNode event = TestApi.httpEvent(route[0], route[1], hasBody ? read("request.json") : null);
        if (route.length == 3) {
            String[] parameter = route[2].split("=", 2);
            event.putObject("queryStringParameters").put(parameter[0], parameter[1]);
        }
        return event;
    }

    /** The answer's status and body. */
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
