package dev.claimsverdict.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request, as far as everybody reads it alike. Where API Gateway, a back end and this program could take a
 * path for different ones, a caller could choose a rule by how the path is written; such a path is none.
 *
 * @param segments percent-decoded; none for the root
 */
public record RequestPath(List<String> segments) {

    /**
     * Back ends drop what follows a semicolon, take a backslash for a slash, or end at a control character; a replacement
     * character stands where escapes are no UTF-8.
     */
    private static final Pattern READ_IN_TWO_WAYS = Pattern.compile("[;\\\\\\p{Cc}\uFFFD]");

    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

    /** What is still an escape after decoding was escaped twice. */
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /** The path that is written so, escaped or not; nothing for one that has an empty, {@code .} or {@code ..} segment. */
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
            // In a path a plus is no space.
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
