package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.json.StrictTree;
import java.util.List;
import java.util.Optional;

/** Answers every event: finds its shape and passes it to the class that handles that shape (docs/reference.md, Events). */
public final class Events {

    private final Decisions decisions;
    private final Messages messages;
    private final Batches batches;
    private final Authorizers authorizers;
    private final Routes routes;

    /**
     * Events answered by these judges.
     *
     * @param hookSecrets the secrets of Okta's hooks; without them the hooks have no routes
     * @param log gets each decision
     */
    public Events(Judges judges, Optional<HookSecrets> hookSecrets, DecisionLog log) {
        this.decisions = new Decisions(judges, log);
        this.messages = new Messages(decisions);
        this.batches = new Batches(decisions);
        this.authorizers = new Authorizers(decisions);
        this.routes = new Routes(decisions, hookSecrets);
    }

    /**
     * The answer to an event. Throws {@link UnreadableEvent} for an event that can't be read, with three exceptions: an
     * HTTP request gets a problem, an SQS batch reports the message ids, and an authorizer doesn't authorize. Throws
     * {@link Unauthorized} if a REST API's authorizer gets no token, and {@link NoDecision} for a fault of this
     * program.
     *
     * @param invocationId the id of the Lambda invocation, used if API Gateway sends none
     */
    public JsonNode answer(LambdaEvent event, String invocationId) {
        StrictTree tree = event.tree();
        Shape shape = Shape.of(tree.root());
        Origin origin = new Origin(invocationId, shape.name());
        try {
            return answer(tree, shape, origin);
        } catch (UnreadableEvent | Unauthorized told) {
            throw told;
        } catch (RuntimeException fault) {
            decisions.failed(fault, origin);
            throw new NoDecision();
        }
    }

    private JsonNode answer(StrictTree tree, Shape shape, Origin origin) {
        String invocationId = origin.requestId();
        return switch (shape) {
            case HTTP_API -> http(HttpApi.version2(tree.root(), invocationId), shape);
            case REST_API -> http(HttpApi.version1(tree.root(), invocationId), shape);
            case EVENT_BRIDGE -> Messages.json(messages.eventBridge(tree, origin));
            case SQS -> Batches.json(batches.sqs(tree, origin));
            case SNS -> batches.sns(tree, origin);
            case CLOUD_EVENT -> CloudEvents.answer(tree.root(), Messages.json(messages.cloudEvent(tree, origin)));
            case DIRECT -> Messages.json(List.of(messages.request(tree, origin)));
            case HTTP_API_AUTHORIZER -> Authorizers.json(authorizers.httpApi(tree, authorizer(tree, origin)));
            case REST_API_AUTHORIZER -> Authorizers.json(authorizers.restApi(tree, authorizer(tree, origin)));
            case MIXED_BATCH, OTHER -> throw new UnreadableEvent(shape.refusal());
        };
    }

    private static Origin authorizer(StrictTree event, Origin origin) {
        return new Origin(HttpApi.requestId(event.root().path("requestContext"), origin.requestId()), origin.shape());
    }

    private ObjectNode http(HttpRequest request, Shape shape) {
        HttpAnswer answer = routes.answer(request, new Origin(request.requestId(), shape.name()));
        return HttpAnswer.json(answer.response(request.requestId()));
    }
}
