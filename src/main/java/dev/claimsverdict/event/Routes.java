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

/** The HTTP routes of contract section 2. Each request gets an answer; none of a caller's making is a 500. */
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
        routes.put("/v1/idp-verdicts", Map.of("POST", verdicts(RequestKind.IDP)));
        routes.put("/v1/amr-table", Map.of("GET", (request, _) -> amrTable(request)));
        routes.put("/v1/findings", Map.of("GET", (_, _) -> HttpAnswer.ok(CatalogueWriter.findings())));
        routes.put("/v1/openapi.json", Map.of("GET", (_, _) -> HttpAnswer.ok(OpenApiDocument.text())));
        // Without a secret nobody could be told from Okta, so there is no such route.
        hookSecrets.ifPresent(secrets -> {
            routes.put(
                    "/v1/okta/event-hook",
                    Map.of("GET", guarded(secrets, Routes::verification), "POST", guarded(secrets, this::eventHook)));
            routes.put("/v1/okta/token-hook", Map.of("POST", guarded(secrets, this::tokenHook)));
        });
    }

    /** Each path that there is, and its methods. */
    Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        routes.forEach((path, handlers) -> methods.put(path, new TreeSet<>(handlers.keySet())));
        return methods;
    }

    /** The answer to a request. */
    HttpAnswer answer(HttpRequest request, Origin origin) {
        Map<String, Handler> methods = routes.get(request.path());
        if (methods == null) {
            return problem(request, Problem.of(404, "There is no such route."));
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

    /** Only who knows a secret gets any further. Who doesn't is told of: a rotation that went wrong is seen by nobody else. */
    private Handler guarded(HookSecrets secrets, Handler handler) {
        return (request, origin) -> {
            if (secrets.match(request.headers().getOrDefault("authorization", ""))) {
                return handler.answer(request, origin);
            }
            Problem problem = Problem.of(401, "The Authorization header is not the hook's secret.");
            decisions.unauthorized(problem, origin);
            return problem(request, problem);
        };
    }

    /** Okta's one-time verification: the challenge comes back. */
    private static HttpAnswer verification(HttpRequest request, Origin origin) {
        String challenge = request.headers().get(CHALLENGE);
        return challenge == null
                ? problem(request, Problem.of(400, "The header " + CHALLENGE + " is missing."))
                : HttpAnswer.ok(JsonNodeFactory.instance.objectNode().put("verification", challenge));
    }

    /** A delivery. Okta reads no more of the answer than its status, and sends what got a 4xx never again. */
    private HttpAnswer eventHook(HttpRequest request, Origin origin) {
        return answer(
                request,
                origin,
                tree -> Answer.overall(new OktaEventHook(decisions).answers(tree, origin)),
                _ -> HttpAnswer.noContent());
    }

    /**
     * Okta asks before it issues tokens. With any status but 200 it would issue them as they are, so what can't be judged
     * is 200 with an error in it; what is not JSON at all, which Okta doesn't send, gets the problem of any route.
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

    /** The way of a body that is JSON: whatever it says, or this program does wrong, there is an answer. */
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
                                "The query is not a request of this route: see errors.",
                                List.of(new FieldError(
                                        "/edition", "The edition must be one of " + AmrTable.EDITIONS + ".", true)))));
    }

    private static HttpAnswer problem(HttpRequest request, Problem problem) {
        return HttpAnswer.problem(problem, request.path(), Map.of());
    }

    /** {@code application/json} or a {@code +json} type; without the header, what API Gateway takes it for: JSON. */
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
            return new Reading.Refused<>(Problem.of(400, "The body is said to be base64 and is not."));
        }
        if (bytes.length > MAX_BODY_BYTES) {
            return new Reading.Refused<>(Problem.of(413, "The body is larger than " + MAX_BODY_BYTES + " bytes."));
        }
        // Text is read as it came: as bytes, half a surrogate pair would have become a question mark.
        return request.base64() ? StrictTree.read(bytes) : StrictTree.read(body);
    }

    @FunctionalInterface
    private interface Handler {
        HttpAnswer answer(HttpRequest request, Origin origin);
    }
}
