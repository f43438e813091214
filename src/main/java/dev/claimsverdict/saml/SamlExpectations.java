package dev.claimsverdict.saml;

import java.time.Duration;
import java.util.Optional;

/**
 * What a response must say if it is meant for this sign-in.
 *
 * @param issuer the entity id of the IdP, compared character by character
 * @param audience the entity id of the service provider
 * @param recipient the URL that the response was posted to; not checked if absent
 * @param inResponseTo the ID of the request that it answers; not checked if absent
 * @param skew how far the IdP's clock may be off
 */
public record SamlExpectations(
        String issuer, String audience, Optional<String> recipient, Optional<String> inResponseTo, Duration skew) {}
