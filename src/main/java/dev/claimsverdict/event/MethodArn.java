package dev.claimsverdict.event;

import dev.claimsverdict.registry.RequestPath;
import dev.claimsverdict.registry.Route;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was called, as {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}. */
record MethodArn(String method, RequestPath path) {

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
                : RequestPath.of(path).map(read -> new MethodArn(matcher.group("method"), read));
    }

    /** Whether a request was called, and not a route with its variables or for any method. */
    boolean isOfARequest() {
        return !method.equals("ANY") && path.segments().stream().noneMatch(segment -> segment.startsWith("{"));
    }

    /** What was asked for. */
    Route.Asked asked() {
        return new Route.Asked(method, path);
    }
}
