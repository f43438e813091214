package dev.claimsverdict.infra.watching;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** What an engineer is woken for, each with what to do first. */
public final class Alarms extends Construct {

    /** Of fewer sign-ins in five minutes no share says anything. */
    private static final int LEAST_SIGN_INS = 20;

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    private final Topic topic;
    private final SequencedMap<String, List<Alarm>> ofFunctions = new LinkedHashMap<>();
    private final List<Alarm> all = new ArrayList<>();

    public Alarms(
            Construct scope,
            String id,
            Settings.Watch settings,
            SequencedMap<String, LiveFunction> functions,
            HttpApi api,
            SequencedMap<String, Queue> deadLetters,
            Encryption encryption) {
        super(scope, id);
        topic = Topic.Builder.create(this, "Topic")
                .displayName("Claims Verdict: alarms")
                .masterKey(encryption.key())
                .enforceSsl(true)
                .build();
        // The rule about TLS takes the place of SNS' own policy, by which alarms of the account could publish.
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AllowAlarms")
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        settings.alarmEmail().ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));

        functions.forEach((name, function) -> ofFunctions.put(name, ofFunction(name, function.alias(), settings)));
        deadLetters.forEach((name, queue) -> alarm(
                name + "DeadLetters",
                "Something could not be judged: read the messages in the queue, and the log of the events' function.",
                queue.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                        .period(MINUTE)
                        .statistic("Maximum")
                        .build()),
                1,
                1));
        alarm(
                "ApiServerErrors",
                "The API answers with 5xx: look at the API's function, and at integrationError in the access log.",
                api.metricServerError(
                        MetricOptions.builder().period(MINUTE).statistic("Sum").build()),
                1,
                3);
        alarm(
                "RejectedSpike",
                "Many sign-ins are REJECTED: see the findings on the dashboard, and whether an IdP or its keys changed.",
                VerdictMetrics.rejectedPercent(LEAST_SIGN_INS),
                settings.rejectedPercent(),
                1);
        alarm(
                "Breaking",
                "A change of an IdP was judged BREAKING: find it in the log and stop it, or take it back.",
                VerdictMetrics.decisions("BREAKING"),
                1,
                1);
        CfnOutput.Builder.create(this, "TopicArn")
                .description("The topic of alarms")
                .value(topic.getTopicArn())
                .build()
                .overrideLogicalId("AlarmTopicArn");
    }

    private List<Alarm> ofFunction(String name, Alias alias, Settings.Watch settings) {
        return List.of(
                alarm(
                        name + "Errors",
                        "The function fails. After a deployment it goes back by itself; else read its log.",
                        alias.metricErrors(MetricOptions.builder()
                                .period(MINUTE)
                                .statistic("Sum")
                                .build()),
                        1,
                        1),
                alarm(
                        name + "Throttles",
                        "The function has no concurrency left: raise its reserved concurrency or the account's quota.",
                        alias.metricThrottles(MetricOptions.builder()
                                .period(MINUTE)
                                .statistic("Sum")
                                .build()),
                        1,
                        2),
                alarm(
                        name + "Slow",
                        "The function's p99 is slow: look for fetches of keys that fail, and for cold starts.",
                        alias.metricDuration(MetricOptions.builder()
                                .period(FIVE_MINUTES)
                                .statistic("p99")
                                .build()),
                        settings.p99Millis(),
                        1));
    }

    private Alarm alarm(String name, String whatToDo, IMetric metric, int threshold, int periods) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmDescription(whatToDo)
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        all.add(alarm);
        return alarm;
    }

    /** The alarms of each function, that a deployment of it is rolled back on. */
    public Map<String, List<Alarm>> ofFunctions() {
        return ofFunctions;
    }

    public List<Alarm> all() {
        return List.copyOf(all);
    }
}
