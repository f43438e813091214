package dev.claimsverdict.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a deployment fetches JWKS, and from where.
 *
 * @param allowedHosts names of hosts whose JWKS may be fetched, from any of their ports; case does not matter. With none
 *     nothing is ever fetched
 * @param privateAddressesAllowed whether those hosts may have private and loopback addresses, and whether loopback ones
 *     may speak plain http: for closed networks and for tests. Link-local ones, such as a metadata service's, never may
 * @param budget how long a fetch may take in all, from resolving the name to the last byte
 */
public record FetchSettings(Set<String> allowedHosts, boolean privateAddressesAllowed, Duration budget) {

    /** What a sign-in may wait for keys at most. */
    public static final Duration BUDGET = Duration.ofSeconds(1);

    /** Fetches nothing. */
    public static final FetchSettings NOTHING = new FetchSettings(Set.of(), false);

    public FetchSettings {
        allowedHosts = allowedHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Settings with that budget. */
    public FetchSettings(Set<String> allowedHosts, boolean privateAddressesAllowed) {
        this(allowedHosts, privateAddressesAllowed, BUDGET);
    }

    /** Whether something may be fetched from there at all; its address is looked at when it is connected to. */
    public boolean allows(JwksUrl url) {
        return allowedHosts.contains(url.host()) && (url.tls() || privateAddressesAllowed);
    }
}
