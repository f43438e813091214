package dev.claimsverdict.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JWKS URL in the only accepted form: http or https, a host name of letters, digits and hyphens or an IPv4 address in
 * its usual form, optionally a port, a path and a query. Everything that parsers are known to read differently is
 * refused: user info, fragments, percent signs or a dot at the end of the host, IPv4 addresses in decimal, octal,
 * hexadecimal or short form, IPv6 addresses.
 *
 * @param tls whether the scheme is https
 * @param host in lower case
 * @param target the path and query as in the request line
 */
public record JwksUrl(boolean tls, String host, int port, String target) {

    private static final int MAX_LENGTH = 2048;
    private static final int MAX_PORT = 65_535;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    /** The last label must start with a letter; otherwise some parsers could read the name as an IPv4 address. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)(" + LABEL + "\\.)*(?=[a-z])" + LABEL, Pattern.CASE_INSENSITIVE);

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    /** Parses a URL; empty if it has another form. */
    public static Optional<JwksUrl> parse(String text) {
        if (text.length() > MAX_LENGTH || !VISIBLE_ASCII.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<JwksUrl> of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        String host = uri.getHost();
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme()) || host == null || !isHost(host)) {
            return Optional.empty();
        }
        int port = uri.getPort() == -1 ? tls ? 443 : 80 : uri.getPort();
        String authority = uri.getPort() == -1 ? host : host + ":" + port;
        // Anything else in the authority, such as user info, makes the two differ.
        if (!authority.equals(uri.getRawAuthority()) || port < 1 || port > MAX_PORT || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return Optional.of(new JwksUrl(tls, host.toLowerCase(Locale.ROOT), port, target));
    }

    /** Whether the host is an address and not a name. */
    public boolean isAddress() {
        return IPV4.matcher(host).matches();
    }

    /** The value of the header Host. */
    String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    private static boolean isHost(String host) {
        return NAME.matcher(host).matches() || IPV4.matcher(host).matches();
    }
}
