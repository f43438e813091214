package dev.claimsverdict.event;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.json.CatalogueWriter;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The HTTP routes of contract section 2. Each request gets an answer; none of a caller's making is a 500. */
final class Routes {

    /** The most bytes of a body. */
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final Verdicts verdicts;
    private final Map<String, Route> routes = Map.of(
            "/v1/token-verdicts", new Route("POST", request -> verdict(request, Verdicts.Kind.TOKEN)),
            "/v1/amr-verdicts", new Route("POST", request -> verdict(request, Verdicts.Kind.AMR)),
            "/v1/idp-verdicts", new Route("POST", request -> verdict(request, Verdicts.Kind.IDP)),
            "/v1/amr-table", new Route("GET", Routes::amrTable),
            "/v1/findings", new Route("GET", _ -> HttpAnswer.ok(CatalogueWriter.findings())));

    Routes(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** The answer to a request. */
    HttpAnswer answer(HttpRequest request) {
        Route route = routes.get(request.path());
        if (route == null) {
            return problem(request, Problem.of(404, "There is no such route."));
        }
        if (!route.method.equals(request.method())) {
            return HttpAnswer.problem(
                    Problem.of(405, "The route takes " + route.method + " only."),
                    request.path(),
                    Map.of("allow", route.method));
        }
        return route.answer.apply(request);
    }

    private HttpAnswer verdict(HttpRequest request, Verdicts.Kind kind) {
        if (!isJson(request.headers().get("content-type"))) {
            return problem(request, Problem.of(415, "The body's media type must be application/json."));
        }
        return switch (read(request)) {
            case Reading.Refused(Problem problem) -> problem(request, problem);
            case Reading.Read(StrictTree tree) ->
                switch (verdicts.judge(kind, tree)) {
                    case Verdicts.Answer.Refused(Problem problem) -> problem(request, problem);
                    case Verdicts.Answer.Verdict(var json) -> HttpAnswer.ok(json);
                };
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
    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return true;
        }
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json")
                || mediaType.startsWith("application/") && mediaType.endsWith("+json");
    }

    private static Reading read(HttpRequest request) {
        String body = request.body().orElse("");
        byte[] bytes;
        try {
            bytes = request.base64() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return new Reading.Refused(Problem.of(400, "The body is said to be base64 and is not."));
        }
        if (bytes.length > MAX_BODY_BYTES) {
            return new Reading.Refused(Problem.of(413, "The body is larger than " + MAX_BODY_BYTES + " bytes."));
        }
        // Text is read as it came: as bytes, half a surrogate pair would have become a question mark.
        return switch (request.base64() ? StrictTree.read(bytes) : StrictTree.read(body)) {
            case StrictTree.Reading.Tree(StrictTree tree) -> new Reading.Read(tree);
            case StrictTree.Reading.NotJson(String reason) -> new Reading.Refused(Problem.of(400, reason));
        };
    }

    private sealed interface Reading {
        record Read(StrictTree tree) implements Reading {}

        record Refused(Problem problem) implements Reading {}
    }

    private record Route(String method, Function<HttpRequest, HttpAnswer> answer) {}
}
