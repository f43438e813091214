package dev.claimsverdict.idp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The host and the path of an http or https URL. The URL is taken apart as text, because Okta's guides have placeholders
 * in theirs, such as {@code {yourOktaIdPDomain}}.
 *
 * @param host in lower case, without user info, port and final dot
 * @param path as written, without query and fragment
 */
record UrlText(String host, String path) {

    private static final List<String> SCHEMES = List.of("https://", "http://");

    /** The parts of a text; empty if it isn't an http or https URL. */
    static Optional<UrlText> of(String url) {
        for (String scheme : SCHEMES) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return Optional.of(of(url, scheme.length()));
            }
        }
        return Optional.empty();
    }

    private static UrlText of(String url, int authorityStart) {
        // Browsers read a backslash as a slash.
        int authorityEnd = end(url, authorityStart, "/?#\\");
        String authority = url.substring(authorityStart, authorityEnd);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        host = host.substring(0, end(host, 0, ":")).toLowerCase(Locale.ROOT);
        String path = url.substring(authorityEnd, end(url, authorityEnd, "?#"));
        return new UrlText(host.endsWith(".") ? host.substring(0, host.length() - 1) : host, path);
    }

    /** The index of the first of these delimiters, or the text's length. */
    private static int end(String text, int from, String delimiters) {
        int end = from;
        while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
