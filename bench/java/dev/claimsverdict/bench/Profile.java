package dev.claimsverdict.bench;

import dev.claimsverdict.bench.process.Machine;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a verdict goes beside its signature, by Flight Recorder's samples. */
public final class Profile {

    private static final String ROOT = "dev.claimsverdict.";

    /** The methods that stand for a part, and what the part is called. A sample belongs to the innermost of them. */
    private static final SequencedMap<String, String> PARTS = parts();

    private static volatile Object sink;

    private Profile() {}

    private static SequencedMap<String, String> parts() {
        SequencedMap<String, String> parts = new LinkedHashMap<>();
        parts.put("json.StrictTree.read", "the request's JSON, strictly, as a tree");
        parts.put("json.RequestReader.token", "reading the request");
        parts.put("json.RequestReader.amr", "reading the request");
        parts.put("json.RequestReader.idp", "reading the request");
        parts.put("json.IdpReader.read", "reading the IdP");
        parts.put("json.RequestReader.jwks", "the JWKS as text, to find its keys by");
        parts.put("json.TreeBytes.of", "what is hashed for the decision's id");
        parts.put("token.TokenVerifier.issuerOfUnverified", "the IdP, by the iss of a token not verified yet");
        parts.put("keys.GivenKeys.keys", "the keys, parsed before, by their text");
        parts.put("token.CompactJws.parse", "the token taken apart; its header, strictly");
        parts.put("token.TokenVerifier.verify", "its payload, strictly");
        parts.put("token.KeySelection.select", "choosing the key");
        parts.put("token.TokenVerifier.idTokenClaims", "the claims");
        parts.put("judge.DecisionBasis.decisionId", "the decision's id: SHA-256");
        parts.put("idp.TrustDecision.of", "trust");
        parts.put("judge.SignIn.judge", "AMR values, findings, the verdict");
        parts.put("policy.RuleEvaluation.evaluate", "the rule");
        parts.put("idp.IdpChecks.of", "what is said of the IdP by itself");
        parts.put("judge.AmrEvidence.findings", "the evidence");
        parts.put("judge.TrustChange.findings", "the change of trust");
        parts.put("judge.IdpJudge.verdict", "findings in order, the verdict");
        parts.put("json.VerdictWriter.write", "the verdict as a tree");
        parts.put("bench.Verdicts.text", "its text");
        return parts;
    }

    @FunctionalInterface
    private interface Operation {
        Object run();
    }

    /** Arguments: the file to write; the seconds of each profile, after a third of that to warm up. */
    public static void main(String[] arguments) throws IOException {
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30);
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

    /** The microseconds of an operation: the least of the means of batches. */
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
