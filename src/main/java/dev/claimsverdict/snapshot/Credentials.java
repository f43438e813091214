package dev.claimsverdict.snapshot;

import java.util.Optional;

/**
 * The credentials from the environment. A blank one counts as absent. {@link #toString} doesn't show them.
 *
 * @param apiToken an Okta API token, {@code OKTA_API_TOKEN}
 * @param accessToken an OAuth 2.0 access token, {@code OKTA_ACCESS_TOKEN}
 */
public record Credentials(Optional<String> apiToken, Optional<String> accessToken) {

    public Credentials {
        apiToken = apiToken.filter(token -> !token.isBlank());
        accessToken = accessToken.filter(token -> !token.isBlank());
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
