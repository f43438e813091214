package dev.claimsverdict.infra.api;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;

/** A route of the function's API (docs: README, "The API", and docs/events.md). */
record Route(HttpMethod method, String path, Kind kind) {

    enum Kind {
        /** Verdicts, the tables that they come from and the API's description: for whom the setting says. */
        VERDICT,
        /** Okta's hooks: the function compares the secret itself, so API Gateway asks nobody. */
        HOOK
    }

    /**
     * HEAD works where GET does, and an HTTP API has no route for both. Nor has it one that ends with a slash: the list of
     * routes, which the function answers with and without it, is here without it.
     */
    static final List<Route> ALL = Stream.of(
                    new Route(HttpMethod.POST, "/v1/token-verdicts", Kind.VERDICT),
                    new Route(HttpMethod.POST, "/v1/amr-verdicts", Kind.VERDICT),
                    new Route(HttpMethod.POST, "/v1/idp-verdicts", Kind.VERDICT),
                    new Route(HttpMethod.POST, "/v1/org-verdicts", Kind.VERDICT),
                    new Route(HttpMethod.POST, "/v1/saml-verdicts", Kind.VERDICT),
                    new Route(HttpMethod.GET, "/v1", Kind.VERDICT),
                    new Route(HttpMethod.GET, "/v1/amr-table", Kind.VERDICT),
                    new Route(HttpMethod.GET, "/v1/findings", Kind.VERDICT),
                    new Route(HttpMethod.GET, "/v1/openapi.json", Kind.VERDICT),
                    new Route(HttpMethod.GET, "/v1/okta/event-hook", Kind.HOOK),
                    new Route(HttpMethod.POST, "/v1/okta/event-hook", Kind.HOOK),
                    new Route(HttpMethod.POST, "/v1/okta/token-hook", Kind.HOOK))
            .flatMap(route -> route.method == HttpMethod.GET
                    ? Stream.of(route, new Route(HttpMethod.HEAD, route.path, route.kind))
                    : Stream.of(route))
            .toList();

    /** As API Gateway writes it. */
    String key() {
        return method.name() + " " + path;
    }
}
