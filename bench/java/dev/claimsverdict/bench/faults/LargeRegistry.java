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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A registry of many IdPs, each with its own issuer and client. Only the IdP of a token's issuer may decide about it.
 */
final class LargeRegistry implements Check {

    /** IdPs share keys, because generating a key takes longer than everything else. Neighbours have different keys. */
    private static final List<TestKey> KEYS = IntStream.range(0, 7)
            .mapToObj(number -> TestKey.generate("key-" + number, "ES256", "EC", new ECGenParameterSpec("secp256r1")))
            .toList();

    private static final long SEED = 10_000;

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        int idps = trial.size().idps();
        Path folder = trial.work().resolve("large-registry");
        Files.createDirectories(folder);
        for (int i = 0; i < idps; i++) {
            Files.writeString(folder.resolve("idp-" + i + ".json"), entry(i).toString());
        }
        Map<String, String> environment = new TreeMap<>(Oracle.environment());
        environment.put("CLAIMS_IDPS", folder.toString());
        Random random = new Random(SEED);
        int lookups = Math.min(idps, 1000);
        try (Lambda lambda = trial.lambda("large-registry", environment)) {
            long before = lambda.startedAt();
            accepted(lambda, 0);
            double wall = (System.nanoTime() - before) / 1e9;
            double cpu = lambda.figures().cpuNanos() / 1e9;
            double mib = lambda.figures().residentKib() / 1024.0;
            accepted(lambda, idps - 1);
            for (int i = 0; i < lookups; i++) {
                int number = random.nextInt(idps);
                accepted(lambda, number);
                refused(lambda, number, token(number, issuer(number), client(number + 1), key(number)));
                refused(lambda, number, token(number, issuer(number + 1), client(number), key(number)));
                refused(lambda, number, token(number, issuer(number), client(number), key(number + 1)));
            }
            refused(lambda, idps, token(idps, issuer(idps), client(idps), key(idps)));
            if (lambda.starts() > 1) {
                throw new Broken("ended");
            }
            return String.format(
                    Locale.ROOT,
                    "%,d IdPs: first verdict after %.2f s, %.2f s of processor time, %.0f MiB; %,d tokens accepted by the right IdP,"
                            + " %,d of another issuer, client or key refused",
                    idps,
                    wall,
                    cpu,
                    mib,
                    lookups + 2,
                    3 * lookups + 1);
        }
    }

    private static TestKey key(int number) {
        return KEYS.get(number % KEYS.size());
    }

    private static String issuer(int number) {
        return "https://idp-" + number + ".example.com";
    }

    private static String client(int number) {
        return "client-" + number;
    }

    private static ObjectNode entry(int number) {
        ObjectNode idp = TestIdp.oidc().put("id", "0oa" + number).put("name", "Example " + number);
        idp.withObject("/protocol/issuer").put("url", issuer(number));
        idp.withObject("/protocol/endpoints/jwks").put("url", issuer(number) + "/keys");
        idp.withObject("/protocol/credentials/client").put("client_id", client(number));
        ObjectNode entry = TestRegistry.entry(idp, key(number));
        entry.set("rule", TestRegistry.rule("2FA"));
        return entry;
    }

    private static byte[] token(int number, String issuer, String client, TestKey key) {
        long issued = Instant.now().getEpochSecond() - 60;
        ObjectNode claims = TestToken.claims("pwd", "sms");
        claims.put("iss", issuer).put("aud", client).put("sub", "user-" + number);
        claims.put("iat", issued).put("exp", issued + 86_400);
        return Authorizer.event(SignIn.of(key, claims));
    }

    private static void accepted(Lambda lambda, int number) throws IOException, InterruptedException {
        FetchedKeys.check(
                lambda, true, token(number, issuer(number), client(number), key(number)), "a token of IdP " + number);
        String last = lambda.log()
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"decision\""))
                .toList()
                .getLast();
        if (!last.contains("\"idpId\":\"0oa" + number + "\"")) {
            throw new Broken("judges a token of IdP " + number + " by another: " + last);
        }
    }

    private static void refused(Lambda lambda, int number, byte[] event) throws IOException, InterruptedException {
        FetchedKeys.check(lambda, false, event, "a token that isn't of IdP " + number);
    }
}
