package dev.claimsverdict.jwks;

import dev.claimsverdict.token.JwksByValue;
import java.util.Set;

/**
 * Where the keys of the deployment's own IdPs are. They are kept for as long as the program runs: no request drives them
 * out, and what is fetched for requests is not taken from what may be fetched for them.
 *
 * @param jwks {@link JwksByValue#identity()} of each JWKS
 * @param urls of JWKS that are fetched
 */
public record RegistryKeys(Set<String> jwks, Set<String> urls) {

    /** A deployment without IdPs of its own. */
    public static final RegistryKeys NONE = new RegistryKeys(Set.of(), Set.of());

    public RegistryKeys {
        jwks = Set.copyOf(jwks);
        urls = Set.copyOf(urls);
    }
}
