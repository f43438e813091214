package dev.claimsverdict.event;

import dev.claimsverdict.judge.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was called, as {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}.
 *
 * @param path begins with a slash; escapes are decoded, but for that of a slash, as a route's own path has none
 */
record MethodArn(String method, String path) {

    private static final Pattern FORM =
            Pattern.compile("arn:[^:/]+:execute-api:[^:/]*:[^:/]*:[^:/]+/[^/]+/(?<method>[A-Z]+)(?<path>/.*)?");

    /** In a policy these stand for more than themselves, and it is the caller who chooses the path. */
    private static final Pattern WILDCARD = Pattern.compile("[*?]|\\$\\{");

    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

    /** Reads an ARN, if it is that of one method and one path. */
    static Optional<MethodArn> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = Optional.ofNullable(matcher.group("path")).orElse("/");
        return WILDCARD.matcher(path).find()
                ? Optional.empty()
                : decoded(path).map(decoded -> new MethodArn(matcher.group("method"), decoded));
    }

    private static Optional<String> decoded(String path) {
        try {
            // In a path a plus is no space.
            String escaped = ESCAPED_SLASH.matcher(path.replace("+", "%2B")).replaceAll("%252F");
            return Optional.of(URLDecoder.decode(escaped, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The route of which that is all that is known. */
    Route route() {
        return new Route.MethodAndPath(method, path);
    }
}
