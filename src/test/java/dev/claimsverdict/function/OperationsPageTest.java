package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.docs.Page;
import dev.claimsverdict.jwks.KeyCounts;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.verdict.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/operations.md: the fields of the log are the program's, the alarms are the template's. */
class OperationsPageTest {

    private static final Page PAGE = Page.of("docs/operations.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DecisionLines lines = new DecisionLines(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Clock.systemUTC(),
            () -> Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793"),
            () -> new KeyCounts(0, 0, 0),
            Optional.of("7"));

    private List<JsonNode> told() {
        return out.toString(StandardCharsets.UTF_8).lines().map(TestApi::json).toList();
    }

    /** The names that the rows between two texts of the page begin with. */
    private static List<String> rows(String from, String to) {
        String text = PAGE.text();
        int start = text.indexOf(from);
        assertTrue(start >= 0, from);
        Matcher row = ROW.matcher(text.substring(start, text.indexOf(to, start)));
        return row.results().map(found -> found.group(1)).toList();
    }

    private static List<String> names(JsonNode line) {
        return line.propertyStream().map(Map.Entry::getKey).toList();
    }

    @Test
    @DisplayName("the fields of a decision, and its metrics")
    void decided() {
        lines.decided(new DecisionRecord(
                "request-1",
                "SQS",
                "REJECTED",
                "4d1a26",
                List.of(FindingCode.TOKEN_EXPIRED),
                1,
                Optional.of("0oa1"),
                Optional.of("https://idp.example.com"),
                Optional.of("key-1"),
                Optional.of("ES256"),
                Duration.ofMillis(1)));
        assertEquals(names(told().getFirst()), rows("A decision (`type`", "What was not decided"));
        JsonNode directive =
                told().get(1).path("_aws").path("CloudWatchMetrics").path(0);
        assertTrue(
                PAGE.text().contains("namespace `" + directive.path("Namespace").asText() + "`"));
        assertEquals(
                directive
                        .path("Metrics")
                        .valueStream()
                        .map(metric -> metric.path("Name").asText())
                        .toList(),
                rows("## Metrics", "**All deployments"));
        for (JsonNode metric : directive.path("Metrics")) {
            String row = "| `" + metric.path("Name").asText() + "` | "
                    + metric.path("Unit").asText() + " |";
            assertTrue(PAGE.text().contains(row), row);
        }
    }

    @Test
    @DisplayName("the fields of what was not decided")
    void undecided() {
        lines.undecided("request-1", "SQS", DecisionLog.Undecided.IGNORED, "Why.");
        assertEquals(names(told().getFirst()), rows("What was not decided", "The API's access log"));
        for (DecisionLog.Undecided outcome : DecisionLog.Undecided.values()) {
            assertTrue(PAGE.text().contains("`" + outcome + "`"), outcome.name());
        }
    }

    @Test
    @DisplayName("the alarms, their numbers and what to do first are the template's")
    void alarms() throws IOException {
        JsonNode template = TestApi.json(Files.readString(Path.of("infra/cloudformation/claims-verdict.json")));
        Set<String> rows = new LinkedHashSet<>();
        List<String> kinds = new ArrayList<>();
        template.path("Resources").properties().forEach(resource -> {
            JsonNode alarm = resource.getValue();
            if (alarm.path("Type").asText().equals("AWS::CloudWatch::Alarm")) {
                String name = resource.getKey().replaceAll("^Alarms|[0-9A-F]{8}$", "");
                String function = Stream.of("Api", "Authorizer", "Events")
                        .filter(each -> name.matches(each + "(New)?(Errors|Failures|Throttles|Slow)"))
                        .findFirst()
                        .orElse("");
                String kind = name.substring(function.length());
                kinds.add(kind);
                rows.add(row(function, kind, alarm.path("Properties")));
            }
        });
        assertEquals(34, kinds.size());
        PAGE.mustBe(PAGE.with(
                "alarms", "| alarm | for | rings at | said with it |\n|---|---|---|---|\n" + String.join("\n", rows)));
    }

    /** The part of the page that tells what to do. */
    private static String anchor(String kind) {
        return switch (kind) {
            case "DestinationFailures", "EventsDropped", "FailedInvocations" -> "delivery";
            case "HooksRefused", "HooksThrottled", "HooksFailed" -> "hooks";
            default ->
                kind.endsWith("DeadLetters")
                        ? "dead-letters"
                        : kind.startsWith("New") ? "new-versions" : kind.toLowerCase(Locale.ROOT);
        };
    }

    private static String row(String function, String kind, JsonNode alarm) {
        assertTrue(
                PAGE.text().toLowerCase(Locale.ROOT).replace(' ', '-').contains("\n###-" + anchor(kind) + "\n"), kind);
        String name = function.isEmpty() ? "`" + kind + "`" : "`…" + kind + "`";
        int periods = alarm.path("EvaluationPeriods").asInt();
        int breaching = alarm.path("DatapointsToAlarm").asInt();
        String actions = alarm.path("AlarmActions").toString();
        // Math has no one metric; its label says what it comes to.
        String metric =
                alarm.path("MetricName").asText(alarm.at("/Metrics/0/Label").asText());
        return "| [%s](#%s) | %s | `%s` of %s or more, in %d s%s | %s |"
                .formatted(
                        name,
                        anchor(kind),
                        actions.contains("AlarmsPages")
                                ? "page"
                                : actions.contains("AlarmsNotices") ? "notice" : "deployment",
                        function.isEmpty() ? metric : metric.replaceFirst("^" + function, "…"),
                        alarm.path("Threshold").asText(),
                        alarm.findValue("Period").asInt(),
                        periods == 1
                                ? ""
                                : breaching == periods
                                        ? ", " + periods + " times in a row"
                                        : ", " + breaching + " times of " + periods,
                        alarm.path("AlarmDescription").asText());
    }
}
