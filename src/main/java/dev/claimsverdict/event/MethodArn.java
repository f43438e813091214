package dev.claimsverdict.event;

import dev.claimsverdict.judge.Route;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was called, as {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}.
 *
 * @param path begins with a slash
 */
record MethodArn(String method, String path) {

    private static final Pattern FORM =
            Pattern.compile("arn:[^:/]+:execute-api:[^:/]*:[^:/]*:[^:/]+/[^/]+/(?<method>[A-Z]+)(?<path>/.*)?");

    /** In a policy these stand for more than themselves, and it is the caller who chooses the path. */
    private static final Pattern WILDCARD = Pattern.compile("[*?]|\\$\\{");

    /** Reads an ARN, if it is that of one method and one path. */
    static Optional<MethodArn> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = Optional.ofNullable(matcher.group("path")).orElse("/");
        return WILDCARD.matcher(path).find()
                ? Optional.empty()
                : Optional.of(new MethodArn(matcher.group("method"), path));
    }

    /** The route of which that is all that is known. */
    Route route() {
        return new Route.MethodAndPath(method, path);
    }
}
