package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.Unauthorized;
import dev.claimsverdict.json.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract section 5: what API Gateway is answered, to the byte but for white space. Run with
 * {@code -Dgolden.write=true} to write the answers anew, and then read them before they are kept.
 */
class GoldenAuthorizersTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden-authorizers");
    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final Events EVENTS =
            TestApi.events(RequestSettings.DEFAULT, TestRegistry.ofFolder(), new TestLog());

    @TestFactory
    @DisplayName("each golden event of an authorizer gets its answer")
    Stream<DynamicTest> golden() throws IOException {
        try (Stream<Path> paths = Files.list(GOLDEN)) {
            List<Path> folders = paths.filter(Files::isDirectory).sorted().toList();
            assertFalse(folders.isEmpty());
            return folders.stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        JsonNode answer;
        try {
            answer = TestApi.invoke(EVENTS, Files.readString(folder.resolve("event.json")));
        } catch (Unauthorized e) {
            answer = TestApi.JSON.createObjectNode().put("unreadable", e.getMessage());
        }
        if (WRITE) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
            Files.writeString(
                    folder.resolve("answer.json"), TestApi.JSON.writer(printer).writeValueAsString(answer) + "\n");
        }
        assertEquals(
                TestApi.json(Files.readString(folder.resolve("answer.json"))).toString(), answer.toString());
    }
}
