package dev.claimsverdict.saml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A response whose assertion a trusted key has signed and whose conditions hold. Only {@link SamlVerifier} can make one,
 * so whoever holds it need not ask again.
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

    /** The assertion's Issuer. */
    public String issuer() {
        return values.issuer();
    }

    /** The audiences that the assertion names, in their order. */
    public List<String> audience() {
        return values.audience();
    }

    /** The certificate whose key has signed the assertion, or the response around it. */
    public SamlCertificate certificate() {
        return certificate;
    }

    /** The signature's algorithm by its name in XML, such as {@code http://www.w3.org/2001/04/xmldsig-more#rsa-sha256}. */
    public String algorithm() {
        return algorithm;
    }

    /** The assertion's IssueInstant. */
    public Instant issuedAt() {
        return values.issuedAt();
    }

    /** The earliest instant at which something that the assertion rests on ends. */
    public Instant expiresAt() {
        return values.expiresAt();
    }

    /** The values of attribute {@code session.amr} as they stand (R3.3); nothing if there is no such attribute. */
    public Optional<List<String>> sessionAmr() {
        return values.sessionAmr();
    }

    /** The assertion's AuthnContextClassRef, which counts for nothing. */
    public Optional<String> authnContextClassRef() {
        return values.authnContextClassRef();
    }

    /** Whether another Okta org sent its own claims along, in an {@code OktaAuth} element (R2.1). */
    public boolean oktaAuth() {
        return values.oktaAuth();
    }
}
