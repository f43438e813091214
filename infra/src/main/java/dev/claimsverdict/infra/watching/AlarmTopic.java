package dev.claimsverdict.infra.watching;

import dev.claimsverdict.infra.encryption.Encryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** A topic that alarms go to. */
final class AlarmTopic extends Construct {

    private final Topic topic;
    private final List<Alarm> alarms = new ArrayList<>();

    /** @param output the name of the template output with the topic's ARN */
    AlarmTopic(Construct scope, String id, String title, String output, Subscriber subscriber, Encryption encryption) {
        super(scope, id);
        topic = Topic.Builder.create(this, "Topic")
                .displayName("Claims Verdict: " + title)
                .masterKey(encryption.key())
                .enforceSsl(true)
                .build();
        // The statement about TLS replaces SNS' default policy, which lets the account's alarms publish.
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
        subscriber.to(topic);
        CfnOutput.Builder.create(this, "TopicArn")
                .description("The ARN of the topic of " + title)
                .value(topic.getTopicArn())
                .build()
                .overrideLogicalId(output);
    }

    /** Sends this alarm to the topic. */
    void subscribe(Alarm alarm) {
        alarm.addAlarmAction(new SnsAction(topic));
        alarms.add(alarm);
    }

    List<Alarm> alarms() {
        return List.copyOf(alarms);
    }
}
