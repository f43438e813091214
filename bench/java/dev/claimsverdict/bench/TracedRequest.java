package dev.claimsverdict.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program that {@link Trace} watches: one request to the whole program except Quarkus. It is sent twice, and the
 * second time counts, because by then classes are loaded and tables are read.
 */
public final class TracedRequest {

    private TracedRequest() {}

    /** Argument: the file with the request. */
    public static void main(String[] arguments) throws IOException {
        String event = TestApi.httpEvent("POST", "/v1/token-verdicts", Files.readString(Path.of(arguments[0])))
                .toString();
        TestApi.invoke(event);
        JsonNode answer = traced(event);
        System.out.println(TestApi.JSON
                .readTree(answer.path("body").asText())
                .path("verdict")
                .asText());
        // The tracer ends this program by closing its input. Until then it can ask about classes.
        while (System.in.read() >= 0) {}
    }

    private static JsonNode traced(String event) {
        return TestApi.invoke(event);
    }
}
