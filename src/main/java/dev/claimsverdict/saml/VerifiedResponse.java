package dev.claimsverdict.saml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A response whose assertion a trusted key has signed and whose conditions hold. Only {@link SamlVerifier} can create one,
 * so whoever gets one needs no further check.
 */
public final class VerifiedResponse {

    private final AssertionValues values;
    private final SamlCertificate certificate;
    private final String algorithm;

    VerifiedResponse(AssertionValues values, SamlCertificate certificate, String algorithm) {
        this.values = values;
        this.certificate = certificate;
        this.algorithm = algorithm;
    }

    /** The Issuer of the assertion. */
    public String issuer() {
        return values.issuer();
    }

    /** The audiences of the assertion, in their order. */
    public List<String> audience() {
        return values.audience();
    }

    /** The certificate whose key signed the assertion or the response around it. */
    public SamlCertificate certificate() {
        return certificate;
    }

    /** The URI of the signature's algorithm, such as {@code http://www.w3.org/2001/04/xmldsig-more#rsa-sha256}. */
    public String algorithm() {
        return algorithm;
    }

    /** The IssueInstant of the assertion. */
    public Instant issuedAt() {
        return values.issuedAt();
    }

    /** When the assertion expires: the earliest of its NotOnOrAfter and SessionNotOnOrAfter. */
    public Instant expiresAt() {
        return values.expiresAt();
    }

    /** The values of the attribute {@code session.amr}, unchanged (R3.3); absent if there is no such attribute. */
    public Optional<List<String>> sessionAmr() {
        return values.sessionAmr();
    }

    /** The AuthnContextClassRef of the assertion, which no rule reads. */
    public Optional<String> authnContextClassRef() {
        return values.authnContextClassRef();
    }

    /** Whether the assertion has an {@code OktaAuth} element, in which another Okta org sends its claims (R2.1). */
    public boolean oktaAuth() {
        return values.oktaAuth();
    }
}
