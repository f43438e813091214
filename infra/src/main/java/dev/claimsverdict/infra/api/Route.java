package dev.claimsverdict.infra.api;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;

/** A route of the function's API (docs/reference.md, Routes). */
record Route(HttpMethod method, String path, Kind kind) {

    enum Kind {
        /** Verdicts, the catalogues and the API's description. The setting {@code access} says who may call these. */
        VERDICT,
        /** Okta's hooks. API Gateway authorizes nobody here, because the function itself compares the secret. */
        HOOK
    }

    /**
     * HEAD works wherever GET does. An HTTP API has no route for both, so each has its own. It also has no routes that
     * end with a slash, so the list of routes, which the function answers with and without it, has none here.
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

    /** The route key, as API Gateway writes it. */
    String key() {
        return method.name() + " " + path;
    }
}
