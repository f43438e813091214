package dev.claimsverdict.infra.events;

import dev.claimsverdict.infra.encryption.Encryption;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Queues for events that could not be judged. They keep messages for the longest time that SQS allows, and each message
 * raises an alarm.
 */
final class DeadLetters {

    private DeadLetters() {}

    /** A queue that is encrypted with the deployment's key. */
    static Queue queue(Construct scope, String id, boolean fifo, Encryption encryption) {
        Queue.Builder builder =
                Queue.Builder.create(scope, id).encryption(QueueEncryption.KMS).encryptionMasterKey(encryption.key());
        if (fifo) {
            builder.fifo(true);
        }
        return queue(builder);
    }

    /** A queue that SQS encrypts with its own key. Events may come here because the deployment's key can't be used. */
    static Queue withoutTheKey(Construct scope, String id) {
        return queue(Queue.Builder.create(scope, id).encryption(QueueEncryption.SQS_MANAGED));
    }

    private static Queue queue(Queue.Builder builder) {
        Queue queue =
                builder.enforceSsl(true).retentionPeriod(Duration.days(14)).build();
        NagSuppressions.addResourceSuppressions(
                queue,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-SQS3")
                        .reason("This is itself a dead-letter queue.")
                        .build()));
        return queue;
    }

    /** Lets a bus send events that it can't decrypt to this queue. */
    static void takeFrom(EventBus bus, Queue queue) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AllowBus" + Names.nodeUniqueId(bus.getNode()))
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", bus.getEventBusArn())))
                .build());
    }
}
