package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.jwks.RegistryKeys;
import dev.claimsverdict.testing.JwksHost;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.SignIns;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * ID tokens of an OpenID provider that nobody here wrote, from real authorization code flows, with keys from its own
 * jwks_uri. {@code .ci/check-oidc-provider.sh} starts one on loopback and runs this.
 */
@DisplayName("R5.3 A real OpenID provider that rotates its keys")
@Timeout(120)
class OidcProviderTest {

    private static final String CLIENT_ID = "okta";
    private static final String CLIENT_SECRET = "not-a-secret";
    private static final String REDIRECT_URI = "https://client.example.com/callback";
    private static final String VERIFIER = "a".repeat(64);
    private static final int MAX_REDIRECTS = 10;

    private static final String ISSUER = System.getProperty("oidc.issuer", "");
    private static final String SKIPPED =
            "OidcProviderTest is skipped: there is no -Doidc.issuer. .ci/check-oidc-provider.sh starts a provider.";

    private HttpClient browser;
    private JsonNode discovery;
    private SetClock clock;
    private IdpKeys keys;
    private SignIns signIns;

    @BeforeEach
    void discover() throws IOException, InterruptedException {
        if (ISSUER.isEmpty()) {
            System.out.println(SKIPPED);
        }
        assumeTrue(!ISSUER.isEmpty(), SKIPPED);
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        discovery = TestApi.json(
                get(URI.create(ISSUER + "/.well-known/openid-configuration")).body());
        assertEquals(ISSUER, discovery.path("issuer").asText());
        // Ahead, since the provider's clock goes on while this one stands.
        clock = new SetClock(Instant.now().plus(Duration.ofMinutes(5)));
        keys = new IdpKeys(new FetchSettings(Set.of("localhost"), true, JwksHost.PATIENCE), RegistryKeys.NONE, clock);
        signIns = SignIns.of(
                keys,
                clock,
                TestIdp.configuration(
                        "OIDC",
                        true,
                        false,
                        ISSUER,
                        CLIENT_ID,
                        discovery.path("jwks_uri").asText()));
    }

    @Test
    @DisplayName("its token is ACCEPTED with what it says of the sign-in")
    void accepted() throws IOException, InterruptedException {
        SignInVerdict verdict = signIns.verdict(signIn());
        assertEquals(SignInVerdict.Outcome.ACCEPTED, verdict.outcome(), verdict::toString);
        assertEquals(ISSUER, verdict.token().map(TokenReport::issuer).orElseThrow());
        assertEquals(
                List.of("pwd", "otp"), verdict.amr().map(AmrReport::received).orElseThrow());
        assertEquals(1, keys.counts().fetches());
    }

    @Test
    @DisplayName("one whose signature was touched is REJECTED")
    void forged() throws IOException, InterruptedException {
        String token = signIn();
        int at = token.lastIndexOf('.') + 10;
        String forged = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
        assertEquals("REJECTED TOKEN_SIGNATURE_INVALID", signIns.outcome(forged));
        assertEquals("ACCEPTED AMR_USABLE", signIns.outcome(token));
    }

    @Test
    @DisplayName("rotated keys are picked up without a restart, and what a removed key signed is REJECTED then")
    void rotation() throws IOException, InterruptedException {
        String first = signIn();
        assertEquals("ACCEPTED AMR_USABLE", signIns.outcome(first));
        rotate();
        assertEquals("ACCEPTED AMR_USABLE", signIns.outcome(first), "nobody has asked for newer keys yet");
        String second = signIn();
        assertNotEquals(kid(first), kid(second));
        assertEquals("ACCEPTED AMR_USABLE", signIns.outcome(second));
        assertEquals("REJECTED TOKEN_KEY_NOT_FOUND", signIns.outcome(first));
        assertEquals(2, keys.counts().fetches());

        rotate();
        String third = signIn();
        assertEquals("REJECTED TOKEN_KEY_NOT_FOUND", signIns.outcome(third), "within the cool-down");
        clock.advance(Duration.ofSeconds(30));
        assertEquals("ACCEPTED AMR_USABLE", signIns.outcome(third));
        assertEquals("REJECTED TOKEN_KEY_NOT_FOUND", signIns.outcome(second));
        assertEquals(3, keys.counts().fetches());
    }

    private void rotate() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ISSUER + "/rotate"))
                .POST(BodyPublishers.noBody())
                .build();
        assertEquals(204, browser.send(request, BodyHandlers.discarding()).statusCode());
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return TestApi.json(new String(header, StandardCharsets.UTF_8))
                .path("kid")
                .asText();
    }

    /** An authorization code flow, as Okta would do it; the ID token. */
    private String signIn() throws IOException, InterruptedException {
        Map<String, String> request = Map.of(
                "client_id", CLIENT_ID,
                "response_type", "code",
                "scope", "openid",
                "redirect_uri", REDIRECT_URI,
                "state", "state-1",
                "nonce", "nonce-1",
                "code_challenge", challenge(),
                "code_challenge_method", "S256");
        URI next = URI.create(discovery.path("authorization_endpoint").asText() + "?" + form(request));
        for (int i = 0; !next.toString().startsWith(REDIRECT_URI); i++) {
            assertTrue(i < MAX_REDIRECTS);
            HttpResponse<String> page = get(next);
            assertEquals(303, page.statusCode(), page::body);
            next = next.resolve(page.headers().firstValue("location").orElseThrow());
        }
        String query = next.getQuery();
        assertTrue(query.startsWith("code="), query);
        return tokens(query.substring("code=".length(), query.indexOf('&')))
                .path("id_token")
                .asText();
    }

    private JsonNode tokens(String code) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(discovery.path("token_endpoint").asText()))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", REDIRECT_URI,
                        "code_verifier", VERIFIER))))
                .build();
        HttpResponse<String> response = browser.send(request, BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response::body);
        return TestApi.json(response.body());
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
