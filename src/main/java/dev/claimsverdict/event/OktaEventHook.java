package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A delivery of Okta's event hook: System Log events in an envelope (<a
 * href="https://developer.okta.com/docs/concepts/event-hooks/">source</a>).
 */
final class OktaEventHook {

    static final String EVENT_TYPE = "com.okta.event_hook";

    private final Decisions decisions;

    OktaEventHook(Decisions decisions) {
        this.decisions = decisions;
    }

    /** One answer for each event. An unreadable event doesn't prevent judging the others. */
    List<Answer> answers(StrictTree delivery, Origin origin) {
        Optional<Problem> twice = delivery.ambiguousOutside("/data/events");
        if (twice.isPresent()) {
            return List.of(decisions.refused(twice.get(), origin));
        }
        JsonNode events = delivery.root().path("data").path("events");
        if (!EVENT_TYPE.equals(delivery.root().path("eventType").textValue())) {
            return refused(
                    "/eventType", FieldError.Code.UNKNOWN_VALUE, "The field must be " + EVENT_TYPE + ".", origin);
        }
        if (!events.isArray()) {
            return refused(
                    "/data/events", FieldError.Code.WRONG_TYPE, "The field must be an array of objects.", origin);
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            answers.add(decisions.systemLog(delivery.at("/data/events/" + i), origin));
        }
        return answers;
    }

    private List<Answer> refused(String pointer, FieldError.Code code, String detail, Origin origin) {
        return List.of(decisions.refused(Problem.field(pointer, code, detail), origin));
    }
}
