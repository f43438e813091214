package dev.claimsverdict.infra.events;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.functions.VerdictFunctions;
import dev.claimsverdict.infra.settings.Settings;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Receives changes of IdPs on a queue. Only messages that can't be read return to it, and after five attempts they go
 * to a dead-letter queue.
 */
public final class ChangeQueue extends Construct {

    private static final int BATCH_SIZE = 10;
    private static final int MAX_RECEIVE_COUNT = 5;

    /** The batches in progress at once if no concurrency is reserved: half of a new account's quota. */
    private static final int UNRESERVED_BATCHES = 5;

    /**
     * The share of the reserved concurrency that a full queue may take. The rest is for EventBridge's events and
     * retries.
     */
    private static final double SHARE = 0.8;

    private final Queue deadLetters;
    private final Queue queue;

    /** The queue whose changes this function judges. */
    public ChangeQueue(
            Construct scope,
            String id,
            Settings.Events settings,
            Optional<Integer> concurrency,
            LiveFunction function,
            Encryption encryption) {
        super(scope, id);
        deadLetters = DeadLetters.queue(this, "DeadLetters", settings.fifo(), encryption);
        Queue.Builder builder = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(encryption.key())
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                // Six times the function's timeout, so that no batch in progress is delivered again.
                // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
                .visibilityTimeout(
                        Duration.seconds(6 * VerdictFunctions.BATCH.toSeconds().intValue()))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MAX_RECEIVE_COUNT)
                        .build());
        if (settings.fifo()) {
            builder.fifo(true).contentBasedDeduplication(true);
        }
        queue = builder.build();
        function.alias()
                .addEventSource(SqsEventSource.Builder.create(queue)
                        .batchSize(BATCH_SIZE)
                        .reportBatchItemFailures(true)
                        // Less than the function's concurrency, because a throttled batch counts as received.
                        .maxConcurrency(concurrency
                                .map(reserved -> Math.clamp((int) (reserved * SHARE), 2, 1_000))
                                .orElse(UNRESERVED_BATCHES))
                        .build());
        CfnOutput.Builder.create(this, "Url")
                .description("The URL of the queue for changes")
                .value(queue.getQueueUrl())
                .build()
                .overrideLogicalId("ChangeQueueUrl");
        CfnOutput.Builder.create(this, "KeyArn")
                .description(
                        "The key of the queue and the buses: senders need kms:GenerateDataKey and kms:Decrypt on it")
                .value(encryption.key().getKeyArn())
                .build()
                .overrideLogicalId("KeyArn");
    }

    /** The dead-letter queue of messages that can't be read. */
    public Queue deadLetters() {
        return deadLetters;
    }

    /** The queue of changes. */
    public Queue queue() {
        return queue;
    }
}
