package dev.claimsverdict.infra.events;

import dev.claimsverdict.infra.encryption.Encryption;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A queue for what could not be judged, kept as long as SQS keeps anything: each message in it is an alarm. */
final class DeadLetters {

    private DeadLetters() {}

    static Queue queue(Construct scope, String id, boolean fifo, Encryption encryption) {
        Queue.Builder builder = Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(encryption.key())
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14));
        if (fifo) {
            builder.fifo(true);
        }
        Queue queue = builder.build();
        NagSuppressions.addResourceSuppressions(
                queue,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-SQS3")
                        .reason("This is a dead-letter queue itself.")
                        .build()));
        return queue;
    }
}
