package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.decision.RequestKind;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges what a bus, a queue or a topic carries: an EventBridge or Okta event, a CloudEvent, a notification, or a plain
 * request. A wrapped request gets the same verdict as a posted one.
 */
final class Messages {

    /** Leaves room for an envelope around a request of the greatest depth. */
    static final int MAX_DEPTH = 2 * StrictTree.MAX_DEPTH;

    private static final String OWN_DETAIL_TYPE = "IdP Configuration Change";
    private static final String OKTA_SOURCE = "aws.partner/okta.com/";
    private static final String KNOWN =
            "Known forms: an EventBridge event; a CloudEvent; an SNS notification; an event of Okta's System Log or a"
                    + " delivery of its event hook; a request with kind token, saml, amr, idp or org; an IdP object; a"
                    + " change of one (after, before).";

    private final Decisions decisions;

    Messages(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The answers to a message: one, or one for each event of a delivery of Okta's event hook. */
    List<Answer> answers(StrictTree message, Origin origin) {
        JsonNode root = message.root();
        if (Shape.EVENT_BRIDGE.fits(root)) {
            return eventBridge(message, origin);
        }
        if (Shape.CLOUD_EVENT.fits(root)) {
            return cloudEvent(message, origin);
        }
        if (is(root, "Type", "Notification") && root.path("Message").isTextual()) {
            return text(root.path("Message").textValue(), "/Message", origin);
        }
        if (is(root, "eventType", OktaEventHook.EVENT_TYPE)) {
            return new OktaEventHook(decisions).answers(message, origin);
        }
        if (root.path("eventType").isTextual()) {
            return List.of(decisions.systemLog(message, origin));
        }
        return List.of(request(message, origin));
    }

    /** The answers to a message that comes as text. */
    List<Answer> text(String text, String pointer, Origin origin) {
        return switch (StrictTree.read(text, MAX_DEPTH)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> answers(tree, origin);
            case Reading.Refused<StrictTree>(Problem problem) ->
                refused(pointer, problem.about("The message").sentence(), origin);
        };
    }

    List<Answer> eventBridge(StrictTree event, Origin origin) {
        Optional<Problem> twice = event.ambiguousOutside("/detail");
        if (twice.isPresent()) {
            return List.of(decisions.refused(twice.get(), origin));
        }
        StrictTree detail = event.at("/detail");
        if (event.root().path("source").asText().startsWith(OKTA_SOURCE)) {
            return List.of(decisions.systemLog(detail, origin));
        }
        return is(event.root(), "detail-type", OWN_DETAIL_TYPE)
                ? List.of(request(detail, origin))
                : refused(
                        "/detail-type",
                        "An EventBridge event must have the detail-type \"" + OWN_DETAIL_TYPE
                                + "\" or a source that begins with " + OKTA_SOURCE + ".",
                        origin);
    }

    /** The answers to a CloudEvent in structured mode. Only its data matters, not its type. */
    List<Answer> cloudEvent(StrictTree event, Origin origin) {
        Optional<Problem> twice = event.ambiguousOutside("/data");
        if (twice.isPresent()) {
            return List.of(decisions.refused(twice.get(), origin));
        }
        return event.root().path("data").isObject()
                ? answers(event.at("/data"), origin)
                : refused("/data", "A CloudEvent's data must be a JSON object.", origin);
    }

    /** The answer to a plain request. Without a kind, it is about an IdP. */
    Answer request(StrictTree request, Origin origin) {
        JsonNode root = request.root();
        Optional<RequestKind> kind = RequestKind.of(root.path("kind").asText());
        if (kind.isEmpty() && (root.has("kind") || !Decisions.isAboutIdps(request))) {
            return decisions.refused(Problem.of(422, "The message has an unknown form. " + KNOWN), origin);
        }
        if (request.depth() > StrictTree.MAX_DEPTH) {
            return decisions.refused(
                    Problem.of(400, "The request is nested deeper than " + StrictTree.MAX_DEPTH + " levels."), origin);
        }
        // Without its kind, this is the request that the HTTP route takes, so it gets the same verdict and decision id.
        return decisions.decide(
                kind.orElse(RequestKind.IDP), kind.isPresent() ? request.without("kind") : request, origin);
    }

    /**
     * One answer by itself, several as an array. Throws {@link UnreadableEvent} for an unreadable message, so that
     * nobody assumes it was judged.
     */
    static JsonNode json(List<Answer> answers) {
        refuseUnreadable(answers);
        return AnswerSize.fitting(answers.size(), share -> json(answers, share));
    }

    /** Throws {@link UnreadableEvent} if one of the answers refuses what can't be read. */
    static void refuseUnreadable(List<Answer> answers) {
        if (Answer.overall(answers) instanceof Answer.Refused(Problem problem)) {
            throw new UnreadableEvent(problem.sentence());
        }
    }

    /**
     * One answer by itself, several as an array. Each has at most {@code share} bytes of findings, or all of them
     * without a number.
     */
    static JsonNode json(List<Answer> answers, OptionalInt share) {
        List<JsonNode> each = new ArrayList<>();
        for (Answer answer : answers) {
            each.add(
                    switch (answer) {
                        case Answer.Judged(Verdict verdict, var json) ->
                            share.isPresent() ? VerdictWriter.write(verdict, share.getAsInt()) : json;
                        case Answer.Ignored ignored -> ignored.json();
                        case Answer.Refused(Problem problem) -> throw new UnreadableEvent(problem.sentence());
                    });
        }
        if (each.size() == 1) {
            return each.getFirst();
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.addAll(each);
        return array;
    }

    private List<Answer> refused(String pointer, String detail, Origin origin) {
        return List.of(decisions.refused(Problem.field(pointer, detail), origin));
    }

    private static boolean is(JsonNode event, String field, String value) {
        return value.equals(event.path(field).textValue());
    }
}
