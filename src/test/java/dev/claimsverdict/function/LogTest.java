package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.jwks.KeyCounts;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.Confidences;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The log has allow-listed fields only. {@link ExecutableIT} checks that for all that the framework writes, too. */
class LogTest {

    @Test
    @DisplayName("neither the log nor a failure's message has a token, a secret or a caller's own words in it")
    void kept() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var events = TestApi.events(
                new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), TestRegistry.ofFolder(), lines(out));
        StringBuilder messages = new StringBuilder();
        List<String> all = Confidences.events();
        for (String event : all) {
            try {
                TestApi.invoke(events, event);
            } catch (RuntimeException failure) {
                messages.append(failure).append('\n');
                assertTrue(failure instanceof UnreadableEvent || failure.getCause() == null, failure.toString());
            }
        }
        String told = out.toString(StandardCharsets.UTF_8);
        Confidences.assertKept(all, told + messages);
        Confidences.assertUnmarked(told);
        for (String outcome : Stream.of("ACCEPTED", "STEP_UP", "REJECTED", "BREAKING", "UNREADABLE", "IGNORED")
                .toList()) {
            assertTrue(told.contains(outcome), outcome + " is told of");
        }
        assertFalse(told.contains("FAILED"), "no case is a fault of the program");
    }

    @Test
    @DisplayName(
            "wherever a caller's own words stand in a golden case, they are in no line and in no failure's message")
    void unmarked() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var events = TestApi.events(
                new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), TestRegistry.ofFolder(), lines(out));
        List<String> messages = new ArrayList<>();
        List<String> all = Confidences.marked().toList();
        for (String event : all) {
            try {
                TestApi.invoke(events, event);
            } catch (RuntimeException failure) {
                messages.add("{" + failure + "}");
            }
        }
        assertTrue(all.size() > 5_000, all.size() + " cases");
        String told = out.toString(StandardCharsets.UTF_8);
        Confidences.assertUnmarked(told);
        Confidences.assertUnmarked(String.join("\n", messages));
        assertFalse(told.contains("FAILED"), "no case is a fault of the program");
    }

    private static DecisionLines lines(ByteArrayOutputStream out) {
        return new DecisionLines(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                Optional::empty,
                () -> new KeyCounts(0, 0, 0),
                Optional.empty());
    }
}
