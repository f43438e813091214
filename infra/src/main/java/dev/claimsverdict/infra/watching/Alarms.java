package dev.claimsverdict.infra.watching;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.events.NamedRule;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.template.TemplateParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Three kinds of alarm, each with what to do first: pages wake an engineer, notices can wait until the morning, and
 * deployment alarms roll a new version back. Only the first two notify anybody. Deployment alarms look only at the new
 * version, so that trouble with the old one can't block the deployment of its fix.
 */
public final class Alarms extends Construct {

    /** With fewer sign-ins in five minutes, a percentage means nothing. */
    private static final int LEAST_SIGN_INS = 20;

    /**
     * The age of the oldest message in a queue that nobody empties: well above the three minutes of a message that is
     * retried.
     */
    private static final int OLD_SECONDS = 900;

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    /** A single period is enough. */
    private static final Lasting ONCE = new Lasting(1, 1);

    private final AlarmTopic pages;
    private final AlarmTopic notices;
    private final Map<String, List<Alarm>> ofNewVersions = new LinkedHashMap<>();
    private final LogMetrics logs;

    /** What is watched in addition to the functions. */
    public record Watched(
            HttpApi api,
            ILogGroup accessLogs,
            boolean withHooks,
            IQueue undelivered,
            IQueue failed,
            IQueue changes,
            IQueue changesDeadLetters,
            List<NamedRule> rules) {}

    /**
     * How long a condition must last to raise an alarm.
     *
     * @param periods the number of periods to look at
     * @param breaching the number of them in which the condition must hold
     */
    private record Lasting(int periods, int breaching) {}

    /** All alarms on these functions and the rest of the deployment. */
    public Alarms(
            Construct scope,
            String id,
            Settings.Watch settings,
            Optional<TemplateParameters> parameters,
            SequencedMap<String, LiveFunction> functions,
            Watched watched,
            Encryption encryption) {
        super(scope, id);
        Subscriber subscriber = new Subscriber(settings, parameters);
        pages = new AlarmTopic(this, "Pages", "alarms", "AlarmTopicArn", subscriber, encryption);
        notices = new AlarmTopic(this, "Notices", "notices", "NoticeTopicArn", subscriber, encryption);
        logs = new LogMetrics(this, "Metrics", functions, watched.accessLogs(), watched.withHooks());
        functions.forEach((name, function) -> {
            ofFunction(name, function, settings);
            ofNewVersions.put(name, ofNewVersion(name, function, settings));
        });
        ofEvents(functions.get("Events"), watched);
        ofVerdicts(settings);
        page(
                "ApiServerErrors",
                "The API answers with 5xx. Check the API's function, and integrationError in the access log.",
                watched.api().metricServerError(sum(MINUTE)),
                1,
                new Lasting(3, 3));
        if (watched.withHooks()) {
            ofHooks();
        }
    }

    private void ofFunction(String name, LiveFunction function, Settings.Watch settings) {
        page(
                name + "Errors",
                "Calls of the function fail unexpectedly. Read its log. After a recent deployment, move the alias live back.",
                logs.errors(name, function, MINUTE),
                1,
                new Lasting(2, 2));
        page(
                name + "Throttles",
                "The function has no concurrency left. Raise its reserved concurrency or the account's quota.",
                function.alias().metricThrottles(sum(MINUTE)),
                1,
                new Lasting(2, 2));
        page(
                name + "Slow",
                "The function's p99 duration is high. Look for failed key fetches and for cold starts.",
                function.alias()
                        .metricDuration(MetricOptions.builder()
                                .period(FIVE_MINUTES)
                                .statistic("p99")
                                .build()),
                settings.p99Millis(),
                ONCE);
    }

    private List<Alarm> ofNewVersion(String name, LiveFunction function, Settings.Watch settings) {
        return List.of(
                alarm(
                        name + "NewFailures",
                        "The new version has internal errors, so it is rolled back. Read its log.",
                        logs.newFailures(name, function, MINUTE),
                        1,
                        ONCE),
                alarm(
                        name + "NewErrors",
                        "Calls of the new version fail unexpectedly, so it is rolled back. Read its log.",
                        logs.newErrors(name, function, MINUTE),
                        1,
                        new Lasting(2, 2)),
                alarm(
                        name + "NewSlow",
                        "The new version's p99 duration is high, so it is rolled back.",
                        LogMetrics.ofNew("Duration", function, "p99", FIVE_MINUTES),
                        settings.p99Millis(),
                        ONCE));
    }

    private void ofEvents(LiveFunction events, Watched watched) {
        page(
                "UndeliveredDeadLetters",
                "EventBridge could not deliver an event. Check whether the function, the topic or the key refuses it.",
                visible(watched.undelivered()),
                1,
                ONCE);
        notice(
                "FailedDeadLetters",
                "An event could not be judged. Read the messages in the queue, and the log of the events' function.",
                visible(watched.failed()),
                1,
                ONCE);
        notice(
                "QueueDeadLetters",
                "A message could not be judged. Read the messages in the queue, and the log of the events' function.",
                visible(watched.changesDeadLetters()),
                1,
                ONCE);
        notice(
                "Unreadable",
                "Some events can't be read. The log of the events' function says which and why.",
                logs.unreadable(FIVE_MINUTES),
                1,
                ONCE);
        page(
                "QueueAge",
                "Messages wait too long in the queue of changes. Check whether the function runs, and whether it is throttled.",
                watched.changes()
                        .metricApproximateAgeOfOldestMessage(MetricOptions.builder()
                                .period(MINUTE)
                                .statistic("Maximum")
                                .build()),
                OLD_SECONDS,
                ONCE);
        page(
                "DestinationFailures",
                "Verdicts don't reach the verdict bus or the queue of failures. Check the role of the events' function and the key.",
                ofFunction(events, "DestinationDeliveryFailures"),
                1,
                ONCE);
        page(
                "EventsDropped",
                "Lambda dropped events after an hour of retries, so they are not judged. Check throttles and the queue of failures.",
                ofFunction(events, "AsyncEventsDropped"),
                1,
                ONCE);
        page(
                "FailedInvocations",
                "A target refuses EventBridge's calls. Check the target's permissions and the key's policy.",
                failedInvocations(watched.rules()),
                1,
                ONCE);
    }

    private void ofVerdicts(Settings.Watch settings) {
        page(
                "Failures",
                "The program has an internal error. The line with FAILED in the log says where. After a recent deployment, move the alias live back.",
                logs.failures(FIVE_MINUTES),
                1,
                ONCE);
        page(
                "RejectedSpike",
                "Many sign-ins are REJECTED. Look at the findings on the dashboard, and check whether an IdP or its policy has changed.",
                logs.rejectedPercent(LEAST_SIGN_INS, FIVE_MINUTES),
                settings.rejectedPercent(),
                ONCE);
        notice(
                "UnverifiedSpike",
                "Many tokens can't be verified. Either somebody tries forged ones, or an IdP has replaced the keys that the registry has.",
                logs.unverified(FIVE_MINUTES),
                LEAST_SIGN_INS,
                ONCE);
        page(
                "Breaking",
                "A change of an IdP that has already been made is BREAKING. Find it in the log and undo it.",
                logs.breaking(MINUTE),
                1,
                ONCE);
    }

    /**
     * Okta goes on without an answer, so nobody would notice that its hooks have no effect. One stray call raises no
     * alarm.
     */
    private void ofHooks() {
        page(
                "HooksRefused",
                "Calls of Okta's hooks are refused, so they have no effect. Compare the secret in Okta with the deployment's.",
                logs.hooks("HooksRefused", FIVE_MINUTES),
                1,
                new Lasting(6, 2));
        page(
                "HooksThrottled",
                "Okta's hooks are throttled, so they have no effect. Raise hookRate, or find out who else calls them.",
                logs.hooks("HooksThrottled", MINUTE),
                1,
                ONCE);
        page(
                "HooksFailed",
                "Okta's hooks get 5xx or no answer in time, so they have no effect. Check the API's function.",
                logs.hooks("HooksFailed", MINUTE),
                1,
                ONCE);
    }

    private static Metric ofFunction(LiveFunction function, String name) {
        return function.function().metric(name, sum(FIVE_MINUTES));
    }

    private static IMetric failedInvocations(List<NamedRule> rules) {
        Map<String, IMetric> metrics = new TreeMap<>();
        for (NamedRule rule : rules) {
            metrics.put(
                    "rule" + metrics.size(),
                    Metric.Builder.create()
                            .namespace("AWS/Events")
                            .metricName("FailedInvocations")
                            .dimensionsMap(new TreeMap<>(Map.of("EventBusName", rule.bus(), "RuleName", rule.name())))
                            .statistic("Sum")
                            .period(FIVE_MINUTES)
                            .build());
        }
        return MathExpression.Builder.create()
                .label("FailedInvocations of all rules")
                .expression(Stream.of(metrics.keySet().toArray(String[]::new))
                        .map(name -> "FILL(" + name + ",0)")
                        .collect(Collectors.joining("+")))
                .usingMetrics(metrics)
                .period(FIVE_MINUTES)
                .build();
    }

    private static Metric visible(IQueue queue) {
        return queue.metricApproximateNumberOfMessagesVisible(
                MetricOptions.builder().period(MINUTE).statistic("Maximum").build());
    }

    private static MetricOptions sum(Duration period) {
        return MetricOptions.builder().period(period).statistic("Sum").build();
    }

    private void page(String name, String whatToDo, IMetric metric, int threshold, Lasting lasting) {
        pages.subscribe(alarm(name, whatToDo, metric, threshold, lasting));
    }

    private void notice(String name, String whatToDo, IMetric metric, int threshold, Lasting lasting) {
        notices.subscribe(alarm(name, whatToDo, metric, threshold, lasting));
    }

    private Alarm alarm(String name, String whatToDo, IMetric metric, int threshold, Lasting lasting) {
        return Alarm.Builder.create(this, name)
                .alarmDescription(whatToDo)
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(lasting.periods())
                .datapointsToAlarm(lasting.breaching())
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }

    /** The deployment alarms of each function, by its name. */
    public Map<String, List<Alarm>> ofNewVersions() {
        return ofNewVersions;
    }

    /** The alarms that notify somebody: pages and notices. */
    public List<Alarm> notifying() {
        return Stream.concat(pages.alarms().stream(), notices.alarms().stream()).toList();
    }
}
