package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.testing.GoldenEvent;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract section 1: each golden event's answer to the byte but for white space. Run with {@code -Dgolden.write=true}
 * to write the answers anew, and then read them before they are kept.
 */
class GoldenEventsTest {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    @Test
    @DisplayName("there are golden events of each shape that isn't HTTP")
    void thereAreSome() {
        for (String shape : new String[] {"eventbridge", "sqs", "sns", "cloudevent", "direct"}) {
            assertTrue(
                    GoldenEvent.all().stream().anyMatch(each -> each.toString().startsWith(shape + "-")), shape);
        }
    }

    @TestFactory
    Stream<DynamicTest> golden() {
        return GoldenEvent.all().stream().map(event -> DynamicTest.dynamicTest(event.toString(), () -> check(event)));
    }

    private static void check(GoldenEvent golden) throws IOException {
        JsonNode answer;
        try {
            answer = TestApi.invoke(golden.event());
        } catch (UnreadableEvent e) {
            answer = TestApi.JSON.createObjectNode().put("unreadable", e.getMessage());
        }
        if (WRITE) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
            Files.writeString(
                    golden.folder().resolve("answer.json"),
                    TestApi.JSON.writer(printer).writeValueAsString(answer) + "\n");
        }
        assertEquals(golden.answer().toString(), answer.toString());
    }
}
