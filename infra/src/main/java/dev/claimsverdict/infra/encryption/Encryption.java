package dev.claimsverdict.infra.encryption;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The key of all data at rest: environment variables, logs, queues, buses, topics. This class grants its use service by
 * service, because the CDK's own grants have wildcards in their actions.
 */
public final class Encryption extends Construct {

    private final Key key;
    private final IKey reference;

    /** A new key with yearly rotation. */
    public Encryption(Construct scope, String id) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .description("Data at rest of Claims Verdict: settings, logs, queues, buses and topics")
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(30))
                // The key stays as long as the logs that it encrypts, but not after a failed first deployment.
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        reference = Key.fromKeyArn(this, "Reference", key.getKeyArn());
        Stack stack = Stack.of(this);
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
        allow(
                "logs." + stack.getRegion() + ".amazonaws.com",
                List.of(
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:DescribeKey"),
                Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount()
                                        + ":log-group:*")));
        // EventBridge: its buses.
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html
        allow(
                "events.amazonaws.com",
                List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"),
                Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())));
        // EventBridge to the topic of BREAKING verdicts. EventBridge sends no aws:SourceAccount here, so the condition
        // is on SNS' encryption context. The key can't name the topic, because the topic names the key.
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        allow(
                "events.amazonaws.com",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:sns:topicArn",
                                "arn:" + stack.getPartition() + ":sns:" + stack.getRegion() + ":" + stack.getAccount()
                                        + ":" + stack.getStackName() + "-*")));
        // Alarms on an encrypted topic.
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        allow(
                "cloudwatch.amazonaws.com",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())));
    }

    /** The key for constructs that are encrypted with it. They can't add to its policy. */
    public IKey key() {
        return reference;
    }

    private void allow(String service, List<String> actions, Map<String, Object> conditions) {
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal(service)))
                .actions(actions)
                .resources(List.of("*"))
                .conditions(conditions)
                .build());
    }
}
