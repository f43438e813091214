package dev.claimsverdict.event;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges batches of records from a queue or a topic. Unreadable records go back to it. */
final class Batches {

    /**
     * The most verdicts in the answer to an SNS batch. A single record, such as a Terraform plan or a delivery of
     * Okta's event hook, may have many.
     */
    static final int MAX_VERDICTS = 1_000;

    private final Messages messages;
    private final Decisions decisions;

    Batches(Decisions decisions) {
        this.decisions = decisions;
        this.messages = new Messages(decisions);
    }

    /**
     * Judges an SQS batch and reports the messages that failed, so that only they return to the queue (<a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">source</a>). In a FIFO queue
     * a failure stops its message group: the later messages of the group aren't judged and return, too, in order.
     */
    SQSBatchResponse sqs(StrictTree event, Origin origin) {
        List<BatchItemFailure> failures = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        for (JsonNode message : event.root().path("Records")) {
            Optional<String> group = group(message);
            if (group.filter(stopped::contains).isPresent() || !read(message.path("body"), "/body", origin)) {
                failures.add(new BatchItemFailure(id(message)));
                group.ifPresent(stopped::add);
            }
        }
        return new SQSBatchResponse(failures);
    }

    /**
     * The verdicts of an SNS batch, in the order of its records. Throws {@link UnreadableEvent} for the first record
     * that can't be read, and as soon as there are more than {@link #MAX_VERDICTS} verdicts. SNS itself sends one
     * record.
     */
    ArrayNode sns(StrictTree event, Origin origin) {
        JsonNode records = event.root().path("Records");
        refuseMoreVerdicts(records.size(), origin);
        List<List<Answer>> answers = new ArrayList<>();
        int verdicts = 0;
        for (JsonNode message : records) {
            String pointer = "/Records/" + answers.size() + "/Sns/Message";
            List<Answer> each = answers(message.path("Sns").path("Message"), pointer, origin);
            Messages.refuseUnreadable(each);
            answers.add(each);
            verdicts += each.stream().mapToInt(Answer::verdicts).sum();
            refuseMoreVerdicts(verdicts, origin);
        }
        int count = answers.stream().mapToInt(List::size).sum();
        return AnswerSize.fitting(count, share -> {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            answers.forEach(each -> json.add(Messages.json(each, share)));
            return json;
        });
    }

    private void refuseMoreVerdicts(int verdicts, Origin origin) {
        if (verdicts > MAX_VERDICTS) {
            Problem problem = Problem.field(
                    "/Records",
                    FieldError.Code.TOO_MANY,
                    "The records must have at most " + MAX_VERDICTS + " verdicts; send fewer in one event.");
            decisions.refused(problem, origin);
            throw new UnreadableEvent(problem.sentence());
        }
    }

    /** The response's JSON, written by hand because a native executable has no reflection data for AWS's class. */
    static ObjectNode json(SQSBatchResponse response) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode failures = json.putArray("batchItemFailures");
        response.getBatchItemFailures()
                .forEach(failure -> failures.addObject().put("itemIdentifier", failure.getItemIdentifier()));
        return json;
    }

    private boolean read(JsonNode text, String pointer, Origin origin) {
        Answer overall = decisions.guarded(origin, () -> Answer.overall(answers(text, pointer, origin)));
        return !(overall instanceof Answer.Refused);
    }

    private List<Answer> answers(JsonNode text, String pointer, Origin origin) {
        if (!text.isTextual()) {
            Problem problem =
                    Problem.field(pointer, FieldError.Code.WRONG_TYPE, "The field must be a string with JSON in it.");
            return List.of(decisions.refused(problem, origin));
        }
        return messages.text(text.textValue(), pointer, origin);
    }

    /** Standard queues also have groups (fair queues), but no order to keep. */
    private static Optional<String> group(JsonNode message) {
        boolean fifo = message.path("eventSourceARN").asText().endsWith(".fifo");
        return fifo
                ? Optional.of(message.path("attributes").path("MessageGroupId").asText())
                : Optional.empty();
    }

    /** A message without an id can't be reported and would be lost, so the whole batch fails. */
    private static String id(JsonNode message) {
        String id = message.path("messageId").asText();
        if (id.isEmpty()) {
            throw new UnreadableEvent("A message that can't be read has no messageId, so the whole batch fails.");
        }
        return id;
    }
}
