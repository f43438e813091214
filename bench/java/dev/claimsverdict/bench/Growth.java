package dev.claimsverdict.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Measures how the time of a verdict grows with its input, and writes an SVG. Each point is the median of its rounds.
 * The points of a curve are measured in turn, so that other load on the machine affects all of them.
 */
public final class Growth {

    private static final int[] TOKEN_KIB = {1, 2, 4, 8, 12, 16};
    private static final int[] KEYS = {1, 10, 25, 50, 75, 100};
    private static final int[] VALUES = {1, 10, 25, 50, 75, 100};
    private static final int[] CONSTRAINTS = {1, 4, 8, 12, 16, 20};
    private static final int[] RECORDS = {1, 10, 25, 50, 75, 100};
    private static final int[] IDPS = {1, 100, 250, 500, 750, 1000};

    private final int rounds;
    private final long roundNanos;

    private Growth(int rounds, long roundMillis) {
        this.rounds = rounds;
        this.roundNanos = roundMillis * 1_000_000;
    }

    /** Measures all curves. Arguments: the SVG to write, the rounds for each point, the milliseconds of a round. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        long millis = arguments.length > 2 ? Long.parseLong(arguments[2]) : 100;
        Growth growth = new Growth(rounds, millis);
        List<Curve> curves = List.of(
                growth.curve("token verdict, RS256, by the token's size", "KiB", TOKEN_KIB, Growth::ofTokenSize),
                growth.curve("token verdict, RS256, by keys in the JWKS", "keys", KEYS, Growth::ofKeys),
                growth.curve("token verdict, RS256, by IdPs in the registry", "IdPs", IDPS, Growth::ofRegistry),
                growth.curve("dry run, 2FA not met, by AMR values", "values", VALUES, Growth::ofValues),
                growth.curve("dry run, no constraint met, by constraints", "constraints", CONSTRAINTS, Growth::ofRules),
                growth.curve("SQS batch of IdP changes, by its records", "records", RECORDS, Growth::ofBatch));
        for (Curve curve : curves) {
            System.out.println(curve.title() + ": " + curve.points());
        }
        Files.writeString(Path.of(arguments[0]), GrowthPlot.svg(curves));
    }

    /** A curve: microseconds by a count. */
    record Curve(String title, String unit, List<Point> points) {}

    /** One of its points. */
    record Point(int count, double micros) {

        @Override
        public String toString() {
            return "%d: %.1f µs".formatted(count, micros);
        }
    }

    private Curve curve(String title, String unit, int[] counts, IntFunction<Runnable> work) {
        List<Runnable> works = Arrays.stream(counts).mapToObj(work).toList();
        // The first rounds warm the JVM and are left out.
        double[][] micros = new double[counts.length][rounds];
        for (int round = -rounds / 2; round < rounds; round++) {
            for (int point = 0; point < counts.length; point++) {
                double taken = micros(works.get(point));
                if (round >= 0) {
                    micros[point][round] = taken;
                }
            }
        }
        List<Point> points = new ArrayList<>();
        for (int point = 0; point < counts.length; point++) {
            Arrays.sort(micros[point]);
            points.add(new Point(counts[point], micros[point][rounds / 2]));
        }
        return new Curve(title, unit, points);
    }

    private double micros(Runnable work) {
        long start = System.nanoTime();
        long now = start;
        int times = 0;
        while (now - start < roundNanos) {
            work.run();
            times++;
            now = System.nanoTime();
        }
        return (now - start) / 1000.0 / times;
    }

    /** A request with everything by value. A long claim makes the token as large as it must be. */
    private static Runnable ofTokenSize(int kib) {
        ObjectNode claims = SignIn.claims();
        int rest = SignIn.of(TestKey.RS256, claims).token().length();
        // Base64url makes four characters of three bytes. A token may have at most 16 KiB (R5.1).
        claims.put("padding", "x".repeat(Math.max(0, (kib * 1024 - rest) * 3 / 4 - 16)));
        String request = SignIn.of(TestKey.RS256, claims).request();
        Verdicts verdicts = new Verdicts(Registry.EMPTY);
        return () -> verdicts.token(request);
    }

    private static Runnable ofKeys(int count) {
        TestKey[] keys = new TestKey[count];
        Arrays.setAll(
                keys,
                number -> number == 0
                        ? TestKey.RS256
                        : TestKey.generate("key-" + number, "ES256", "EC", new ECGenParameterSpec("secp256r1")));
        ObjectNode request = (ObjectNode) TestApi.json(SignIn.of("RS256").request());
        request.set("jwks", TestApi.json(TestKey.jwks(keys)));
        String text = request.toString();
        Verdicts verdicts = new Verdicts(Registry.EMPTY);
        return () -> verdicts.token(text);
    }

    private static Runnable ofRegistry(int count) {
        SignIn signIn = SignIn.of("RS256");
        ObjectNode[] entries = new ObjectNode[count];
        Arrays.setAll(entries, number -> {
            ObjectNode entry = signIn.entry();
            ObjectNode idp = (ObjectNode) entry.get("idp");
            if (number < count - 1) {
                idp.put("id", "0oa-" + number);
                ((ObjectNode) idp.at("/protocol/issuer")).put("url", "https://idp-" + number + ".example.com");
            }
            return entry;
        });
        Verdicts verdicts = new Verdicts(TestRegistry.of(entries));
        return () -> verdicts.byRegistry(signIn.token());
    }

    private static Runnable ofValues(int count) {
        ObjectNode request = (ObjectNode) TestApi.json(Verdicts.amrRequest());
        ArrayNode amr = request.putArray("amr").add("pwd");
        for (int number = 1; number < count; number++) {
            amr.add("value-" + number);
        }
        return dryRun(request);
    }

    /** No constraint is met and all differ, so the search for the smallest satisfying sets looks at all of them. */
    private static Runnable ofRules(int count) {
        ObjectNode request = (ObjectNode) TestApi.json(Verdicts.amrRequest());
        request.putArray("amr").add("pwd");
        ArrayNode constraints = ((ObjectNode) request.get("rule")).putArray("constraints");
        for (int number = 0; number < count; number++) {
            ObjectNode constraint = constraints.addObject();
            constraint.putObject("knowledge").putArray("types").add("password");
            constraint.putObject("possession").put(number % 2 == 0 ? "hardwareProtection" : "deviceBound", "REQUIRED");
        }
        return dryRun(request);
    }

    private static Runnable dryRun(ObjectNode request) {
        Events events = events();
        String event = TestApi.httpEvent("POST", "/v1/amr-verdicts", request.toString())
                .toString();
        if (TestApi.invoke(events, event).path("statusCode").asInt() != 200) {
            throw new IllegalStateException(TestApi.invoke(events, event).toString());
        }
        return () -> TestApi.invoke(events, event);
    }

    private static Runnable ofBatch(int count) {
        ObjectNode batch = TestApi.JSON.createObjectNode();
        ArrayNode records = batch.putArray("Records");
        for (int number = 0; number < count; number++) {
            records.addObject()
                    .put("messageId", "message-" + number)
                    .put("eventSource", "aws:sqs")
                    .put("body", Verdicts.idpRequest());
        }
        Events events = events();
        String event = batch.toString();
        if (!TestApi.invoke(events, event).path("batchItemFailures").isEmpty()) {
            throw new IllegalStateException(TestApi.invoke(events, event).toString());
        }
        return () -> TestApi.invoke(events, event);
    }

    private static Events events() {
        return TestApi.events(
                new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT),
                TestRegistry.of(TestRegistry.entry(TestIdp.oidc())),
                new Forgetful());
    }

    private static final class Forgetful implements DecisionLog {

        @Override
        public void decided(DecisionRecord decision) {
            // Only the time until this call is measured.
        }

        @Override
        public void undecided(String requestId, String shape, Undecided outcome, String why) {
            throw new IllegalStateException(why);
        }
    }
}
