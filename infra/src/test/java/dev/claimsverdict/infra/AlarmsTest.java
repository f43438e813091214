package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The alarms: what they watch, when they ring, and whom they notify. */
class AlarmsTest {

    /**
     * Name, metric, statistic, threshold, breaching of all periods, seconds of a period, meaning of missing data, kind.
     */
    static final String TABLE = """
        ApiErrors | Errors | Sum | 1 | 2 of 2 | 60 s | notBreaching | page
        ApiNewErrors | Errors | Sum | 1 | 2 of 2 | 60 s | notBreaching | deployment
        ApiNewFailures | ApiFailedByVersion | Sum | 1 | 1 of 1 | 60 s | notBreaching | deployment
        ApiNewSlow | Duration | p99 | 1000 | 1 of 1 | 300 s | notBreaching | deployment
        ApiServerErrors | 5xx | Sum | 1 | 3 of 3 | 60 s | notBreaching | page
        ApiSlow | Duration | p99 | 1000 | 1 of 1 | 300 s | notBreaching | page
        ApiThrottles | Throttles | Sum | 1 | 2 of 2 | 60 s | notBreaching | page
        AuthorizerErrors | Errors AuthorizerRefused FILL(errors,0)-FILL(refused,0) | Sum | 1 | 2 of 2 | 60 s | notBreaching | page
        AuthorizerNewErrors | Errors AuthorizerRefusedByVersion FILL(errors,0)-FILL(refused,0) | Sum | 1 | 2 of 2 | 60 s | notBreaching | deployment
        AuthorizerNewFailures | AuthorizerFailedByVersion | Sum | 1 | 1 of 1 | 60 s | notBreaching | deployment
        AuthorizerNewSlow | Duration | p99 | 1000 | 1 of 1 | 300 s | notBreaching | deployment
        AuthorizerSlow | Duration | p99 | 1000 | 1 of 1 | 300 s | notBreaching | page
        AuthorizerThrottles | Throttles | Sum | 1 | 2 of 2 | 60 s | notBreaching | page
        Breaking | Breaking | Sum | 1 | 1 of 1 | 60 s | notBreaching | page
        DestinationFailures | DestinationDeliveryFailures | Sum | 1 | 1 of 1 | 300 s | notBreaching | page
        EventsDropped | AsyncEventsDropped | Sum | 1 | 1 of 1 | 300 s | notBreaching | page
        EventsErrors | Errors EventsRefused FILL(errors,0)-FILL(refused,0) | Sum | 1 | 2 of 2 | 60 s | notBreaching | page
        EventsNewErrors | Errors EventsRefusedByVersion FILL(errors,0)-FILL(refused,0) | Sum | 1 | 2 of 2 | 60 s | notBreaching | deployment
        EventsNewFailures | EventsFailedByVersion | Sum | 1 | 1 of 1 | 60 s | notBreaching | deployment
        EventsNewSlow | Duration | p99 | 1000 | 1 of 1 | 300 s | notBreaching | deployment
        EventsSlow | Duration | p99 | 1000 | 1 of 1 | 300 s | notBreaching | page
        EventsThrottles | Throttles | Sum | 1 | 2 of 2 | 60 s | notBreaching | page
        FailedDeadLetters | ApproximateNumberOfMessagesVisible | Maximum | 1 | 1 of 1 | 60 s | notBreaching | notice
        FailedInvocations | FailedInvocations FailedInvocations FailedInvocations FILL(rule0,0)+FILL(rule1,0)+FILL(rule2,0) | Sum | 1 | 1 of 1 | 300 s | notBreaching | page
        Failures | Failures | Sum | 1 | 1 of 1 | 300 s | notBreaching | page
        HooksFailed | HooksFailed | Sum | 1 | 1 of 1 | 60 s | notBreaching | page
        HooksRefused | HooksRefused | Sum | 1 | 2 of 6 | 300 s | notBreaching | page
        HooksThrottled | HooksThrottled | Sum | 1 | 1 of 1 | 60 s | notBreaching | page
        QueueAge | ApproximateAgeOfOldestMessage | Maximum | 900 | 1 of 1 | 60 s | notBreaching | page
        QueueDeadLetters | ApproximateNumberOfMessagesVisible | Maximum | 1 | 1 of 1 | 60 s | notBreaching | notice
        RejectedSpike | SignInsRejected SignIns IF(FILL(signins,0) >= 20, 100*FILL(rejected,0)/signins, 0) | Sum | 25 | 1 of 1 | 300 s | notBreaching | page
        UndeliveredDeadLetters | ApproximateNumberOfMessagesVisible | Maximum | 1 | 1 of 1 | 60 s | notBreaching | page
        Unreadable | EventsRefused | Sum | 1 | 1 of 1 | 300 s | notBreaching | notice
        UnverifiedSpike | SignInsUnverified | Sum | 20 | 1 of 1 | 300 s | notBreaching | notice
        """;

    @DisplayName("the stack has exactly the alarms of the table")
    @Test
    void all() {
        assertEquals(TABLE, table(Synthesised.everything().template()));
    }

    @DisplayName("without hooks there are no alarms on hooks")
    @Test
    void withoutHooks() {
        // Okta's log stream has its own rule, which is also optional.
        String withoutOkta = TABLE.replace("FailedInvocations FailedInvocations FILL", "FailedInvocations FILL")
                .replace("+FILL(rule2,0)", "");
        assertEquals(
                withoutOkta
                        .lines()
                        .filter(line -> !line.startsWith("Hooks"))
                        .collect(Collectors.joining("\n", "", "\n")),
                table(Synthesised.byDefault().template()));
    }

    @DisplayName("each alarm's description says what to do first")
    @Test
    void descriptions() {
        for (JsonNode alarm : Synthesised.everything().properties("AWS::CloudWatch::Alarm")) {
            assertTrue(alarm.path("AlarmDescription").asText().length() > 40, alarm.toString());
            assertEquals(
                    "GreaterThanOrEqualToThreshold",
                    alarm.path("ComparisonOperator").asText());
        }
    }

    static String table(JsonNode template) {
        return template.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .map(resource -> line(
                        resource.getKey().replaceAll("^Alarms|[0-9A-F]{8}$", ""),
                        resource.getValue().path("Properties")))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String name, JsonNode alarm) {
        List<String> metrics = Stream.concat(
                        Stream.of(alarm),
                        alarm.path("Metrics").valueStream().map(each -> each.at("/MetricStat/Metric")))
                .filter(metric -> metric.has("MetricName"))
                .map(metric -> metric.path("MetricName").asText())
                .toList();
        String expression = alarm.path("Metrics")
                .valueStream()
                .map(each -> each.path("Expression").asText())
                .filter(text -> !text.isEmpty())
                .map(text -> " " + text)
                .findFirst()
                .orElse("");
        String statistics = Stream.of("ExtendedStatistic", "Statistic", "Stat")
                .flatMap(each -> alarm.findValuesAsText(each).stream())
                .distinct()
                .collect(Collectors.joining(" "));
        String actions = alarm.path("AlarmActions").toString();
        return "%s | %s%s | %s | %s | %s of %s | %s s | %s | %s"
                .formatted(
                        name,
                        String.join(" ", metrics),
                        expression,
                        statistics,
                        alarm.path("Threshold").asText(),
                        alarm.path("DatapointsToAlarm").asText(),
                        alarm.path("EvaluationPeriods").asText(),
                        alarm.findValuesAsText("Period").stream().distinct().collect(Collectors.joining(" ")),
                        alarm.path("TreatMissingData").asText(),
                        actions.contains("AlarmsPages")
                                ? "page"
                                : actions.contains("AlarmsNotices") ? "notice" : "deployment");
    }
}
