package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.answer.CatalogueWriter;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.decision.RequestKind;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.okta.TokenHookWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The HTTP routes (docs/reference.md, Routes). Every request gets an answer, and nothing that a caller sends causes a 500. */
final class Routes {

    /** The most bytes of a body. */
    static final int MAX_BODY_BYTES = 256 * 1024;

    private static final String CHALLENGE = "x-okta-verification-challenge";

    private final Decisions decisions;
    private final Map<String, Map<String, Handler>> routes = new HashMap<>();

    Routes(Decisions decisions, Optional<HookSecrets> hookSecrets) {
        this.decisions = decisions;
        routes.put("/v1/token-verdicts", Map.of("POST", verdicts(RequestKind.TOKEN)));
        routes.put("/v1/amr-verdicts", Map.of("POST", verdicts(RequestKind.AMR)));
        routes.put("/v1/saml-verdicts", Map.of("POST", verdicts(RequestKind.SAML)));
        routes.put("/v1/idp-verdicts", Map.of("POST", verdicts(RequestKind.IDP)));
        routes.put("/v1/org-verdicts", Map.of("POST", verdicts(RequestKind.ORG)));
        routes.put("/v1/amr-table", Map.of("GET", (request, _) -> amrTable(request)));
        routes.put("/v1/findings", Map.of("GET", (_, _) -> HttpAnswer.ok(CatalogueWriter.findings())));
        routes.put("/v1/openapi.json", Map.of("GET", (_, _) -> HttpAnswer.ok(OpenApiDocument.text())));
        // Without a secret, anybody could pretend to be Okta, so these routes don't exist.
        hookSecrets.ifPresent(secrets -> {
            routes.put(
                    "/v1/okta/event-hook",
                    Map.of(
                            "GET",
                            guarded(secrets, "OKTA_EVENT_HOOK", Routes::verification),
                            "POST",
                            guarded(secrets, "OKTA_EVENT_HOOK", this::eventHook)));
            routes.put("/v1/okta/token-hook", Map.of("POST", guarded(secrets, "OKTA_TOKEN_HOOK", this::tokenHook)));
        });
    }

    /** All paths and their methods. */
    Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        routes.forEach((path, handlers) -> methods.put(path, new TreeSet<>(handlers.keySet())));
        return methods;
    }

    /** The answer to a request. */
    HttpAnswer answer(HttpRequest request, Origin origin) {
        Map<String, Handler> methods = routes.get(request.path());
        if (methods == null) {
            return problem(request, Problem.of(404, "This route doesn't exist."));
        }
        Handler handler = methods.get(request.method());
        if (handler == null) {
            String allowed = String.join(", ", new TreeSet<>(methods.keySet()));
            return HttpAnswer.problem(
                    Problem.of(405, "The route takes " + allowed + " only."), request.path(), Map.of("allow", allowed));
        }
        return handler.answer(request, origin);
    }

    private Handler verdicts(RequestKind kind) {
        return (request, origin) ->
                answer(request, origin, tree -> decisions.decide(kind, tree, origin), HttpAnswer::ok);
    }

    /**
     * Requires a secret. Logs each wrong one, since nobody else would notice a failed rotation. The log names the hook as
     * the shape: a change that Okta reports has happened, while other requests only ask.
     */
    private Handler guarded(HookSecrets secrets, String hook, Handler handler) {
        return (request, http) -> {
            Origin origin = new Origin(http.requestId(), hook);
            if (secrets.match(request.headers().getOrDefault("authorization", ""))) {
                return handler.answer(request, origin);
            }
            Problem problem = Problem.of(401, "The Authorization header doesn't contain the hook's secret.");
            decisions.unauthorized(problem, origin);
            return problem(request, problem);
        };
    }

    /** Okta's one-time verification: returns the challenge. */
    private static HttpAnswer verification(HttpRequest request, Origin origin) {
        String challenge = request.headers().get(CHALLENGE);
        return challenge == null
                ? problem(request, Problem.of(400, "The header " + CHALLENGE + " is missing."))
                : HttpAnswer.ok(JsonNodeFactory.instance.objectNode().put("verification", challenge));
    }

    /** A delivery. Okta reads only the answer's status, and never resends after a 4xx. */
    private HttpAnswer eventHook(HttpRequest request, Origin origin) {
        return answer(
                request,
                origin,
                tree -> Answer.overall(new OktaEventHook(decisions).answers(tree, origin)),
                _ -> HttpAnswer.noContent());
    }

    /**
     * Okta calls this before it issues tokens, and issues them unchanged after any status but 200. So a request that
     * can't be judged gets a 200 with an error in it. A body that isn't JSON, which Okta doesn't send, gets a problem
     * as on any route.
     */
    private HttpAnswer tokenHook(HttpRequest request, Origin origin) {
        return json(request, origin, tree -> {
            Answer answer = decisions.guarded(origin, () -> decisions.tokenHook(tree, origin));
            return HttpAnswer.ok(
                    switch (answer) {
                        case Answer.Refused(Problem problem) -> TokenHookWriter.error(problem);
                        case Answer.Judged(var _, ObjectNode json) -> json;
                        case Answer.Ignored _ -> TokenHookWriter.nothingToChange();
                    });
        });
    }

    /** Handles a JSON body. There is an answer whatever it contains, and even if this program has a fault. */
    private HttpAnswer answer(
            HttpRequest request,
            Origin origin,
            Function<StrictTree, Answer> judge,
            Function<ObjectNode, HttpAnswer> success) {
        return json(request, origin, tree -> switch (decisions.guarded(origin, () -> judge.apply(tree))) {
            case Answer.Refused(Problem problem) -> problem(request, problem);
            case Answer.Judged(var _, ObjectNode json) -> success.apply(json);
            case Answer.Ignored ignored -> success.apply(ignored.json());
        });
    }

    private HttpAnswer json(HttpRequest request, Origin origin, Function<StrictTree, HttpAnswer> answer) {
        if (!isJson(Optional.ofNullable(request.headers().get("content-type")))) {
            return problem(request, Problem.of(415, "The body's media type must be application/json."));
        }
        return switch (read(request)) {
            case Reading.Refused<StrictTree>(Problem problem) -> {
                decisions.refused(problem, origin);
                yield problem(request, problem);
            }
            case Reading.Read<StrictTree>(StrictTree tree) -> answer.apply(tree);
        };
    }

    private static HttpAnswer amrTable(HttpRequest request) {
        String edition = request.query().getOrDefault("edition", AmrTable.DEFAULT.edition());
        return AmrTable.edition(edition)
                .map(table -> HttpAnswer.ok(CatalogueWriter.amrTable(table)))
                .orElseGet(() -> problem(
                        request,
                        new Problem(
                                422,
                                "A query parameter is wrong. The array errors says which.",
                                List.of(new FieldError(
                                        "/edition", "The edition must be one of " + AmrTable.EDITIONS + ".", true)))));
    }

    private static HttpAnswer problem(HttpRequest request, Problem problem) {
        return HttpAnswer.problem(problem, request.path(), Map.of());
    }

    /** {@code application/json} or a {@code +json} type. Like API Gateway, takes a missing header for JSON. */
    private static boolean isJson(Optional<String> contentType) {
        if (contentType.isEmpty()) {
            return true;
        }
        String mediaType = contentType.get().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json")
                || mediaType.startsWith("application/") && mediaType.endsWith("+json");
    }

    private static Reading<StrictTree> read(HttpRequest request) {
        String body = request.body().orElse("");
        byte[] bytes;
        try {
            bytes = request.base64() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return new Reading.Refused<>(Problem.of(400, "The event says that the body is base64, but it isn't."));
        }
        if (bytes.length > MAX_BODY_BYTES) {
            return new Reading.Refused<>(Problem.of(413, "The body is larger than " + MAX_BODY_BYTES + " bytes."));
        }
        // Text is parsed as text: converted to bytes, half a surrogate pair would become a question mark.
        return request.base64() ? StrictTree.read(bytes) : StrictTree.read(body);
    }

    @FunctionalInterface
    private interface Handler {
        HttpAnswer answer(HttpRequest request, Origin origin);
    }
}
