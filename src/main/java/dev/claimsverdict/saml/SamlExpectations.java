package dev.claimsverdict.saml;

import java.time.Duration;
import java.util.Optional;

/**
 * What a response must say to be meant for this sign-in.
 *
 * @param issuer exactly the entity id of the IdP
 * @param audience the entity id of the service provider
 * @param recipient the URL that the response was posted to; checked when it is given
 * @param inResponseTo the ID of the request that it answers; checked when it is given
 * @param skew how far the two clocks may be apart
 */
public record SamlExpectations(
        String issuer, String audience, Optional<String> recipient, Optional<String> inResponseTo, Duration skew) {}
