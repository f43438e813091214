package dev.claimsverdict.judge;

import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.saml.SamlCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A SAML response to be judged.
 *
 * @param samlResponse base64 as the browser posted it, or XML
 * @param certificates the IdP's, that came with the request or that the deployment has
 * @param at the instant to evaluate at instead of now
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
     * What the sign-in was started with.
     *
     * @param audience instead of the IdP's {@code protocol.credentials.trust.audience}
     * @param recipient the URL that the response was posted to
     * @param inResponseTo the ID of the request that it answers
     */
    public record Expect(Optional<String> audience, Optional<String> recipient, Optional<String> inResponseTo) {}
}
