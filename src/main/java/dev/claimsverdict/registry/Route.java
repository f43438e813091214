package dev.claimsverdict.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The API route of a request, as far as API Gateway reports it.
 *
 * @param named API Gateway's keys of the route, the closest first; empty if the event names none
 * @param asked the request's method and path, if they are known
 */
public record Route(List<String> named, Optional<Asked> asked) {

    /** No route: the IdP's own rule holds. */
    public static final Route NONE = new Route(List.of(), Optional.empty());

    public Route {
        named = List.copyOf(named);
    }

    /** The method and path of a request. */
    public record Asked(String method, RequestPath path) {}

    /**
     * The key whose rule applies, if any: the one that API Gateway names, or else the one that fits the request most
     * closely. Calling a route by another name never avoids a stricter rule.
     */
    Optional<RouteKey> keyAmong(Collection<RouteKey> keys) {
        return named.stream()
                .flatMap(name -> RouteKey.of(name).stream())
                .flatMap(name -> keys.stream().filter(name::isSameRoute))
                .findFirst()
                .or(() -> asked.flatMap(request -> keys.stream()
                        .filter(key -> key.fits(request.method(), request.path()))
                        .min(RouteKey.CLOSEST_FIRST)));
    }
}
