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
 * Three kinds of alarm, each with what to do first: what wakes an engineer, what can wait until the morning, and what takes
 * a new version back. Only the first two are told to anybody, and the last look at nothing but the new version, so that
 * trouble with the one before can't keep its own mending from being deployed.
 */
public final class Alarms extends Construct {

    /** Of fewer sign-ins in five minutes no share says anything. */
    private static final int LEAST_SIGN_INS = 20;

    /** A queue that nobody empties: more than the three minutes of a message that is tried again. */
    private static final int OLD_SECONDS = 900;

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    /** Once. */
    private static final Lasting ONCE = new Lasting(1, 1);

    private final AlarmTopic pages;
    private final AlarmTopic notices;
    private final Map<String, List<Alarm>> ofNewVersions = new LinkedHashMap<>();
    private final LogMetrics logs;

    /** What is watched besides the functions. */
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
     * How long something must last to be an alarm.
     *
     * @param periods looked at
     * @param breaching of them
     */
    private record Lasting(int periods, int breaching) {}

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
                "The API answers with 5xx: look at the API's function, and at integrationError in the access log.",
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
                "Calls of the function fail that should not: read its log. If a deployment was made lately, move live back.",
                logs.errors(name, function, MINUTE),
                1,
                new Lasting(2, 2));
        page(
                name + "Throttles",
                "The function has no concurrency left: raise its reserved concurrency or the account's quota.",
                function.alias().metricThrottles(sum(MINUTE)),
                1,
                new Lasting(2, 2));
        page(
                name + "Slow",
                "The function's p99 is slow: look for fetches of keys that fail, and for cold starts.",
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
                        "The new version has a fault: it goes back by itself. Read its log.",
                        logs.newFailures(name, function, MINUTE),
                        1,
                        ONCE),
                alarm(
                        name + "NewErrors",
                        "Calls of the new version fail that should not: it goes back by itself. Read its log.",
                        logs.newErrors(name, function, MINUTE),
                        1,
                        new Lasting(2, 2)),
                alarm(
                        name + "NewSlow",
                        "The new version's p99 is slow: it goes back by itself.",
                        LogMetrics.ofNew("Duration", function, "p99", FIVE_MINUTES),
                        settings.p99Millis(),
                        ONCE));
    }

    private void ofEvents(LiveFunction events, Watched watched) {
        page(
                "UndeliveredDeadLetters",
                "EventBridge could not deliver something: see whether the function, the topic or the key refuses it.",
                visible(watched.undelivered()),
                1,
                ONCE);
        notice(
                "FailedDeadLetters",
                "Something could not be judged: read the messages in the queue, and the log of the events' function.",
                visible(watched.failed()),
                1,
                ONCE);
        notice(
                "QueueDeadLetters",
                "Something could not be judged: read the messages in the queue, and the log of the events' function.",
                visible(watched.changesDeadLetters()),
                1,
                ONCE);
        notice(
                "Unreadable",
                "Somebody sends events that can't be read: the log of the events' function says which and why.",
                logs.unreadable(FIVE_MINUTES),
                1,
                ONCE);
        page(
                "QueueAge",
                "Messages wait in the queue of changes: see whether the function runs, and whether it is throttled.",
                watched.changes()
                        .metricApproximateAgeOfOldestMessage(MetricOptions.builder()
                                .period(MINUTE)
                                .statistic("Maximum")
                                .build()),
                OLD_SECONDS,
                ONCE);
        page(
                "DestinationFailures",
                "Verdicts don't reach the verdict bus or the queue of failures: look at the events' role and the key.",
                ofFunction(events, "DestinationDeliveryFailures"),
                1,
                ONCE);
        page(
                "EventsDropped",
                "Lambda dropped events unjudged, after an hour of trying: look at throttles and at the queue of failures.",
                ofFunction(events, "AsyncEventsDropped"),
                1,
                ONCE);
        page(
                "FailedInvocations",
                "EventBridge is refused by a target: look at its permissions and at the key's policy.",
                failedInvocations(watched.rules()),
                1,
                ONCE);
    }

    private void ofVerdicts(Settings.Watch settings) {
        page(
                "Failures",
                "The program has a fault: the line FAILED in the log says where. If a deployment was made lately, move live back.",
                logs.failures(FIVE_MINUTES),
                1,
                ONCE);
        page(
                "RejectedSpike",
                "Many sign-ins are REJECTED: see the findings on the dashboard, and whether an IdP or its policy changed.",
                logs.rejectedPercent(LEAST_SIGN_INS, FIVE_MINUTES),
                settings.rejectedPercent(),
                ONCE);
        notice(
                "UnverifiedSpike",
                "Many tokens can't be verified: somebody tries forged ones, or an IdP changed keys that the registry has.",
                logs.unverified(FIVE_MINUTES),
                LEAST_SIGN_INS,
                ONCE);
        page(
                "Breaking",
                "A change of an IdP was judged BREAKING and has been made: find it in the log and take it back.",
                logs.breaking(MINUTE),
                1,
                ONCE);
    }

    /** Okta goes on without an answer: nobody else tells that its hooks have no effect. One stray call is no alarm. */
    private void ofHooks() {
        page(
                "HooksRefused",
                "Calls of Okta's hooks are refused, so they have no effect: compare the secret in Okta with the deployment's.",
                logs.hooks("HooksRefused", FIVE_MINUTES),
                1,
                new Lasting(6, 2));
        page(
                "HooksThrottled",
                "Okta's hooks are throttled, so they have no effect: raise hookRate, or see who else calls them.",
                logs.hooks("HooksThrottled", MINUTE),
                1,
                ONCE);
        page(
                "HooksFailed",
                "Okta's hooks get 5xx or no answer in time, so they have no effect: look at the API's function.",
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
        pages.tell(alarm(name, whatToDo, metric, threshold, lasting));
    }

    private void notice(String name, String whatToDo, IMetric metric, int threshold, Lasting lasting) {
        notices.tell(alarm(name, whatToDo, metric, threshold, lasting));
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

    /** The alarms on the new version of each function, that a deployment of it goes back on. */
    public Map<String, List<Alarm>> ofNewVersions() {
        return ofNewVersions;
    }

    /** Those that somebody is told of. */
    public List<Alarm> told() {
        return Stream.concat(pages.alarms().stream(), notices.alarms().stream()).toList();
    }
}
