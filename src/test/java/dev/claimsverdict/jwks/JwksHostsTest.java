package dev.claimsverdict.jwks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static dev.claimsverdict.testing.JwksHost.NAME;
import static dev.claimsverdict.testing.JwksHost.PATIENCE;
import static dev.claimsverdict.testing.JwksHost.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.fetch.Resolver;
import dev.claimsverdict.fetch.Tls;
import dev.claimsverdict.testing.JwksHost;
import dev.claimsverdict.testing.RawHost;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestCertificate;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import dev.claimsverdict.token.VerificationKey.Use;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JWKS hosts that are slow, broken, redirecting, huge or lying")
@Timeout(60)
class JwksHostsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String IN_TIME = "The JWKS host did not answer in time.";
    private static final String ADDRESS =
            "The JWKS host's address is private or reserved, so nothing is fetched from it.";
    private static final String TLS = "The JWKS host's TLS or certificate is not valid.";
    private static final String BROKEN = "The JWKS host can't be reached, or it broke the connection.";

    /** It serves until the JVM ends, since .ci/mutation.sh runs each test by itself and would start a host for each. */
    private static final JwksHost HOST = new JwksHost();

    private final SetClock clock = new SetClock(TestApi.NOW);

    @BeforeEach
    void reset() {
        HOST.renew();
        HOST.publish(TestKey.RS256, TestKey.ES256);
    }

    private static Keys ask(IdpKeys keys, String url) {
        return keys.keys(Optional.empty(), Optional.of(url), Optional.empty());
    }

    private Keys ask(Duration budget) {
        return ask(JwksHost.keys(clock, budget), HOST.url());
    }

    private static void assertRefused(String reason, Keys keys) {
        assertEquals(new Keys.Unavailable(reason), keys);
    }

    @Test
    @DisplayName("a good one is asked once, by its name, for JSON that is not compressed")
    void good() {
        IdpKeys keys = JwksHost.keys(clock, PATIENCE);
        Keys.Available available = assertInstanceOf(Keys.Available.class, ask(keys, HOST.url()));
        assertEquals(2, available.keys().size());
        assertEquals(available, ask(keys, HOST.url()));
        assertEquals(new KeyCounts(1, 1, 0), keys.counts());
        String authority = NAME + ":" + HOST.server().httpsPort();
        HOST.server()
                .verify(
                        1,
                        getRequestedFor(urlEqualTo(HOST.path()))
                                .withHeader("Host", equalTo(authority))
                                .withHeader("Accept-Encoding", equalTo("identity"))
                                .withHeader("Accept", equalTo("application/jwk-set+json, application/json")));
    }

    @Test
    @DisplayName("a JWKS that came with the request is taken instead, and nothing is fetched")
    void givenFirst() {
        IdpKeys keys = JwksHost.keys(clock, PATIENCE);
        Keys given = keys.keys(
                Optional.of(TestKey.given(TestKey.jwks(TestKey.ED25519))),
                Optional.of(HOST.url()),
                Optional.of("unknown"));
        assertEquals(1, assertInstanceOf(Keys.Available.class, given).keys().size());
        assertEquals(0, keys.counts().fetches());
    }

    static Stream<Arguments> answers() {
        String jwks = TestKey.jwks(TestKey.RS256);
        String notJwks = "The JWKS is not a JSON object with an array keys.";
        String tooLarge = "The JWKS is larger than 64 KiB.";
        return Stream.of(
                arguments(
                        "not found", aResponse().withStatus(404), "The JWKS URL answers with a status other than 200."),
                arguments(
                        "in trouble", json(jwks).withStatus(503), "The JWKS URL answers with a status other than 200."),
                arguments("201", json(jwks).withStatus(201), "The JWKS URL answers with a status other than 200."),
                arguments(
                        "a redirect to another place",
                        aResponse().withStatus(302).withHeader("Location", "/elsewhere"),
                        "The JWKS URL redirects, and redirects are not followed."),
                arguments(
                        "a redirect to the metadata service",
                        json(jwks).withStatus(307).withHeader("Location", "http://169.254.169.254/latest/meta-data/"),
                        "The JWKS URL redirects, and redirects are not followed."),
                arguments(
                        "HTML",
                        json(jwks).withHeader("Content-Type", "text/html"),
                        "The JWKS URL answers with a media type other than JSON."),
                arguments("no JSON", json("<html>"), notJwks),
                arguments("an array", json("[" + jwks + "]"), notJwks),
                arguments("no keys", json("{\"jwks_uri\":\"https://jwks.test/\"}"), notJwks),
                arguments("nothing", json(""), notJwks),
                arguments("two documents", json(jwks + jwks), notJwks),
                arguments("a member twice", json("{\"keys\":[],\"keys\":[]}"), notJwks),
                arguments(
                        "bytes that are no UTF-8",
                        aResponse().withBody(jwks.replace("RSA", "R\u00ffA").getBytes(StandardCharsets.ISO_8859_1)),
                        notJwks),
                arguments(
                        "101 keys",
                        json("{\"keys\":[" + String.join(",", Collections.nCopies(101, "{\"kty\":\"RSA\"}")) + "]}"),
                        "The JWKS has more than 100 keys."),
                arguments("64 KiB and a byte", json(padded(64 * 1024 + 1)), tooLarge),
                arguments("a megabyte", json(padded(1024 * 1024)), tooLarge));
    }

    /** A JWKS of so many bytes. */
    private static String padded(int bytes) {
        String jwks = TestKey.jwks(TestKey.RS256);
        return jwks + " ".repeat(bytes - jwks.length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @DisplayName("an answer that is no JWKS is refused, and says which")
    void refused(String what, ResponseDefinitionBuilder answer, String reason) {
        HOST.answer(answer);
        assertRefused(reason, ask(PATIENCE));
        assertEquals(1, HOST.requests(), what);
        HOST.server().verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    @DisplayName("64 KiB are taken, and so are 100 keys and an answer without a media type")
    void taken() {
        HOST.answer(json(padded(64 * 1024)));
        assertInstanceOf(Keys.Available.class, ask(PATIENCE));
        HOST.answer(json("{\"keys\":[" + String.join(",", Collections.nCopies(100, "{\"kty\":\"RSA\"}")) + "]}"));
        assertEquals(
                100,
                assertInstanceOf(Keys.Available.class, ask(PATIENCE)).keys().size());
        HOST.answer(aResponse().withBody(TestKey.jwks(TestKey.RS256)));
        assertInstanceOf(Keys.Available.class, ask(PATIENCE));
    }

    @Test
    @DisplayName("R5.3 a private key that a host publishes verifies nothing")
    void privateKey() throws JoseException {
        PublicJsonWebKey jwk =
                PublicJsonWebKey.Factory.newPublicJwk(TestKey.ES256.pair().getPublic());
        jwk.setPrivateKey(TestKey.ES256.pair().getPrivate());
        HOST.answer(json("{\"keys\":[" + JsonUtil.toJson(jwk.toParams(OutputControlLevel.INCLUDE_PRIVATE)) + "]}"));
        Keys.Available keys = assertInstanceOf(Keys.Available.class, ask(PATIENCE));
        assertInstanceOf(Use.Refused.class, keys.keys().getFirst().use());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @DisplayName("a broken connection brings no keys")
    void broken(Fault fault) {
        HOST.answer(json(TestKey.jwks(TestKey.RS256)).withFault(fault));
        assertInstanceOf(Keys.Unavailable.class, ask(PATIENCE));
    }

    static Stream<ResponseDefinitionBuilder> slow() {
        ResponseDefinitionBuilder jwks = json(TestKey.jwks(TestKey.RS256));
        return Stream.of(
                ResponseDefinitionBuilder.like(jwks.build()).withFixedDelay(3_000),
                ResponseDefinitionBuilder.like(jwks.build()).withChunkedDribbleDelay(60, 3_000));
    }

    @ParameterizedTest
    @MethodSource("slow")
    @DisplayName("a host that is slow, or that drips its body, is given up when the budget is spent")
    void slow(ResponseDefinitionBuilder answer) {
        HOST.answer(answer);
        assertRefused(IN_TIME, ask(SHORT));
        assertNoFetchGoesOn();
    }

    /** The thread of a fetch ends with it. */
    private static void assertNoFetchGoesOn() {
        for (int i = 0; i < 1_000 && fetching(); i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertFalse(fetching());
    }

    private static boolean fetching() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("jwks-fetch"));
    }

    private static RawHost droning(String start, String repeated) throws IOException {
        return RawHost.speaking(RawHost.droning(start, repeated));
    }

    @ParameterizedTest(name = "{0}: {1}{2}...")
    @CsvSource({
        "http, '', ''",
        "http, '', H",
        "http, HTTP/1.1 200 OK_X:, y",
        "http, HTTP/1.1 200 OK_Content-Length: 3000__{, ' '",
        "http, HTTP/1.1 200 OK_Transfer-Encoding: chunked__, 1_ _",
        "https, '', ''"
    })
    @DisplayName(
            "one that drips its status, its head, its body or its chunks, or never begins with TLS, is given up too")
    void dripping(String scheme, String start, String repeated) throws IOException {
        try (RawHost raw = droning(start.replace("_", "\r\n"), repeated.replace("_", "\r\n"))) {
            assertRefused(IN_TIME, ask(JwksHost.keys(clock, SHORT), raw.url(scheme)));
            assertNoFetchGoesOn();
        }
    }

    @Test
    @DisplayName("chunks without end are read no further than 64 KiB")
    void endlessChunks() throws IOException {
        String start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawHost raw = droning(start, "400\r\n" + " ".repeat(1024) + "\r\n")) {
            assertRefused("The JWKS is larger than 64 KiB.", ask(JwksHost.keys(clock, PATIENCE), raw.url("http")));
        }
    }

    @Test
    @DisplayName("a host that does not speak TLS has none that is in order")
    void noTls() throws IOException {
        try (RawHost raw = droning("HTTP/1.1 200 OK\r\n\r\n", "{} and more of it")) {
            assertRefused(TLS, ask(JwksHost.keys(clock, PATIENCE), raw.url("https")));
        }
    }

    @Test
    @DisplayName("a host that is not there: nothing is at the port")
    void nobodyThere() throws IOException {
        RawHost raw = droning("", "");
        raw.close();
        assertRefused(BROKEN, ask(JwksHost.keys(clock, PATIENCE), raw.url("https")));
    }

    @Test
    @DisplayName("a name that can't be resolved, one without addresses, and one whose resolver hangs")
    void resolver() {
        assertRefused(
                "The JWKS host's name can't be resolved.",
                ask(
                        JwksHost.keys(clock, PATIENCE, _ -> {
                            throw new UnknownHostException();
                        }),
                        HOST.url()));
        assertRefused(
                "The JWKS host's name can't be resolved.",
                ask(JwksHost.keys(clock, PATIENCE, _ -> List.of()), HOST.url()));
        CountDownLatch released = new CountDownLatch(1);
        Resolver hanging = _ -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return JwksHost.RESOLVER.resolve(NAME);
        };
        assertRefused(IN_TIME, ask(JwksHost.keys(clock, SHORT, hanging), HOST.url()));
        released.countDown();
        assertNoFetchGoesOn();
        assertEquals(0, HOST.requests(), "a fetch that was given up does not connect any more");
    }

    @Test
    @DisplayName("the second address is tried when the first takes no connection")
    void secondAddress() {
        Resolver two = _ -> List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1"));
        assertInstanceOf(Keys.Available.class, ask(JwksHost.keys(clock, PATIENCE, two), HOST.url()));
    }

    @Test
    @DisplayName("a certificate of another host is refused although it is trusted")
    void otherCertificate() {
        IdpKeys keys = new IdpKeys(
                new FetchSettings(Set.of("other.test"), true, PATIENCE),
                RegistryKeys.NONE,
                clock,
                JwksHost.RESOLVER,
                JwksHost.CERTIFICATE::trusting);
        assertRefused(TLS, ask(keys, HOST.url().replace(NAME, "other.test")));
        assertEquals(0, HOST.requests());
    }

    @Test
    @DisplayName("a certificate that is not trusted is refused although it has the host's name")
    void untrustedCertificate() {
        IdpKeys keys = new IdpKeys(
                new FetchSettings(Set.of(NAME), true, PATIENCE),
                RegistryKeys.NONE,
                clock,
                JwksHost.RESOLVER,
                TestCertificate.of(NAME)::trusting);
        assertRefused(TLS, ask(keys, HOST.url()));
        assertEquals(0, HOST.requests());
    }

    @Test
    @DisplayName("the system's trust store trusts no certificate of a test, and the system's resolver finds localhost")
    void system() {
        IdpKeys keys = new IdpKeys(
                new FetchSettings(Set.of("localhost", "127.0.0.1"), true, PATIENCE), RegistryKeys.NONE, clock);
        keys.warmUp();
        assertRefused(TLS, ask(keys, HOST.url().replace(NAME, "127.0.0.1")));
        assertRefused(TLS, ask(keys, HOST.url().replace(NAME, "localhost")));
    }

    /** The guard on addresses, with a resolver that gives whatever an attacker's name server would. */
    private Keys askAt(boolean privateAddressesAllowed, String url, Resolver resolver) {
        FetchSettings settings = new FetchSettings(Set.of(NAME), privateAddressesAllowed, PATIENCE);
        return ask(new IdpKeys(settings, RegistryKeys.NONE, clock, resolver, JwksHost.CERTIFICATE::trusting), url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "fc00::1",
                "fe80::1",
                "fd00:ec2::254",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "::127.0.0.1"
            })
    @DisplayName("an allowed host with such an address is not connected to")
    void guarded(String address) {
        assertRefused(ADDRESS, askAt(false, HOST.url(), _ -> List.of(InetAddress.ofLiteral(address))));
        assertEquals(0, HOST.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.170.2", "0.0.0.0", "fe80::1", "fd00:ec2::254", "224.0.0.1"})
    @DisplayName("some are not connected to even where private addresses are allowed")
    void alwaysGuarded(String address) {
        assertRefused(ADDRESS, askAt(true, HOST.url(), _ -> List.of(InetAddress.ofLiteral(address))));
    }

    @Test
    @DisplayName("one such address among good ones is enough to refuse the host")
    void mixed() {
        Resolver mixed = _ -> List.of(InetAddress.getLoopbackAddress(), InetAddress.ofLiteral("169.254.169.254"));
        assertRefused(ADDRESS, askAt(true, HOST.url(), mixed));
        Resolver beyondTheFourth = _ -> {
            List<InetAddress> addresses = new ArrayList<>(Collections.nCopies(9, InetAddress.getLoopbackAddress()));
            addresses.add(InetAddress.ofLiteral("169.254.169.254"));
            return addresses;
        };
        assertRefused(ADDRESS, askAt(true, HOST.url(), beyondTheFourth));
        assertEquals(0, HOST.requests());
    }

    @Test
    @DisplayName("DNS rebinding: the name is resolved once, and connected is to what was judged")
    void rebinding() {
        AtomicInteger asked = new AtomicInteger();
        Resolver good = _ -> List.of(
                asked.getAndIncrement() == 0
                        ? InetAddress.getLoopbackAddress()
                        : InetAddress.ofLiteral("169.254.169.254"));
        assertInstanceOf(Keys.Available.class, askAt(true, HOST.url(), good));
        assertEquals(1, asked.get());
        asked.set(0);
        Resolver bad = _ -> List.of(InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "192.168.0.1" : "127.0.0.1"));
        assertRefused(ADDRESS, askAt(false, HOST.url(), bad));
        assertEquals(1, asked.get());
        assertEquals(1, HOST.requests());
    }

    @Test
    @DisplayName("DNS rebinding: the next fetch judges anew, and does not use the connection of the one before")
    void rebindingLater() {
        AtomicInteger asked = new AtomicInteger();
        Resolver bad = _ -> List.of(
                asked.getAndIncrement() == 0
                        ? InetAddress.getLoopbackAddress()
                        : InetAddress.ofLiteral("169.254.169.254"));
        IdpKeys keys = JwksHost.keys(clock, PATIENCE, bad);
        assertInstanceOf(Keys.Available.class, ask(keys, HOST.url()));
        assertRefused(ADDRESS, ask(keys, HOST.url() + "?again"));
        assertEquals(2, asked.get());
        assertEquals(1, HOST.requests());
    }

    @Test
    @DisplayName("a cookie is not sent again, and neither is who asked told")
    void cookies() {
        HOST.answer(json(TestKey.jwks(TestKey.RS256)).withHeader("Set-Cookie", "a=b; Path=/; Max-Age=10000"));
        IdpKeys keys = JwksHost.keys(clock, PATIENCE);
        ask(keys, HOST.url());
        clock.advance(Duration.ofHours(1));
        ask(keys, HOST.url());
        assertEquals(2, HOST.requests());
        HOST.server()
                .verify(
                        2,
                        getRequestedFor(urlEqualTo(HOST.path()))
                                .withoutHeader("Cookie")
                                .withoutHeader("Authorization")
                                .withoutHeader("Referer")
                                .withHeader("User-Agent", equalTo("claims-verdict")));
    }

    @Test
    @DisplayName("no proxy of the machine is used, since it would resolve the name again")
    void proxies() {
        List<String> properties = List.of("https.proxyHost", "http.proxyHost", "socksProxyHost");
        try {
            properties.forEach(property -> System.setProperty(property, "127.0.0.1"));
            properties.forEach(property -> System.setProperty(property.replace("Host", "Port"), "1"));
            assertInstanceOf(Keys.Available.class, ask(PATIENCE));
        } finally {
            properties.forEach(System::clearProperty);
            properties.forEach(property -> System.clearProperty(property.replace("Host", "Port")));
        }
    }

    @Test
    @DisplayName("an internationalized name goes as it stands; what is no such name is not fetched from")
    void internationalized() throws IOException {
        byte[] answer =
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"keys\":[]}".getBytes(StandardCharsets.US_ASCII);
        try (RawHost raw = RawHost.answering(answer)) {
            for (String name : List.of("xn--bcher-kva.test", "xn--0.test")) {
                IdpKeys keys = new IdpKeys(
                        new FetchSettings(Set.of(name), true, PATIENCE),
                        RegistryKeys.NONE,
                        clock,
                        JwksHost.RESOLVER,
                        JwksHost.CERTIFICATE::trusting);
                Keys expected = name.startsWith("xn--b")
                        ? new Keys.Available(List.of())
                        : new Keys.Unavailable(
                                "The JWKS host's name begins like an internationalized name but isn't a valid one.");
                assertEquals(expected, ask(keys, raw.url("http").replace(NAME, name)));
            }
        }
    }

    @Test
    @DisplayName("plain http is for loopback addresses only, where the deployment allows private ones")
    void plainHttp() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"keys\":[]}";
        try (RawHost raw = droning(answer, "")) {
            assertEquals(new Keys.Available(List.of()), askAt(true, raw.url("http"), JwksHost.RESOLVER));
            assertEquals(1, raw.connections());
            assertRefused(
                    "The request has no JWKS, and this deployment may not fetch it from the IdP's JWKS URL: its"
                            + " host is not allowed, or it is not https.",
                    askAt(false, raw.url("http"), JwksHost.RESOLVER));
            for (String address : List.of("10.0.0.1", "93.184.216.34")) {
                assertRefused(ADDRESS, askAt(true, raw.url("http"), _ -> List.of(InetAddress.ofLiteral(address))));
            }
            assertEquals(1, raw.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.test/keys",
                "https://sub.jwks.test/keys",
                "https://jwks.test.example/keys",
                "https://127.0.0.1/keys",
                "https://2130706433/keys",
                "https://jwks.test@127.0.0.1/keys",
                "https://jwks.test./keys",
                "file:///etc/passwd",
                ""
            })
    @DisplayName("a URL of another host or form is not even resolved")
    void notAllowed(String url) {
        Resolver never = _ -> {
            throw new AssertionError();
        };
        IdpKeys keys = JwksHost.keys(clock, PATIENCE, never);
        assertInstanceOf(Keys.Unavailable.class, ask(keys, url));
        assertEquals(0, keys.counts().fetches());
    }

    @Test
    @DisplayName("no allowed host: nothing is fetched, TLS is not even loaded; nor where the IdP has no JWKS URL")
    void nothingToFetch() {
        Supplier<Tls> never = () -> {
            throw new AssertionError();
        };
        IdpKeys nothing = new IdpKeys(FetchSettings.NOTHING, RegistryKeys.NONE, clock, JwksHost.RESOLVER, never);
        nothing.warmUp();
        assertRefused("The request has no JWKS, and this deployment fetches none.", ask(nothing, HOST.url()));
        IdpKeys some =
                new IdpKeys(new FetchSettings(Set.of(NAME), true), RegistryKeys.NONE, clock, JwksHost.RESOLVER, never);
        assertRefused(
                "The request has no JWKS, and the IdP has no JWKS URL.",
                some.keys(Optional.empty(), Optional.empty(), Optional.empty()));
        assertEquals(new KeyCounts(0, 0, 0), some.counts());
    }

    @Test
    @DisplayName("query strings on an allowed host don't multiply fetches, and cost the registry's IdPs nothing")
    void queryStrings() {
        FetchSettings settings = new FetchSettings(Set.of(NAME), true, PATIENCE);
        RegistryKeys registry = new RegistryKeys(Set.of(), Set.of(HOST.url()));
        IdpKeys keys = new IdpKeys(settings, registry, clock, JwksHost.RESOLVER, JwksHost.CERTIFICATE::trusting);
        assertInstanceOf(Keys.Available.class, ask(keys, HOST.url()));
        HOST.server().stubFor(get(anyUrl()).willReturn(json(TestKey.jwks(TestKey.ES256))));
        for (int i = 0; i < 300; i++) {
            ask(keys, HOST.url() + "?x=" + i);
        }
        HOST.server().verify(FetchAllowance.OfHost.AT_ONCE, getRequestedFor(urlMatching(".*x=.*")));
        assertRefused(JwksCache.NO_ALLOWANCE, ask(keys, HOST.url() + "?x=300"));
        assertInstanceOf(Keys.Available.class, ask(keys, HOST.url()));
        assertEquals(1, HOST.requests(), "still in the cache");
        keys.keys(Optional.empty(), Optional.of(HOST.url()), Optional.of("unknown"));
        assertEquals(2, HOST.requests(), "and its unknown kids are looked for");
        clock.advance(Duration.ofHours(1));
        ask(keys, HOST.url());
        assertEquals(3, HOST.requests());
    }

    @Test
    @DisplayName("a fetch that is interrupted is over, and its asker stays interrupted")
    void interrupted() {
        Thread.currentThread().interrupt();
        Keys keys = ask(PATIENCE);
        assertTrue(Thread.interrupted());
        assertRefused("The fetch of the JWKS was interrupted.", keys);
        assertNoFetchGoesOn();
    }

    @Test
    @DisplayName("a fetch that is interrupted while the host answers breaks off the call")
    void interruptedDuringTheAnswer() throws IOException {
        Thread asker = Thread.currentThread();
        RawHost.Speech drones = RawHost.droning("", "H");
        try (RawHost raw = RawHost.speaking(out -> {
            asker.interrupt();
            drones.speak(out);
        })) {
            Keys keys = ask(JwksHost.keys(clock, PATIENCE), raw.url("http"));
            assertTrue(Thread.interrupted());
            assertRefused("The fetch of the JWKS was interrupted.", keys);
            assertNoFetchGoesOn();
        }
    }

    @Test
    @DisplayName("warming up loads TLS, and the first fetch uses it")
    void warmUp() {
        AtomicInteger loaded = new AtomicInteger();
        FetchSettings settings = new FetchSettings(Set.of(NAME), true, PATIENCE);
        IdpKeys keys = new IdpKeys(settings, RegistryKeys.NONE, clock, JwksHost.RESOLVER, () -> {
            loaded.incrementAndGet();
            return JwksHost.CERTIFICATE.trusting();
        });
        keys.warmUp();
        assertEquals(1, loaded.get());
        assertInstanceOf(Keys.Available.class, ask(keys, HOST.url()));
        assertEquals(1, loaded.get());
    }
}
