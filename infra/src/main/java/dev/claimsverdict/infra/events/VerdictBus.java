package dev.claimsverdict.infra.events;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.watching.Subscriber;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnFailureProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnSuccessProperty;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Sends the verdicts on events: the function's answers to EventBridge go to a bus of their own, and BREAKING ones also
 * to a topic. An event that still fails after two retries goes to a dead-letter queue.
 */
public final class VerdictBus extends Construct {

    private static final int RETRIES = 2;
    private static final int MAX_AGE_SECONDS = 3_600;

    private final Queue failed;
    private final NamedRule rule;

    /**
     * The bus for this function's verdicts.
     *
     * @param undelivered gets the verdicts that EventBridge can't deliver
     */
    public VerdictBus(
            Construct scope,
            String id,
            LiveFunction function,
            Queue undelivered,
            Subscriber subscriber,
            Encryption encryption) {
        super(scope, id);
        failed = DeadLetters.queue(this, "Failed", false, encryption);
        EventBus bus = EventBus.Builder.create(this, "Bus")
                .description("Verdicts of Claims Verdict on changes of IdPs")
                .kmsKey(encryption.key())
                .deadLetterQueue(undelivered)
                .build();
        DeadLetters.takeFrom(bus, undelivered);
        CfnEventInvokeConfig invocations = CfnEventInvokeConfig.Builder.create(this, "Invocations")
                .functionName(function.function().getFunctionName())
                .qualifier(LiveFunction.LIVE)
                .maximumRetryAttempts(RETRIES)
                .maximumEventAgeInSeconds(MAX_AGE_SECONDS)
                .destinationConfig(DestinationConfigProperty.builder()
                        .onSuccess(OnSuccessProperty.builder()
                                .destination(bus.getEventBusArn())
                                .build())
                        .onFailure(OnFailureProperty.builder()
                                .destination(failed.getQueueArn())
                                .build())
                        .build())
                .build();
        invocations.getNode().addDependency(function.alias());
        function.allow(List.of("events:PutEvents"), bus.getEventBusArn());
        function.allow(List.of("sqs:SendMessage"), failed.getQueueArn());
        function.allow(List.of("kms:GenerateDataKey"), encryption.key().getKeyArn());

        Topic breaking = Topic.Builder.create(this, "Breaking")
                .displayName("Claims Verdict: BREAKING")
                .masterKey(encryption.key())
                .enforceSsl(true)
                .build();
        subscriber.to(breaking);
        Rule breakingVerdicts = Rule.Builder.create(this, "BreakingVerdicts")
                .description("Changes that break sign-in")
                .eventBus(bus)
                .eventPattern(EventPattern.builder()
                        .source(List.of("lambda"))
                        .detailType(List.of("Lambda Function Invocation Result - Success"))
                        .detail(Map.of("responsePayload", Map.of("verdict", List.of("BREAKING"))))
                        .build())
                .targets(List.of(SnsTopic.Builder.create(breaking)
                        .deadLetterQueue(undelivered)
                        .retryAttempts(24)
                        .maxEventAge(Duration.hours(1))
                        .build()))
                .build();
        rule = NamedRule.of(breakingVerdicts, bus.getEventBusName(), 1);
        output("VerdictBusName", "The name of the bus for verdicts", bus.getEventBusName());
        output("BreakingTopicArn", "The ARN of the topic for BREAKING verdicts", breaking.getTopicArn());
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build()
                .overrideLogicalId(name);
    }

    /** The dead-letter queue of events that could not be judged. */
    public Queue failed() {
        return failed;
    }

    /** The rule that passes BREAKING verdicts to the topic. */
    public NamedRule rule() {
        return rule;
    }
}
