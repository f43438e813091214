package dev.claimsverdict.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.Verdict;
import java.util.List;

/** The result of a request: a verdict, or why there is none. */
public sealed interface Answer {

    /**
     * The request was judged.
     *
     * @param json the verdict's JSON
     */
    record Judged(Verdict verdict, ObjectNode json) implements Answer {}

    /**
     * The request is about something that this program doesn't judge.
     *
     * @param why a sentence without text of the request
     */
    record Ignored(String why) implements Answer {

        /** The answer in place of a verdict. */
        public ObjectNode json() {
            return JsonNodeFactory.instance.objectNode().put("ignored", why);
        }
    }

    /** The request can't be read, or no decision could be made. */
    record Refused(Problem problem) implements Answer {}

    /** How many verdicts it contains: one for each change of a plan, none if nothing was judged. */
    default int verdicts() {
        return switch (this) {
            case Judged(PlanVerdict plan, var _) -> plan.changes().size();
            case Judged _ -> 1;
            case Ignored _, Refused _ -> 0;
        };
    }

    /** One answer for several: the first refusal, if any. */
    static Answer overall(List<Answer> answers) {
        return answers.stream()
                .filter(Refused.class::isInstance)
                .findFirst()
                .orElse(new Ignored("Each event was judged separately."));
    }
}
