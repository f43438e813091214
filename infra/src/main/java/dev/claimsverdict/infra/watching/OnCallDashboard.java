package dev.claimsverdict.infra.watching;

import dev.claimsverdict.infra.functions.LiveFunction;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The dashboard for the person on call. From the top: ringing alarms, verdicts, the health of the service, messages in
 * queues, and the findings that decide.
 */
public final class OnCallDashboard extends Construct {

    private static final int WIDTH = 24;
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    /** The dashboard for these alarms, functions, API and queues. */
    public OnCallDashboard(
            Construct scope,
            String id,
            List<Alarm> alarms,
            SequencedMap<String, LiveFunction> functions,
            HttpApi api,
            SequencedMap<String, Queue> queues) {
        super(scope, id);
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .defaultInterval(Duration.hours(3))
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Ringing alarms")
                .alarms(alarms)
                .width(WIDTH)
                .height(4)
                .build());
        dashboard.addWidgets(
                graph("Sign-ins by verdict", 3, decisions(VerdictMetrics.SIGN_IN)),
                graph("IdP configurations by verdict", 3, decisions(VerdictMetrics.CONFIGURATION)),
                graph(
                        "Keys: fetches and failures",
                        3,
                        VerdictMetrics.ofSignIns("KeyFetches", "fetches"),
                        VerdictMetrics.ofSignIns("KeyFetchFailures", "failures"),
                        VerdictMetrics.ofSignIns("KeyCacheHits", "cache hits")));
        dashboard.addWidgets(
                graph(
                        "p99 of the functions, ms",
                        3,
                        of(functions, (name, function) -> function.alias().metricDuration(options("p99", name)))),
                graph(
                        "Errors and throttles",
                        3,
                        Stream.concat(
                                        Arrays.stream(of(
                                                functions,
                                                (name, function) -> function.alias()
                                                        .metricErrors(options("Sum", name + " errors")))),
                                        Arrays.stream(of(
                                                functions,
                                                (name, function) -> function.alias()
                                                        .metricThrottles(options("Sum", name + " throttles")))))
                                .toArray(IMetric[]::new)),
                graph(
                        "The API: requests, 4xx, 5xx",
                        3,
                        api.metricCount(options("Sum", "requests")),
                        api.metricClientError(options("Sum", "4xx")),
                        api.metricServerError(options("Sum", "5xx"))));
        dashboard.addWidgets(
                graph(
                        "Messages in queues",
                        2,
                        queues.entrySet().stream()
                                .map(queue -> queue.getValue()
                                        .metricApproximateNumberOfMessagesVisible(options("Maximum", queue.getKey())))
                                .toArray(IMetric[]::new)),
                LogQueryWidget.Builder.create()
                        .title("Which findings decide, and for which IdP")
                        .logGroupNames(functions.values().stream()
                                .map(function -> function.logs().getLogGroupName())
                                .toList())
                        .queryLines(List.of(
                                "filter type = 'decision'",
                                "stats count(*) as decisions by verdict, findings.0 as finding, idpId",
                                "sort decisions desc",
                                "limit 20"))
                        .view(LogQueryVisualizationType.TABLE)
                        .width(WIDTH / 2)
                        .height(6)
                        .build());
    }

    private static IWidget graph(String title, int inARow, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(WIDTH / inARow)
                .height(6)
                .build();
    }

    private static IMetric[] decisions(List<String> verdicts) {
        return verdicts.stream()
                .map(verdict -> VerdictMetrics.decisions(verdict)
                        .with(MetricOptions.builder().label(verdict).build()))
                .toArray(IMetric[]::new);
    }

    private static IMetric[] of(
            SequencedMap<String, LiveFunction> functions, BiFunction<String, LiveFunction, IMetric> metric) {
        return functions.entrySet().stream()
                .map(each -> metric.apply(each.getKey(), each.getValue()))
                .toArray(IMetric[]::new);
    }

    private static MetricOptions options(String statistic, String label) {
        return MetricOptions.builder()
                .statistic(statistic)
                .label(label)
                .period(FIVE_MINUTES)
                .build();
    }
}
