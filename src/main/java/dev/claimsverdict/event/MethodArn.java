package dev.claimsverdict.event;

import dev.claimsverdict.registry.RequestPath;
import dev.claimsverdict.registry.Route;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The called method and path, from {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}. */
record MethodArn(String method, RequestPath path) {

    private static final Pattern FORM =
            Pattern.compile("arn:[^:/]+:execute-api:[^:/]*:[^:/]*:[^:/]+/[^/]+/(?<method>[A-Z]+)(?<path>/.*)?");

    /** Wildcards of a policy. The caller chooses the path, so it must not contain any. */
    private static final Pattern WILDCARD = Pattern.compile("[*?]|\\$\\{");

    /** Reads an ARN; empty if it isn't for one method and one path. */
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

    /** Whether this is the ARN of one request, rather than of a route with variables or for any method. */
    boolean isOfARequest() {
        return !method.equals("ANY") && path.segments().stream().noneMatch(segment -> segment.startsWith("{"));
    }

    /** The request's method and path. */
    Route.Asked asked() {
        return new Route.Asked(method, path);
    }
}
