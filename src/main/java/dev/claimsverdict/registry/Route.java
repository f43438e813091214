package dev.claimsverdict.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The route of an API that a request is for, as far as API Gateway tells it.
 *
 * @param named the route keys by which API Gateway names it, the closest first; none where it names none
 * @param asked what was asked for, where that is told
 */
public record Route(List<String> named, Optional<Asked> asked) {

    /** No route: the IdP's own rule holds. */
    public static final Route NONE = new Route(List.of(), Optional.empty());

    public Route {
        named = List.copyOf(named);
    }

    /** A method and a path that were asked for. */
    public record Asked(String method, RequestPath path) {}

    /**
     * The key among these whose rule holds, if one does: the one that API Gateway names, else the one that fits the
     * request closest. A stricter rule is never passed by because the route is called otherwise.
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
