package dev.claimsverdict.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Another library that verifies ID tokens. */
public interface SecondOpinion {

    /** What the token must say: the same for us and for the library. */
    record Expected(String issuer, String clientId, Duration skew, Instant now) {}

    /** The library's name. */
    String library();

    /** Why the library refuses the token, in its own words; nothing if it accepts it. */
    Optional<String> refusal(String token, String jwks, Expected expected);
}
