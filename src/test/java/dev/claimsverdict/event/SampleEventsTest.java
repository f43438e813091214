package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** AWS's own sample events: each is answered, or refused by name. */
class SampleEventsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/aws-lambda-events");

    @Test
    @DisplayName("the table of expectations has every sample, and no other")
    void everySample() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            TreeSet<String> samples = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file ->
                            samples.add(SAMPLES.relativize(file).toString().replace('\\', '/')));
            assertFalse(samples.isEmpty());
            assertEquals(samples, expected().keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> samples() throws IOException {
        return expected().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey() + " -> " + each.getValue(), () -> check(each.getKey(), each.getValue())));
    }

    private static void check(String sample, String expected) throws IOException {
        String event = Files.readString(SAMPLES.resolve(sample));
        if (expected.matches("[0-9].*")) {
            HttpResult result = HttpResult.of(TestApi.invoke(event));
            assertEquals(
                    expected,
                    result.status() + " " + result.json().path("instance").asText());
            return;
        }
        if (expected.startsWith("failed ")) {
            List<String> ids = new ArrayList<>();
            TestApi.invoke(event)
                    .path("batchItemFailures")
                    .forEach(failure -> ids.add(failure.path("itemIdentifier").asText()));
            assertEquals(expected, "failed " + String.join(" ", ids));
            return;
        }
        if (expected.equals("Unauthorized")) {
            assertThrows(Unauthorized.class, () -> TestApi.invoke(event));
            return;
        }
        if (expected.equals("not authorized")) {
            assertFalse(TestApi.invoke(event).path("isAuthorized").asBoolean(true));
            return;
        }
        if (expected.equals("Deny")) {
            JsonNode answer = TestApi.invoke(event);
            assertEquals("Deny", answer.at("/policyDocument/Statement/0/Effect").asText());
            assertEquals(1, answer.at("/policyDocument/Statement").size());
            return;
        }
        String message =
                assertThrows(UnreadableEvent.class, () -> TestApi.invoke(event)).getMessage();
        if (expected.startsWith("unreadable ")) {
            assertTrue(message.startsWith(expected.substring("unreadable ".length())), message);
            return;
        }
        assertEquals("-", expected);
        assertEquals("The event has an unknown shape. " + ShapesTest.TAKEN, message);
    }

    private static Map<String, String> expected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(SAMPLES.resolve("expected.txt"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\\|");
                expected.put(cells[0].strip(), cells[1].strip());
            }
        }
        return expected;
    }
}
