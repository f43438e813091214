package dev.claimsverdict.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.fetch.Resolver;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.jwks.RegistryKeys;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A host of JWKS on loopback, over https, under a name of its own: WireMock. */
public final class JwksHost implements AutoCloseable {

    /** Its name, which only {@link #RESOLVER} knows. */
    public static final String NAME = "jwks.test";

    public static final Resolver RESOLVER = _ -> List.of(InetAddress.getLoopbackAddress());

    /** Long enough for a busy machine, for tests in which the host is not slow. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    public static final TestCertificate CERTIFICATE = TestCertificate.of(NAME);

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .httpDisabled(true)
            .dynamicHttpsPort()
            .keystoreType("PKCS12")
            .keystorePath(CERTIFICATE.keyStore().toString())
            .keystorePassword(TestCertificate.PASSWORD)
            .keyManagerPassword(TestCertificate.PASSWORD));

    private int number;

    public JwksHost() {
        server.start();
    }

    /** Forgets all that it was told, and has its JWKS at another path: a late request for the last one counts no more. */
    public void renew() {
        server.resetAll();
        number++;
    }

    public String url() {
        return "https://" + NAME + ":" + server.httpsPort() + path();
    }

    public String path() {
        return "/keys/" + number;
    }

    public WireMockServer server() {
        return server;
    }

    /** From now on it publishes these keys. */
    public void publish(TestKey... keys) {
        answer(json(TestKey.jwks(keys)));
    }

    /** From now on it answers so. */
    public void answer(ResponseDefinitionBuilder response) {
        server.stubFor(get(urlEqualTo(path())).willReturn(response));
    }

    public static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    /** How often it was asked for its JWKS. */
    public int requests() {
        return server.countRequestsMatching(getRequestedFor(urlEqualTo(path())).build())
                .getCount();
    }

    /** Keys fetched from it, and from nowhere else. */
    public static IdpKeys keys(Clock clock, Duration budget) {
        return keys(clock, budget, RESOLVER);
    }

    public static IdpKeys keys(Clock clock, Duration budget, Resolver resolver) {
        return new IdpKeys(
                new FetchSettings(Set.of(NAME), true, budget),
                RegistryKeys.NONE,
                clock,
                resolver,
                CERTIFICATE::trusting);
    }

    @Override
    public void close() {
        server.stop();
    }
}
