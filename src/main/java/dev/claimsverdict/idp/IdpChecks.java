package dev.claimsverdict.idp;

import dev.claimsverdict.idp.Provider.Sends;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.List;

/** Checks an IdP's configuration by itself (docs/rules.md section 6). URLs are compared as text. */
public final class IdpChecks {

    private static final String HTTPS = "https://";

    private final IdpConfiguration idp;
    private final String pointer;
    private final List<Finding> findings = new ArrayList<>();

    private IdpChecks(IdpConfiguration idp, String pointer) {
        this.idp = idp;
        this.pointer = pointer;
    }

    /**
     * All findings about the configuration.
     *
     * @param pointer JSON pointer of the IdP in the request
     */
    public static List<Finding> of(IdpConfiguration idp, String pointer) {
        IdpChecks checks = new IdpChecks(idp, pointer);
        checks.protocolAndHygiene();
        checks.provider();
        checks.require(
                idp.active() || !idp.policy().trustClaims() && !idp.policy().mapAmrClaims(),
                "/status",
                FindingCode.IDP_INACTIVE);
        return checks.findings;
    }

    /**
     * The findings about an IdP that is deleted or deactivated: all but those about trust, which no longer matters.
     *
     * @param pointer JSON pointer of the IdP in the request
     */
    public static List<Finding> withoutTrust(IdpConfiguration idp, String pointer) {
        IdpChecks checks = new IdpChecks(idp, pointer);
        checks.protocolAndHygiene();
        return checks.findings;
    }

    private void protocolAndHygiene() {
        if (idp.isOidc()) {
            oidc();
        }
        hygiene();
    }

    /** Checks what Okta needs to get an ID token from an OIDC IdP and to verify it. */
    private void oidc() {
        require(idp.protocol().issuer().isPresent(), IdpConfiguration.ISSUER_POINTER, FindingCode.OIDC_ISSUER_MISSING);
        require(
                idp.protocol().clientId().isPresent(),
                IdpConfiguration.CLIENT_ID_POINTER,
                FindingCode.OIDC_CLIENT_ID_MISSING);
        require(idp.protocol().jwksUrl().isPresent(), IdpConfiguration.JWKS_POINTER, FindingCode.OIDC_JWKS_MISSING);
        require(
                idp.protocol()
                        .scopes()
                        .filter(scopes -> scopes.contains("openid"))
                        .isPresent(),
                "/protocol/scopes",
                FindingCode.OPENID_SCOPE_MISSING);
        require(
                idp.hygiene().pkceRequired(),
                "/protocol/credentials/client/pkce_required",
                FindingCode.PKCE_NOT_REQUIRED);
    }

    private void provider() {
        if (!idp.policy().trustClaims()) {
            return;
        }
        Providers.of(idp).ifPresent(found -> {
            String field = pointer + found.pointer();
            switch (found.provider().sends()) {
                case Sends.Never _ ->
                    findings.add(Finding.at(
                            field,
                            FindingCode.PROVIDER_SENDS_NO_AMR,
                            "trustClaims is true, but " + found.provider().name() + " never sends amr ("
                                    + found.provider().source() + "): nobody can sign in through it."));
                case Sends.OnlyFromV1 _ -> findings.add(Finding.at(field, FindingCode.ENTRA_V2_ENDPOINTS));
                case Sends.Configured _, Sends.Values _ -> {}
            }
        });
    }

    private void hygiene() {
        idp.hygiene()
                .urls()
                .forEach((field, url) -> require(
                        url.regionMatches(true, 0, HTTPS, 0, HTTPS.length()), field, FindingCode.ENDPOINT_NOT_HTTPS));
        idp.hygiene()
                .samlSignatures()
                .forEach((field, algorithm) -> require(!algorithm.equals("SHA-1"), field, FindingCode.SAML_SHA1));
        require(
                idp.policy().maxClockSkewMillis().orElse(0) <= IdpConfiguration.MAX_SKEW_MILLIS,
                "/policy/maxClockSkew",
                FindingCode.CLOCK_SKEW_TOO_WIDE);
        // Only these two types support a filter (Okta's PolicySubject).
        require(
                !idp.hygiene().linksAccounts() || idp.hygiene().filtersSubjects() || !(idp.isOidc() || idp.isSaml()),
                "/policy/subject/filter",
                FindingCode.SUBJECT_FILTER_MISSING);
    }

    private void require(boolean holds, String field, FindingCode code) {
        if (!holds) {
            Finding finding = Finding.at(pointer + field, code);
            // An inactive IdP rejects a sign-in. In a configuration it is only information.
            findings.add(code == FindingCode.IDP_INACTIVE ? finding.as(Level.INFO) : finding);
        }
    }
}
