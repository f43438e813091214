package dev.claimsverdict.snapshot;

import dev.claimsverdict.fetch.JwksUrl;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** An org's URL: https, a host and perhaps a port; http for this machine alone. */
record OrgUrl(HttpUrl root) {

    /** The Admin Console's host, under each of Okta's domains. */
    private static final Pattern ADMIN =
            Pattern.compile("([a-z0-9-]+)-admin(\\.(?:okta|oktapreview|okta-[a-z]+)\\.[a-z]+)");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}");

    /** Parses a URL. The reason why it is refused doesn't repeat it, since somebody may have put a password in it. */
    static Reading<OrgUrl> of(String text) {
        Optional<JwksUrl> parsed =
                JwksUrl.parse(text).filter(url -> url.target().equals("/"));
        Optional<HttpUrl> root = parsed.flatMap(url -> Optional.ofNullable(HttpUrl.parse(text))
                // OkHttp converts internationalized names again.
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

    /** The URL of a call. */
    HttpUrl call(String target) {
        return Optional.ofNullable(root.resolve(target)).orElseThrow();
    }

    /** A link that the org gave, if it leads to the org itself: the same scheme, host and port. */
    Optional<HttpUrl> own(String link) {
        return Optional.ofNullable(HttpUrl.parse(link))
                .filter(url -> url.scheme().equals(root.scheme())
                        && url.host().equals(root.host())
                        && url.port() == root.port()
                        && url.username().isEmpty()
                        && url.password().isEmpty());
    }

    /** The URL without a slash at its end. */
    String text() {
        String url = root.toString();
        return url.substring(0, url.length() - 1);
    }
}
