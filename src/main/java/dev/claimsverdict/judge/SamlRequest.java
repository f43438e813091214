package dev.claimsverdict.judge;

import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.saml.SamlCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A SAML response to judge.
 *
 * @param samlResponse base64 as the browser posted it, or XML
 * @param certificates the IdP's certificates, from the request or the registry
 * @param at the instant to judge at; absent for now
 */
public record SamlRequest(
        RequestFacts facts,
        String samlResponse,
        IdpReference idp,
        List<SamlCertificate> certificates,
        Optional<PolicyRule> rule,
        Expect expect,
        Optional<Instant> at) {

    public SamlRequest {
        certificates = List.copyOf(certificates);
    }

    /**
     * What the caller expects of the response.
     *
     * @param audience replaces the IdP's {@code protocol.credentials.trust.audience}
     * @param recipient the URL that the response was posted to
     * @param inResponseTo the ID of the request that it answers
     */
    public record Expect(Optional<String> audience, Optional<String> recipient, Optional<String> inResponseTo) {}
}
