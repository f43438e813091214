package dev.claimsverdict.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A route key of API Gateway: {@code METHOD /path}, {@code ANY /path} or {@code $default}
 * (<a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">source</a>).
 *
 * @param text the key as written
 * @param segments the path's segments; empty for the root and for {@code $default}
 */
public record RouteKey(String text, String method, List<Segment> segments) {

    private static final String ANY = "ANY";
    private static final String DEFAULT = "$default";
    private static final Set<String> METHODS = Set.of(ANY, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Pattern VARIABLE = Pattern.compile("\\{[\\w.:-]+(?<greedy>\\+)?}");

    /**
     * Excludes characters that no accepted path has ({@link RequestPath}) and those that would not be compared
     * literally.
     */
    private static final Pattern LITERAL = Pattern.compile("[^{}/\\\\;%?#\\s\\p{Cntrl}]+");

    /**
     * The closest key first. Segment by segment, a literal comes before {@code {id}}, and that before {@code {proxy+}};
     * then a method comes before {@code ANY}; {@code $default} is last. Keys that differ only in the names of variables
     * are sorted by name.
     */
    static final Comparator<RouteKey> CLOSEST_FIRST = Comparator.comparing(RouteKey::isDefault)
            .thenComparing(RouteKey::compareSegments)
            .thenComparing(key -> key.method.equals(ANY))
            .thenComparing(RouteKey::text);

    public RouteKey {
        segments = List.copyOf(segments);
    }

    /** A segment of a route's path. The kinds are in the order of closeness. */
    public record Segment(Kind kind, String literal) {

        /** What a segment matches. */
        public enum Kind {
            /** Only itself. */
            LITERAL,
            /** Any one segment: {@code {id}}. */
            ONE,
            /** All remaining segments, at least one: {@code {proxy+}}. */
            ALL
        }

        private boolean matches(String asked) {
            return kind != Kind.LITERAL || literal.equals(asked);
        }
    }

    /** Parses a route key; empty if the text isn't one. */
    public static Optional<RouteKey> of(String text) {
        if (text.equals(DEFAULT)) {
            return Optional.of(new RouteKey(text, ANY, List.of()));
        }
        int space = text.indexOf(' ');
        if (space < 0 || !METHODS.contains(text.substring(0, space)) || text.indexOf('/') != space + 1) {
            return Optional.empty();
        }
        String path = text.substring(space + 2);
        List<Optional<Segment>> segments = path.isEmpty()
                ? List.of()
                : Stream.of(path.split("/", -1)).map(RouteKey::segment).toList();
        boolean sound = segments.stream().allMatch(Optional::isPresent)
                && segments.stream()
                        .limit(Math.max(0, segments.size() - 1))
                        .noneMatch(each -> each.filter(isAll()).isPresent());
        return sound
                ? Optional.of(new RouteKey(
                        text,
                        text.substring(0, space),
                        segments.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<Segment> segment(String text) {
        var variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return Optional.of(new Segment(variable.group("greedy") == null ? Segment.Kind.ONE : Segment.Kind.ALL, ""));
        }
        boolean literal = LITERAL.matcher(text).matches() && !text.equals(".") && !text.equals("..");
        return literal ? Optional.of(new Segment(Segment.Kind.LITERAL, text)) : Optional.empty();
    }

    /**
     * Whether both are keys of the same route. An API can't have two routes that differ only in the names of variables.
     */
    boolean isSameRoute(RouteKey other) {
        return isDefault() == other.isDefault() && method.equals(other.method) && segments.equals(other.segments);
    }

    /** Whether a request with this method and path is for this route. */
    boolean fits(String asked, RequestPath path) {
        if (isDefault()) {
            return true;
        }
        return (method.equals(ANY) || method.equals(asked)) && matches(path.segments());
    }

    private boolean matches(List<String> asked) {
        boolean endsWithAll = !segments.isEmpty() && isAll().test(segments.getLast());
        boolean lengthFits = endsWithAll ? asked.size() >= segments.size() : asked.size() == segments.size();
        return lengthFits
                && IntStream.range(0, segments.size())
                        .allMatch(i -> segments.get(i).matches(asked.get(i)));
    }

    private boolean isDefault() {
        return text.equals(DEFAULT);
    }

    private static int compareSegments(RouteKey one, RouteKey other) {
        for (int i = 0; i < Math.min(one.segments.size(), other.segments.size()); i++) {
            int compared = one.segments.get(i).kind.compareTo(other.segments.get(i).kind);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static Predicate<Segment> isAll() {
        return segment -> segment.kind == Segment.Kind.ALL;
    }
}
