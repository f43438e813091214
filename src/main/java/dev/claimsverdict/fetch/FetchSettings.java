package dev.claimsverdict.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a deployment fetches JWKS, and from where.
 *
 * @param allowedHosts names of the hosts whose JWKS may be fetched, from any port; case doesn't matter. If empty,
 *     nothing is ever fetched
 * @param privateAddressesAllowed whether those hosts may have private and loopback addresses, and whether loopback
 *     addresses may use plain http; for closed networks and tests. Link-local addresses, such as a metadata service's,
 *     are never allowed
 * @param budget how long a fetch may take in all, from resolving the name to the last byte
 */
public record FetchSettings(Set<String> allowedHosts, boolean privateAddressesAllowed, Duration budget) {

    /** The longest that a sign-in waits for keys. */
    public static final Duration BUDGET = Duration.ofSeconds(1);

    /** Fetches nothing. */
    public static final FetchSettings NOTHING = new FetchSettings(Set.of(), false);

    public FetchSettings {
        allowedHosts = allowedHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Settings with the default budget. */
    public FetchSettings(Set<String> allowedHosts, boolean privateAddressesAllowed) {
        this(allowedHosts, privateAddressesAllowed, BUDGET);
    }

    /** Whether this URL may be fetched. Its address is checked when connecting. */
    public boolean allows(JwksUrl url) {
        return allowedHosts.contains(url.host()) && (url.tls() || privateAddressesAllowed);
    }
}
