package dev.claimsverdict.jwks;

import dev.claimsverdict.token.JwksByValue;
import dev.claimsverdict.token.KeySource;
import java.util.Optional;

/** Keys given by value, in a request or in the registry. Fetches nothing. */
public final class GivenKeys implements KeySource {

    private final ParsedJwks parsed;

    /** Keys by value, with their own cache. */
    public GivenKeys() {
        this(RegistryKeys.NONE, new KeyTally());
    }

    GivenKeys(RegistryKeys registry, KeyTally tally) {
        this.parsed = new ParsedJwks(registry.jwks(), tally);
    }

    @Override
    public Keys keys(Optional<JwksByValue> jwks, Optional<String> jwksUrl, Optional<String> kid) {
        return jwks.map(this::keys)
                .orElseGet(() -> new Keys.Unavailable("The request has no JWKS, and this deployment fetches none."));
    }

    private Keys keys(JwksByValue jwks) {
        return switch (parsed.read(jwks)) {
            case Jwks.Reading.Read(Jwks read) -> new Keys.Available(read.keys());
            case Jwks.Reading.Refused(String reason) -> new Keys.Unavailable(reason);
        };
    }
}
