package dev.claimsverdict.bench.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.SignIn;
import dev.claimsverdict.bench.process.Authorizer;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A function that fetches the keys of one IdP from a host on loopback, and tokens of that IdP. */
final class FetchedKeys implements AutoCloseable {

    static final TestKey OLD = key("old");
    static final TestKey NEW = key("new");
    static final TestKey UNKNOWN = key("unknown");

    private static final Duration LIFE = Duration.ofDays(1);

    /**
     * The longest time until the function must notice that a host is back. Only detects a broken function; no measure
     * of speed.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KeyHost host = new KeyHost();
    private final Map<String, String> environment;

    FetchedKeys(Path folder) throws IOException {
        ObjectNode idp = TestIdp.oidc();
        idp.withObject("/protocol/endpoints/jwks").put("url", host.url());
        ObjectNode entry = TestRegistry.entry(idp);
        entry.set("rule", TestRegistry.rule("2FA"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("idp.json"), entry.toString());
        environment = new TreeMap<>(Oracle.environment());
        environment.put("CLAIMS_IDPS", folder.toString());
        environment.put("CLAIMS_JWKS_PRIVATE_ADDRESSES", "true");
    }

    private static TestKey key(String kid) {
        return TestKey.generate(kid, "ES256", "EC", new ECGenParameterSpec("secp256r1"));
    }

    KeyHost host() {
        return host;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** An authorizer's event with a token that was issued a minute ago and is good for a day. */
    static byte[] event(TestKey key) {
        long issued = Instant.now().getEpochSecond() - 60;
        ObjectNode claims = TestToken.claims("pwd", "sms");
        claims.put("iat", issued).put("exp", issued + LIFE.toSeconds());
        return Authorizer.event(SignIn.of(key, claims));
    }

    /** The same, signed by somebody else. */
    static byte[] forged(TestKey key) {
        return event(TestKey.another(key));
    }

    /** Whether the function lets this event's token in. */
    static boolean letsIn(Lambda lambda, byte[] event) throws IOException, InterruptedException {
        Told told = lambda.invoke(event);
        return told.answer()
                .orElseThrow(() -> new Broken("doesn't answer: " + told))
                .contains("\"isAuthorized\":true");
    }

    static void check(Lambda lambda, boolean expected, byte[] event, String what)
            throws IOException, InterruptedException {
        if (letsIn(lambda, event) != expected) {
            throw new Broken((expected ? "refuses " : "lets in ") + what + lambda.tail());
        }
    }

    /** Sends the token until it is accepted: the function asks a host that was down again after a while. */
    static void awaitLetIn(Lambda lambda, byte[] event, String what) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!letsIn(lambda, event)) {
            if (Instant.now().isAfter(end)) {
                throw new Broken("goes on refusing " + what + lambda.tail());
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
