package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Requests and their answers, found by scanning a folder: {@code route.txt} ({@code POST /v1/amr-verdicts}),
 * {@code request.json} unless it is a GET, and {@code answer.json} with status and body, to the byte but for white
 * space. Run with {@code -Dgolden.write=true} to write the answers anew, and then read them before they are kept.
 */
class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    @Test
    @DisplayName("there are golden pairs, for each of the three kinds of verdict")
    void thereAreSome() throws IOException {
        List<String> routes = pairs().stream().map(GoldenTest::route).toList();
        for (String route : List.of("POST /v1/token-verdicts", "POST /v1/amr-verdicts", "POST /v1/idp-verdicts")) {
            assertFalse(routes.stream().filter(route::equals).toList().isEmpty(), route);
        }
    }

    @TestFactory
    Stream<DynamicTest> golden() throws IOException {
        return pairs().stream()
                .map(pair -> DynamicTest.dynamicTest(pair.getFileName().toString(), () -> check(pair)));
    }

    private static void check(Path pair) throws IOException {
        HttpResult result = HttpResult.of(TestApi.invoke(event(pair).toString()));
        Path file = pair.resolve("answer.json");
        if (WRITE) {
            ObjectNode answer = TestApi.JSON.createObjectNode().put("status", result.status());
            answer.set("body", result.json());
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
            Files.writeString(file, TestApi.JSON.writer(printer).writeValueAsString(answer) + "\n");
        }
        JsonNode golden = TestApi.json(Files.readString(file));
        assertEquals(golden.path("status").asInt(), result.status());
        assertEquals(golden.path("body").toString(), result.body());
    }

    private static ObjectNode event(Path pair) throws IOException {
        String[] route = route(pair).split("[ ?]", 3);
        Path request = pair.resolve("request.json");
        String body = Files.exists(request) ? Files.readString(request) : null;
        ObjectNode event = TestApi.httpEvent(route[0], route[1], body);
        if (route.length == 3) {
            String[] parameter = route[2].split("=", 2);
            event.putObject("queryStringParameters").put(parameter[0], parameter[1]);
        }
        return event;
    }

    private static String route(Path pair) {
        try {
            return Files.readString(pair.resolve("route.txt")).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> pairs() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }
}
