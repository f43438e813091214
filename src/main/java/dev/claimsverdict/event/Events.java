package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;
import java.util.Map;

/** Every event in, and its answer out: tells the shapes apart and hands each to its edge (contract section 1). */
public final class Events {

    private static final System.Logger LOG = System.getLogger(Events.class.getName());

    private final Verdicts verdicts;
    private final Routes routes;

    /** Events that are judged by these judges. */
    public Events(Judges judges) {
        this.verdicts = new Verdicts(judges);
        this.routes = new Routes(verdicts);
    }

    /**
     * The answer to an event. Throws {@link UnreadableEvent} for what can't be read, except for an HTTP request, which
     * gets a problem as its answer.
     *
     * @param invocationId the id of the Lambda invocation, where API Gateway gives none of its own
     */
    public JsonNode answer(LambdaEvent event, String invocationId) {
        StrictTree tree = event.tree();
        Shape shape = Shape.of(tree.root());
        return switch (shape) {
            case HTTP_API -> http(HttpApi.version2(tree.root(), invocationId));
            case REST_API -> http(HttpApi.version1(tree.root(), invocationId));
            case DIRECT -> direct(tree);
            case HTTP_API_AUTHORIZER, REST_API_AUTHORIZER, OTHER -> throw new UnreadableEvent(shape.refusal());
        };
    }

    private ObjectNode http(HttpRequest request) {
        HttpAnswer answer;
        try {
            answer = routes.answer(request);
        } catch (RuntimeException bug) {
            // R5.5: a decision that can't be made is a problem, never a verdict. What the bug says may have text of the
            // request in it, so only its kind is logged.
            LOG.log(System.Logger.Level.ERROR, "No decision for request {0}: {1}", request.requestId(), bug.getClass());
            answer = HttpAnswer.problem(Problem.of(500, "No decision could be made."), request.path(), Map.of());
        }
        return answer.event(request.requestId());
    }

    private ObjectNode direct(StrictTree event) {
        Verdicts.Kind kind =
                Verdicts.Kind.of(event.root().path("kind").asText()).orElseThrow();
        if (event.depth() > StrictTree.MAX_DEPTH) {
            throw new UnreadableEvent("The event is nested deeper than " + StrictTree.MAX_DEPTH + " levels.");
        }
        // What is left is the request as the HTTP route takes it, so it gets the same verdict and decision id.
        ((ObjectNode) event.root()).remove("kind");
        return switch (verdicts.judge(kind, event)) {
            case Verdicts.Answer.Verdict(ObjectNode json) -> json;
            case Verdicts.Answer.Refused(Problem problem) -> throw new UnreadableEvent(problem.sentence());
        };
    }
}
