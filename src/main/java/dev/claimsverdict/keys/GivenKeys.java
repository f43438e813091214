package dev.claimsverdict.keys;

import dev.claimsverdict.token.JsonObject;
import dev.claimsverdict.token.KeySource;
import java.util.List;
import java.util.Optional;

/** Keys by value: the JWKS that came with a request. */
public final class GivenKeys implements KeySource {

    @Override
    public Keys keys(Optional<String> jwks, Optional<String> jwksUrl) {
        if (jwks.isEmpty()) {
            return new Keys.Unavailable("The request brings no JWKS, and this deployment fetches none.");
        }
        Optional<List<JsonObject>> keys = jwks.flatMap(JsonObject::parse).flatMap(set -> set.objects("keys"));
        if (keys.isEmpty()) {
            return new Keys.Unavailable("The JWKS is not a JSON object with an array keys.");
        }
        if (keys.get().size() > MAX_KEYS) {
            return new Keys.Unavailable("The JWKS has more than " + MAX_KEYS + " keys.");
        }
        return new Keys.Available(
                keys.get().stream().flatMap(jwk -> JwkReader.read(jwk).stream()).toList());
    }
}
