package dev.claimsverdict.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.SignIn;
import dev.claimsverdict.bench.process.Authorizer;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A queue whose function gets SIGTERM in the middle of batches. The queue behaves as SQS and Lambda do: after a
 * complete answer, the messages that it doesn't report leave the queue; otherwise the whole batch comes again; after
 * five times a message goes to the dead-letter queue (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">source</a>). In the end each
 * readable message must have left the queue once, in a batch in which it was judged, and all others must be dead
 * letters.
 */
final class Terminated implements Check {

    private static final int MESSAGES = 200;
    private static final int EACH_TENTH = 10;
    private static final int MOST_RECEIVES = 5;
    private static final long SEED = 22;

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        SignIn signIn = Authorizer.signIn("ES256");
        Random random = new Random(SEED);
        int inTheMiddle = 0;
        int judged = 0;
        int answered = 0;
        Set<String> left = new HashSet<>();
        try (Lambda lambda = trial.lambda("terminated")) {
            lambda.invoke(event(messages(signIn, -1)));
            long bytesOfBatch = lambda.logBytes();
            lambda.terminate();
            lambda.awaitEnd();
            for (int round = 0; round < trial.size().terminations(); round++) {
                Map<String, String> queue = messages(signIn, round);
                Map<String, Integer> receives = new HashMap<>();
                Set<String> good = new HashSet<>();
                queue.forEach((id, body) -> {
                    if (body.startsWith("{\"kind\":\"token")) {
                        good.add(id);
                    }
                });
                int all = queue.size();
                boolean terminate = true;
                while (!queue.isEmpty()) {
                    Invocation invocation = new Invocation(event(queue), Fault.NONE);
                    long logged = lambda.logBytes();
                    Told told;
                    if (terminate) {
                        long bytes = logged + (long) (random.nextDouble() * bytesOfBatch);
                        told = lambda.invoke(invocation, () -> {
                            while (lambda.logBytes() < bytes
                                    && !invocation.told().isDone()) {
                                Thread.sleep(0, 100_000);
                            }
                            lambda.terminate();
                        });
                    } else {
                        told = lambda.invoke(invocation);
                    }
                    int decisions = decisions(lambda, logged);
                    if (told instanceof Told.Ended && decisions > 0) {
                        inTheMiddle++;
                    }
                    if (told instanceof Told.Failed) {
                        throw new Broken("fails a batch as a whole: " + told);
                    }
                    if (invocation.contradicts()) {
                        throw new Broken("answers a batch in two ways");
                    }
                    if (told.answer().isPresent()) {
                        answered++;
                        Set<String> failures = failures(told.answer().get());
                        int done = queue.size() - failures.size();
                        if (done != decisions) {
                            throw new Broken("answers for " + done + " messages and has judged " + decisions);
                        }
                        for (String id : List.copyOf(queue.keySet())) {
                            if (!failures.contains(id)) {
                                queue.remove(id);
                                if (!good.contains(id) || !left.add(id)) {
                                    throw new Broken(
                                            "removes a message that it can't read, or the same message twice: " + id);
                                }
                                judged++;
                            }
                        }
                    }
                    queue.keySet().forEach(id -> receives.merge(id, 1, Integer::sum));
                    for (String id : List.copyOf(queue.keySet())) {
                        if (receives.get(id) >= MOST_RECEIVES) {
                            queue.remove(id);
                            if (good.contains(id)) {
                                throw new Broken("never judges " + id);
                            }
                        }
                    }
                    if (terminate && told.answer().isPresent()) {
                        // The process may end only now, between two events. That counts, too.
                        lambda.awaitEnd();
                    }
                    terminate = false;
                }
                if (all != MESSAGES || good.size() != MESSAGES - MESSAGES / EACH_TENTH) {
                    throw new IllegalStateException("The batch doesn't have the messages that it was made for.");
                }
            }
            int rounds = trial.size().terminations();
            if (judged != rounds * (MESSAGES - MESSAGES / EACH_TENTH)) {
                throw new Broken("lost messages: " + judged);
            }
            return rounds + " batches of " + MESSAGES + " messages, each with one SIGTERM, " + inTheMiddle
                    + " of them between the first verdict and the answer; " + judged
                    + " readable messages left the queue once, "
                    + rounds * MESSAGES / EACH_TENTH + " others are dead letters; none lost, none answered twice";
        }
    }

    private static Map<String, String> messages(SignIn signIn, int round) {
        Map<String, String> messages = new TreeMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            ObjectNode request = Mix.message(signIn, 0);
            request.withObject("/idp").put("name", "Example " + round + " " + i);
            String body = i % EACH_TENTH == 0 ? "{\"kind\":\"zebra\"}" : request.toString();
            messages.put("round-" + round + "-message-" + i, body);
        }
        return messages;
    }

    private static byte[] event(Map<String, String> queue) {
        ObjectNode event = TestApi.JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        queue.forEach((id, body) -> Mix.sqsRecord(records.addObject(), id, body));
        return Oracle.bytes(event.toString());
    }

    private static Set<String> failures(String answer) {
        Set<String> failures = new HashSet<>();
        for (JsonNode each : TestApi.json(answer).path("batchItemFailures")) {
            failures.add(each.path("itemIdentifier").asText());
        }
        return failures;
    }

    /**
     * The number of verdicts in the log from this byte on. All are of one invocation, because there is one at a time.
     */
    private static int decisions(Lambda lambda, long from) throws IOException {
        return (int) lambda.log(from)
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"decision\""))
                .count();
    }
}
