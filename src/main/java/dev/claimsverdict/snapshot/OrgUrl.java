package dev.claimsverdict.snapshot;

import dev.claimsverdict.fetch.JwksUrl;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** An org's URL: https, a host and perhaps a port. Only this machine may have http. */
record OrgUrl(HttpUrl root) {

    /** A host of the Admin Console, in any of Okta's domains. */
    private static final Pattern ADMIN =
            Pattern.compile("([a-z0-9-]+)-admin(\\.(?:okta|oktapreview|okta-[a-z]+)\\.[a-z]+)");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}");

    /** Parses a URL. The reason for a refusal doesn't repeat the URL, because it may contain a password. */
    static Reading<OrgUrl> of(String text) {
        Optional<JwksUrl> parsed =
                JwksUrl.parse(text).filter(url -> url.target().equals("/"));
        Optional<HttpUrl> root = parsed.flatMap(url -> Optional.ofNullable(HttpUrl.parse(text))
                // Both parsers must agree. OkHttp also converts internationalized names.
                .filter(http -> http.host().equals(url.host()) && http.port() == url.port()));
        if (root.isEmpty()) {
            return refused(
                    "The org's URL must be its address alone, such as https://acme.okta.com, without a user name, a path"
                            + " or a query.");
        }
        HttpUrl url = root.get();
        if (!url.isHttps() && !LOOPBACK.matcher(url.host()).matches()) {
            return refused(
                    "The org's URL must begin with https://, because http shows the credentials to the network. Only this"
                            + " machine (localhost, 127.0.0.1) may have http.");
        }
        Matcher admin = ADMIN.matcher(url.host());
        return admin.matches()
                ? refused("This is the address of the Admin Console. The org's own address is https://" + admin.group(1)
                        + admin.group(2) + ".")
                : new Reading.Read<>(new OrgUrl(url));
    }

    private static Reading<OrgUrl> refused(String sentence) {
        return new Reading.Refused<>(Problem.of(400, sentence));
    }

    /** The URL of a call with this path and query. */
    HttpUrl call(String target) {
        return Optional.ofNullable(root.resolve(target)).orElseThrow();
    }

    /** The link as a URL if it leads to the org itself: to the same scheme, host and port. */
    Optional<HttpUrl> sameOrigin(String link) {
        return Optional.ofNullable(HttpUrl.parse(link))
                .filter(url -> url.scheme().equals(root.scheme())
                        && url.host().equals(root.host())
                        && url.port() == root.port()
                        && url.username().isEmpty()
                        && url.password().isEmpty());
    }

    /** The URL without the slash at its end. */
    String text() {
        String url = root.toString();
        return url.substring(0, url.length() - 1);
    }
}
