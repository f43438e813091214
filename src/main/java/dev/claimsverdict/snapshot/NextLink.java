package dev.claimsverdict.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the link to the next page in {@code Link} headers (RFC 8288), such as {@code <https://…>; rel="next"}. */
final class NextLink {

    private NextLink() {}

    /** The target of the first link with the relation next, if there is one. */
    static Optional<String> in(List<String> headers) {
        return headers.stream()
                .flatMap(header -> links(header).stream())
                .filter(link -> link.relation().equals("next"))
                .map(Link::target)
                .findFirst();
    }

    private record Link(String target, String relation) {}

    private static List<Link> links(String header) {
        List<Link> links = new ArrayList<>();
        int open = header.indexOf('<');
        while (open >= 0) {
            int close = header.indexOf('>', open);
            if (close < 0) {
                break;
            }
            // A URL has no <, so the next one begins another link.
            int next = header.indexOf('<', close);
            String parameters = header.substring(close + 1, next < 0 ? header.length() : next);
            links.add(new Link(header.substring(open + 1, close), relation(parameters)));
            open = next;
        }
        return links;
    }

    private static String relation(String parameters) {
        for (String parameter : parameters.split("[;,]")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("rel")) {
                return pair[1].strip().replace("\"", "").toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
