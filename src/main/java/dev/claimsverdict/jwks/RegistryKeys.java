package dev.claimsverdict.jwks;

import dev.claimsverdict.token.JwksByValue;
import java.util.Set;

/**
 * Where the keys of the registry's IdPs are. They are kept while the program runs: requests can't push them out, and
 * fetches for requests don't use up their allowance.
 *
 * @param jwks {@link JwksByValue#identity()} of each JWKS
 * @param urls the URLs of the JWKS that are fetched
 */
public record RegistryKeys(Set<String> jwks, Set<String> urls) {

    /** A deployment without a registry. */
    public static final RegistryKeys NONE = new RegistryKeys(Set.of(), Set.of());

    public RegistryKeys {
        jwks = Set.copyOf(jwks);
        urls = Set.copyOf(urls);
    }
}
