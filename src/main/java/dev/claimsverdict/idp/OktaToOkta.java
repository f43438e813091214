package dev.claimsverdict.idp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which IdPs are Okta orgs themselves (R2.1), as far as a configuration shows it. The claims of such an IdP travel in
 * {@code okta_auth}, not in {@code amr}
 * (<a href="https://developer.okta.com/docs/guides/configure-claims-sharing/oktaoidc/main/">source</a>). URLs are judged
 * as text, since Okta's guides have placeholders in theirs.
 */
public final class OktaToOkta {

    /** The claim that an Okta org sends to another. */
    public static final String CLAIM = "okta_auth";

    private static final String TYPE = "OKTA_INTEGRATION";
    private static final String TYPE_POINTER = "/type";

    /** The domains that Okta itself gives to orgs. */
    private static final List<String> DOMAINS =
            List.of("okta.com", "oktapreview.com", "okta-emea.com", "okta-gov.com", "okta.mil");

    /** In the path of an Okta org's own app for signing in to another org. */
    private static final String ORG2ORG = "/app/okta_org2org/";

    private OktaToOkta() {}

    /** The pointer of the field that shows that the IdP is an Okta org; nothing when none does. */
    static Optional<String> shownAt(IdpConfiguration idp) {
        if (idp.type().equals(TYPE)) {
            return Optional.of(TYPE_POINTER);
        }
        if (!idp.isOidc() && !idp.isSaml()) {
            return Optional.empty();
        }
        if (idp.protocol().issuer().filter(OktaToOkta::isOktas).isPresent()) {
            return Optional.of(IdpConfiguration.ISSUER_POINTER);
        }
        if (idp.ssoUrl().filter(OktaToOkta::isOktas).isPresent()) {
            return Optional.of(IdpConfiguration.SSO_POINTER);
        }
        // Okta's SAML apps name www.okta.com as issuer whatever the org's domain. So does the guide's example of a
        // third
        // party, which has a placeholder as SSO host.
        boolean placeholder = idp.ssoUrl()
                .map(OktaToOkta::host)
                .filter(host -> host.contains("{"))
                .isPresent();
        return idp.samlIssuer()
                .filter(issuer -> isOktas(issuer) && !placeholder)
                .map(_ -> IdpConfiguration.SAML_ISSUER_POINTER);
    }

    /**
     * The pointer of the URL that shows that the IdP has a host of its own; nothing when the host is Okta's, a placeholder or
     * not known.
     */
    static Optional<String> customHostAt(IdpConfiguration idp) {
        Optional<String> pointer = idp.protocol()
                .issuer()
                .map(_ -> IdpConfiguration.ISSUER_POINTER)
                .or(() -> idp.ssoUrl().map(_ -> IdpConfiguration.SSO_POINTER));
        return pointer.filter(_ -> idp.protocol().issuer().or(idp::ssoUrl).map(OktaToOkta::host).stream()
                .noneMatch(host -> host.isEmpty() || host.contains("{") || isOktasHost(host)));
    }

    private static boolean isOktas(String url) {
        return isOktasHost(host(url)) || path(url).contains(ORG2ORG);
    }

    private static boolean isOktasHost(String host) {
        for (String domain : DOMAINS) {
            if (host.equals(domain) || host.endsWith("." + domain)) {
                return true;
            }
        }
        return isPlaceholder(host);
    }

    /**
     * Okta's guides write the IdP's org as {@code {yourOktaIdPDomain}}. {@code {yourOktaDomain}} is the org that signs in,
     * and {@code {thirdPartyIdPDomain}} a third party.
     */
    private static boolean isPlaceholder(String host) {
        return host.startsWith("{") && host.contains("okta") && host.contains("idp");
    }

    /** The host in small letters, without user info, port and final dot; nothing for what is no http URL. */
    private static String host(String url) {
        int start = authority(url);
        if (start < 0) {
            return "";
        }
        String authority = url.substring(start, end(url, start, "/?#\\"));
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        host = host.substring(0, end(host, 0, ":")).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String path(String url) {
        int start = authority(url);
        return start < 0 ? "" : url.substring(end(url, start, "/?#\\"), end(url, start, "?#"));
    }

    /** Where the authority of an http or https URL starts, else -1. */
    private static int authority(String url) {
        for (String scheme : List.of("https://", "http://")) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return -1;
    }

    /** Where the first of these delimiters stands, or the text's end. */
    private static int end(String text, int from, String delimiters) {
        int end = from;
        while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
