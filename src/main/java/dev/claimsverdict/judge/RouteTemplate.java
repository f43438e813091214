package dev.claimsverdict.judge;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A route key in its parts
 * (<a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">source</a>).
 *
 * @param segments of the path; {@code {id}} takes any one, {@code {proxy+}} all that are left
 */
record RouteTemplate(String key, String method, List<String> segments) {

    private static final String ANY = "ANY";
    private static final String DEFAULT = "$default";
    private static final Pattern EDGE_SLASHES = Pattern.compile("^/|/$");

    /** What is written out before variables, and a method before ANY; then by name, so that it is always the same. */
    static final Comparator<RouteTemplate> CLOSEST_FIRST = Comparator.comparing(
                    (RouteTemplate template) -> template.key.equals(DEFAULT))
            .thenComparing(RouteTemplate::takesAll)
            .thenComparing(RouteTemplate::variables)
            .thenComparing(template -> template.method.equals(ANY))
            .thenComparing(RouteTemplate::key);

    static RouteTemplate of(String key) {
        String[] parts = key.split(" ", 2);
        return key.equals(DEFAULT)
                ? new RouteTemplate(key, ANY, List.of("{all+}"))
                : new RouteTemplate(key, parts[0], segments(parts[parts.length - 1]));
    }

    boolean fits(String asked, String path) {
        return (method.equals(ANY) || method.equals(asked)) && takes(segments(path));
    }

    private boolean takes(List<String> asked) {
        int single = takesAll() ? segments.size() - 1 : segments.size();
        boolean asMany = takesAll() ? asked.size() > single : asked.size() == single;
        return asMany
                && IntStream.range(0, single)
                        .allMatch(i ->
                                isVariable(segments.get(i)) || segments.get(i).equals(asked.get(i)));
    }

    /** API Gateway takes such a variable at the end only. */
    private boolean takesAll() {
        return segments.getLast().endsWith("+}");
    }

    private long variables() {
        return segments.stream().filter(RouteTemplate::isVariable).count();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> segments(String path) {
        return List.of(EDGE_SLASHES.matcher(path).replaceAll("").split("/"));
    }
}
