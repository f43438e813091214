package dev.claimsverdict.idp;

import java.util.List;
import java.util.Optional;

/**
 * Which IdPs are Okta orgs themselves (R2.1), as far as a configuration shows it. The claims of such an IdP travel in
 * {@code okta_auth}, not in {@code amr}
 * (<a href="https://developer.okta.com/docs/guides/configure-claims-sharing/oktaoidc/main/">source</a>).
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

    /** The pointer of the field that shows that the IdP is an Okta org; empty if none does. */
    static Optional<String> shownAt(IdpConfiguration idp) {
        if (idp.type().equals(TYPE)) {
            return Optional.of(TYPE_POINTER);
        }
        if (!idp.isOidc() && !idp.isSaml()) {
            return Optional.empty();
        }
        if (idp.protocol().issuer().filter(OktaToOkta::isOktaUrl).isPresent()) {
            return Optional.of(IdpConfiguration.ISSUER_POINTER);
        }
        if (idp.ssoUrl().filter(OktaToOkta::isOktaUrl).isPresent()) {
            return Optional.of(IdpConfiguration.SSO_POINTER);
        }
        // Okta's SAML apps name www.okta.com as issuer, whatever the org's domain. The guide's example of a third party
        // does, too, but its SSO host is a placeholder.
        boolean placeholder = idp.ssoUrl()
                .flatMap(UrlText::of)
                .filter(url -> url.host().contains("{"))
                .isPresent();
        return idp.samlIssuer()
                .filter(issuer -> isOktaUrl(issuer) && !placeholder)
                .map(_ -> IdpConfiguration.SAML_ISSUER_POINTER);
    }

    /** The pointer of the IdP's URL if its host is neither Okta's nor a placeholder; otherwise empty. */
    static Optional<String> customHostAt(IdpConfiguration idp) {
        Optional<String> pointer = idp.protocol()
                .issuer()
                .map(_ -> IdpConfiguration.ISSUER_POINTER)
                .or(() -> idp.ssoUrl().map(_ -> IdpConfiguration.SSO_POINTER));
        return pointer.filter(_ -> idp.protocol()
                .issuer()
                .or(idp::ssoUrl)
                .flatMap(UrlText::of)
                .map(UrlText::host)
                .filter(host -> !host.isEmpty() && !host.contains("{") && !isOktaHost(host))
                .isPresent());
    }

    private static boolean isOktaUrl(String url) {
        return UrlText.of(url)
                .filter(parts -> isOktaHost(parts.host()) || parts.path().contains(ORG2ORG))
                .isPresent();
    }

    private static boolean isOktaHost(String host) {
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
}
