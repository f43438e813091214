package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.Unauthorized;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.GoldenEvent;
import dev.claimsverdict.testing.Goldens;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each golden event gets exactly its answer, white space aside. Run with {@code -Dgolden.write=true} to rewrite the
 * answers, and read the diff before you commit it.
 */
class GoldenEventsTest {

    private static final Events EVENTS =
            TestApi.events(RequestSettings.DEFAULT, TestRegistry.ofFolder(), new TestLog());

    @Test
    @DisplayName("there are golden events of each shape")
    void thereAreSome() {
        for (String shape : new String[] {
            "eventbridge", "okta-event-hook", "sqs", "sns", "cloudevent", "direct", "rest-api", "authorizer"
        }) {
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
            answer = TestApi.invoke(EVENTS, golden.event());
        } catch (UnreadableEvent | Unauthorized e) {
            answer = TestApi.JSON.createObjectNode().put("unreadable", e.getMessage());
        }
        Goldens.write(golden.folder(), answer);
        assertEquals(golden.answer().toString(), answer.toString());
    }
}
