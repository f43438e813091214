package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.answer.CatalogueWriter;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.decision.RequestKind;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.okta.TokenHookWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
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

    private static final String LIST = "/v1/";
    private static final String EVENT_HOOK = "/v1/okta/event-hook";
    private static final String TOKEN_HOOK = "/v1/okta/token-hook";

    private final Decisions decisions;

    /** By path and method, in the order of the list. */
    private final Map<String, Map<String, Endpoint>> routes = new LinkedHashMap<>();

    Routes(Decisions decisions, Optional<HookSecrets> hookSecrets) {
        this.decisions = decisions;
        route("GET", LIST, "List the routes", (_, _) -> HttpAnswer.ok(list()));
        route("POST", "/v1/token-verdicts", "Judge a token", verdicts(RequestKind.TOKEN));
        route("POST", "/v1/saml-verdicts", "Judge a SAML response", verdicts(RequestKind.SAML));
        route("POST", "/v1/amr-verdicts", "Judge AMR values", verdicts(RequestKind.AMR));
        route("POST", "/v1/idp-verdicts", "Judge an IdP or a change of one", verdicts(RequestKind.IDP));
        route("POST", "/v1/org-verdicts", "Judge an org", verdicts(RequestKind.ORG));
        route("GET", "/v1/amr-table", "The AMR table", (request, _) -> amrTable(request), "edition");
        route("GET", "/v1/findings", "The catalogue of findings", (_, _) -> HttpAnswer.ok(CatalogueWriter.findings()));
        route("GET", "/v1/openapi.json", "This API as OpenAPI 3.1", (_, _) -> HttpAnswer.ok(OpenApiDocument.text()));
        // Without a secret, anybody could pretend to be Okta, so these routes don't exist.
        hookSecrets.ifPresent(secrets -> {
            String eventHook = "OKTA_EVENT_HOOK";
            hook("GET", EVENT_HOOK, "Verify the event hook", guarded(secrets, eventHook, Routes::verification));
            hook("POST", EVENT_HOOK, "Deliver events", guarded(secrets, eventHook, this::eventHook));
            hook("POST", TOKEN_HOOK, "Decide on tokens", guarded(secrets, "OKTA_TOKEN_HOOK", this::tokenHook));
        });
    }

    /** Adds a route that refuses all other query parameters: a misspelt one would get the wrong answer. */
    private void route(String method, String path, String summary, Handler handler, String... parameters) {
        Set<String> known = Set.of(parameters);
        add(method, path, summary, (request, origin) -> {
            List<FieldError> unknown = unknownParameters(request, known);
            return unknown.isEmpty() ? handler.answer(request, origin) : problem(request, Problem.parameters(unknown));
        });
    }

    /** Adds a hook's route. It ignores the query, since Okta would issue unchanged tokens after a 422. */
    private void hook(String method, String path, String summary, Handler handler) {
        add(method, path, summary, handler);
    }

    private void add(String method, String path, String summary, Handler handler) {
        routes.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(method, new Endpoint(summary, handler));
    }

    private static List<FieldError> unknownParameters(HttpRequest request, Set<String> known) {
        String detail = known.isEmpty()
                ? "This route takes no query parameters."
                : "The query parameter is unknown. Known parameters: " + String.join(", ", new TreeSet<>(known)) + ".";
        return request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .limit(Field.MAX_ERRORS)
                .map(name ->
                        new FieldError(StrictTree.pointer("", name), FieldError.Code.UNKNOWN_PARAMETER, detail, false))
                .toList();
    }

    /** All paths and their methods, without HEAD. */
    Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        routes.forEach((path, handlers) -> methods.put(path, new TreeSet<>(handlers.keySet())));
        return methods;
    }

    /** The answer to a request. HEAD gets that of a GET, without its body. */
    HttpAnswer answer(HttpRequest request, Origin origin) {
        return request.method().equals("HEAD")
                ? answered(request.as("GET"), origin).withoutBody()
                : answered(request, origin);
    }

    private HttpAnswer answered(HttpRequest request, Origin origin) {
        // API Gateway has no routes that end with a slash, so a deployment's route is without it.
        Map<String, Endpoint> methods = routes.get(LIST.equals(request.path() + "/") ? LIST : request.path());
        if (methods == null) {
            return problem(request, Problem.of(404, notFound(request.path())));
        }
        Endpoint endpoint = methods.get(request.method());
        return endpoint == null ? notAllowed(request, methods.keySet()) : endpoint.handler.answer(request, origin);
    }

    private static String notFound(String path) {
        return path.equals(EVENT_HOOK) || path.equals(TOKEN_HOOK)
                ? "This route exists only with a secret: set CLAIMS_HOOK_SECRET to what Okta sends in the header"
                        + " Authorization, and restart the function."
                : "This route doesn't exist. GET " + LIST + " lists the routes.";
    }

    private static HttpAnswer notAllowed(HttpRequest request, Set<String> methods) {
        TreeSet<String> taken = new TreeSet<>(methods);
        if (taken.contains("GET")) {
            taken.add("HEAD");
        }
        String allowed = String.join(", ", taken);
        return HttpAnswer.problem(
                Problem.of(405, "The route takes " + allowed + " only."), request.path(), Map.of("allow", allowed));
    }

    private ObjectNode list() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode array = list.putArray("routes");
        routes.forEach((path, methods) -> methods.forEach((method, endpoint) ->
                array.addObject().put("method", method).put("path", path).put("summary", endpoint.summary)));
        return list;
    }

    private Handler verdicts(RequestKind kind) {
        return (request, origin) ->
                answer(request, origin, tree -> decisions.decide(kind, tree, origin), HttpAnswer::ok);
    }

    /**
     * Requires a secret. Logs each wrong one, because otherwise nobody would notice a failed rotation. The log gives
     * the hook as the shape, to tell a change that has happened, as Okta reports it, from a request that only asks.
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

    /** Handles a JSON body. Answers whatever it contains, and even if this program has a fault. */
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
                        Problem.parameters(List.of(new FieldError(
                                "/edition",
                                FieldError.Code.UNKNOWN_VALUE,
                                "The edition must be one of " + AmrTable.EDITIONS + ".")))));
    }

    private static HttpAnswer problem(HttpRequest request, Problem problem) {
        return HttpAnswer.problem(problem, request.path(), Map.of());
    }

    /**
     * {@code application/json} or a {@code +json} type. Like API Gateway, treats a body without this header as JSON.
     */
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
            return new Reading.Refused<>(
                    Problem.of(
                            413,
                            "The body is larger than " + MAX_BODY_BYTES
                                    + " bytes. The command line takes larger files, such as Terraform plans: claims-verdict lint FILE."));
        }
        // Text is parsed without converting it to bytes, which would turn half a surrogate pair into a question mark.
        return request.base64() ? StrictTree.read(bytes) : StrictTree.read(body);
    }

    /**
     * The endpoint of one method of a path.
     *
     * @param summary a line for the list of routes; the OpenAPI document has the same
     */
    private record Endpoint(String summary, Handler handler) {}

    @FunctionalInterface
    private interface Handler {
        HttpAnswer answer(HttpRequest request, Origin origin);
    }
}
