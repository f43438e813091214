package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;

/** Every event in, and its answer out: tells the shapes apart and hands each to its edge (contract section 1). */
public final class Events {

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
        return routes.answer(request).event(request.requestId());
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
