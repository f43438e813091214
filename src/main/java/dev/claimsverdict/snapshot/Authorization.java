package dev.claimsverdict.snapshot;

import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import java.util.Optional;
import java.util.regex.Pattern;

/** The value of the header Authorization. Only {@link #header()} shows it. */
final class Authorization {

    /** The characters of both kinds of tokens. Others could end the header, such as a line break. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,16384}");

    /** A shorter token could be in an answer by chance. Okta's tokens have at least 42 characters. */
    private static final int MIN_RECOGNIZABLE = 8;

    private final String scheme;
    private final String token;

    private Authorization(String scheme, String token) {
        this.scheme = scheme;
        this.token = token;
    }

    /** The one credential that is set. */
    static Reading<Authorization> of(Credentials credentials) {
        Optional<String> apiToken = credentials.apiToken();
        Optional<String> accessToken = credentials.accessToken();
        if (apiToken.isPresent() && accessToken.isPresent()) {
            return wrong("Both OKTA_API_TOKEN and OKTA_ACCESS_TOKEN are set. Set only one of them.");
        }
        return apiToken.map(token -> of("OKTA_API_TOKEN", "SSWS", token))
                .or(() -> accessToken.map(token -> of("OKTA_ACCESS_TOKEN", "Bearer", token)))
                .orElseGet(() ->
                        wrong("No credentials are set. Set the environment variable OKTA_API_TOKEN to an API token, or"
                                + " OKTA_ACCESS_TOKEN to an OAuth 2.0 access token."));
    }

    private static Reading<Authorization> of(String variable, String scheme, String token) {
        return TOKEN.matcher(token).matches()
                ? new Reading.Read<>(new Authorization(scheme, token))
                : wrong(variable
                        + " is not a token: it has a space, a line break or another character that no token has, or"
                        + " it is too long. Set it to the token alone, without SSWS or Bearer.");
    }

    private static Reading<Authorization> wrong(String sentence) {
        return new Reading.Refused<>(Problem.of(401, sentence));
    }

    String header() {
        return scheme + " " + token;
    }

    /** Whether the text contains the token. */
    boolean isIn(String text) {
        return token.length() >= MIN_RECOGNIZABLE && text.contains(token);
    }

    @Override
    public String toString() {
        return "Authorization";
    }
}
