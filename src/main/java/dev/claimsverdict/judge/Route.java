package dev.claimsverdict.judge;

import java.util.Optional;
import java.util.Set;

/** The route of an API that a request is for, as far as API Gateway tells it. */
public sealed interface Route {

    /** The route key itself, such as {@code GET /orders/{id}}, {@code ANY /orders} or {@code $default}. */
    record Key(String key) implements Route {}

    /**
     * What was asked for, where no route key is told. Its rule is that of the key that fits it closest: were it left to
     * the rule of no route, a stricter one of its own would be passed by.
     *
     * @param path the path that was asked for, or the route's own with its variables in it
     */
    record MethodAndPath(String method, String path) implements Route {}

    /** The key among these that is this route's, if there is one. */
    default Optional<String> keyAmong(Set<String> keys) {
        return switch (this) {
            case Key(String key) -> Optional.of(key).filter(keys::contains);
            case MethodAndPath(String method, String path) ->
                keys.stream()
                        .map(RouteTemplate::of)
                        .filter(template -> template.fits(method, path))
                        .min(RouteTemplate.CLOSEST_FIRST)
                        .map(RouteTemplate::key);
        };
    }
}
