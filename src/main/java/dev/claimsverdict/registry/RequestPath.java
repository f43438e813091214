package dev.claimsverdict.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request's path that everybody reads the same way. If API Gateway, a back end and this program could read a path
 * differently, a caller could choose a rule by the way the path is written. Such a path isn't accepted.
 *
 * @param segments percent-decoded; none for the root
 */
public record RequestPath(List<String> segments) {

    /**
     * Some back ends drop what follows a semicolon, treat a backslash as a slash, or stop at a control character. A
     * replacement character stands for escapes that aren't UTF-8.
     */
    private static final Pattern READ_IN_TWO_WAYS = Pattern.compile("[;\\\\\\p{Cc}\uFFFD]");

    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

    /** An escape that is left after decoding: the path was escaped twice. */
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /** Parses a path, escaped or not; empty if it has an empty, {@code .} or {@code ..} segment. */
    public static Optional<RequestPath> of(String path) {
        if (!path.startsWith("/") || ESCAPED_SLASH.matcher(path).find()) {
            return Optional.empty();
        }
        return decoded(path)
                .filter(text -> !READ_IN_TWO_WAYS.matcher(text).find())
                .filter(text -> !ESCAPE.matcher(text).find())
                .map(text -> text.equals("/")
                        ? List.<String>of()
                        : List.of(text.substring(1).split("/", -1)))
                .filter(segments -> segments.stream().noneMatch(RequestPath::movesAround))
                .map(RequestPath::new);
    }

    private static boolean movesAround(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static Optional<String> decoded(String path) {
        try {
            // In a path, a plus isn't a space.
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
