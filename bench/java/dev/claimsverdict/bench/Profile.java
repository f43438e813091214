package dev.claimsverdict.bench;

import dev.claimsverdict.bench.process.Machine;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Measures where the time of a verdict goes, apart from its signature, with Flight Recorder's samples. */
public final class Profile {

    private static final String ROOT = "dev.claimsverdict.";

    /**
     * The methods of each part, and the part's name in the table. A sample belongs to the innermost of these methods.
     */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("json.StrictTree.read", "the request's JSON, strictly, as a tree"),
            Map.entry("request.TokenRequestReader.read", "reading the request"),
            Map.entry("request.AmrRequestReader.read", "reading the request"),
            Map.entry("request.IdpRequestReader.read", "reading the request"),
            Map.entry("request.IdpReader.read", "reading the IdP"),
            Map.entry("json.JsonObject.identity", "the JWKS as bytes, to find its keys by"),
            Map.entry("json.TreeBytes.of", "what is hashed for the decision's id"),
            Map.entry("token.UnverifiedToken.issuer", "the IdP, by the iss of a token not verified yet"),
            Map.entry("jwks.GivenKeys.keys", "the keys, parsed before, by their JWKS"),
            Map.entry("token.CompactJws.parse", "the token taken apart; its header, strictly"),
            Map.entry("token.TokenVerifier.verify", "its payload, strictly"),
            Map.entry("token.KeySelection.select", "choosing the key"),
            Map.entry("token.TokenVerifier.idTokenClaims", "the claims"),
            Map.entry("judge.DecisionBasis.decisionId", "the decision's id: SHA-256"),
            Map.entry("idp.TrustDecision.of", "trust"),
            Map.entry("judge.SignIn.judge", "AMR values, findings, the verdict"),
            Map.entry("policy.RuleEvaluation.evaluate", "the rule"),
            Map.entry("idp.IdpChecks.of", "what is said of the IdP by itself"),
            Map.entry("judge.AmrEvidence.findings", "the evidence"),
            Map.entry("judge.TrustChange.findings", "the change of trust"),
            Map.entry("judge.IdpJudge.verdict", "findings in order, the verdict"),
            Map.entry("answer.VerdictWriter.write", "the verdict as a tree"),
            Map.entry("bench.Verdicts.text", "its text"));

    private static volatile Object sink;

    private Profile() {}

    @FunctionalInterface
    private interface Operation {
        Object run();
    }

    /**
     * Writes all profiles. Arguments: the file to write, and the seconds of each profile, after a third of that to warm
     * up.
     */
    public static void main(String[] arguments) throws IOException {
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30);
        requireMethods();
        SignIn signIn = SignIn.of("RS256");
        Verdicts verdicts = Verdicts.withoutSignature(TestRegistry.of(signIn.entry()));
        Verdicts others = Verdicts.withoutSignature(Registry.EMPTY);
        String request = signIn.request();
        String amr = Verdicts.amrRequest();
        String idp = Verdicts.idpRequest();
        StringBuilder text = new StringBuilder("""
            # Where the time of a verdict goes

            Made by `bench/profile.sh`; what it means: [bench/README.md](../README.md).

            """)
                .append(Machine.description())
                .append(" The check of the signature is left out.\n");
        section(text, "Token verdict, IdP of the registry", time, () -> verdicts.byRegistry(signIn.token()));
        section(text, "Token verdict, all by value, JSON in and out", time, () -> verdicts.token(request));
        section(text, "amr verdict, JSON in and out", time, () -> others.amr(amr));
        section(text, "idp verdict, JSON in and out", time, () -> others.idp(idp));
        Files.writeString(Path.of(arguments[0]), text);
        System.out.println(text);
    }

    /** A renamed method would silently be counted with its caller. */
    private static void requireMethods() {
        for (String method : PARTS.keySet()) {
            int dot = method.lastIndexOf('.');
            try {
                Class<?> type = Class.forName(ROOT + method.substring(0, dot));
                if (Stream.of(type.getDeclaredMethods())
                        .noneMatch(each -> each.getName().equals(method.substring(dot + 1)))) {
                    throw new IllegalStateException("no method " + method);
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("no class of " + method, e);
            }
        }
    }

    private static void section(StringBuilder text, String title, Duration time, Operation operation)
            throws IOException {
        loop(operation, time.dividedBy(3));
        Path file = Files.createTempFile("verdict", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            double micros = loop(operation, time);
            recording.stop();
            recording.dump(file);
            table(text, title, micros, RecordingFile.readAllEvents(file));
        } finally {
            Files.delete(file);
        }
    }

    /** The microseconds of an operation: the least of the batches' means. */
    private static double loop(Operation operation, Duration time) {
        int batch = 2000;
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                sink = operation.run();
            }
            least = Math.min(least, System.nanoTime() - start);
        }
        return least / 1000.0 / batch;
    }

    private static void table(StringBuilder text, String title, double micros, List<RecordedEvent> samples) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int all = 0;
        for (RecordedEvent sample : samples) {
            if (sample.getStackTrace() == null || !isOurs(sample)) {
                continue;
            }
            all++;
            counts.merge(part(sample), 1, Integer::sum);
        }
        text.append(String.format(
                Locale.ROOT,
                "%n## %s%n%n%.1f µs; %d samples.%n%n| | part | µs |%n|---|--:|--:|%n",
                title,
                micros,
                all));
        int total = Math.max(all, 1);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %.0f %% | %.2f |%n",
                        entry.getKey(),
                        100.0 * entry.getValue() / total,
                        micros * entry.getValue() / total)));
    }

    private static boolean isOurs(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream()
                .anyMatch(frame -> name(frame).equals(ROOT + "bench.Profile.loop"));
    }

    private static String part(RecordedEvent sample) {
        for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
            String name = name(frame);
            String part = name.startsWith(ROOT) ? PARTS.get(name.substring(ROOT.length())) : null;
            if (part != null) {
                return part;
            }
        }
        return "the rest";
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
