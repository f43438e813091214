package dev.claimsverdict.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.OtherChecks;
import dev.claimsverdict.bench.SignIn;
import dev.claimsverdict.bench.Verdicts;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.token.SignatureCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Compares whole token verdicts, in this JVM and in the native executable, with Node libraries that only verify: the
 * same tokens and keys, in turn, in one run. Loops are compared with loops, and functions that get one event at a time
 * with such functions. bench/README.md says what is measured.
 *
 * <p>Arguments, each {@code --name value}: rounds, round-millis, events (for each algorithm in all); peers (the script
 * of the loops), node (the function's), native (a zip), work, out.
 */
public final class PeerComparison {

    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
    private static final List<String> PEERS = List.of("aws-jwt-verify", "jose", "jsonwebtoken");
    private static final String JVM = "Claims Verdict, JVM";
    private static final String SMALLRYE = "Claims Verdict, JVM, signatures by SmallRye JWT";
    private static final String JOSE4J = "Claims Verdict, JVM, signatures by jose4j";
    private static final String NATIVE = "Claims Verdict, native";
    private static final String NODE = PEERS.getFirst() + ", in its function";
    private static final int BATCH = 20;
    private static final int EVENTS_WARM_UP = 500;
    private static final int JVM_WARM_UP = 10;

    private final Map<String, SignIn> signIns = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Double>>> micros = new LinkedHashMap<>();
    private final Map<String, String> unsupported = new LinkedHashMap<>();
    private final int rounds;
    private final Duration round;
    private final int events;
    private final Path work;

    private PeerComparison(Arguments arguments, Path work) {
        this.rounds = arguments.number("rounds", 7);
        this.round = Duration.ofMillis(arguments.number("round-millis", 500));
        this.events = arguments.number("events", 5000);
        this.work = work;
        ALGORITHMS.forEach(algorithm -> signIns.put(algorithm, Authorizer.signIn(algorithm)));
    }

    /** Measures everything that exists and writes the table. */
    public static void main(String... args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        Path work = Path.of(arguments.text("work", "target/peers")).toAbsolutePath();
        Files.createDirectories(work);
        PeerComparison comparison = new PeerComparison(arguments, work);
        comparison.measure(arguments.existing("peers"), arguments.existing("native"), arguments.existing("node"));
        String table = comparison.table();
        System.out.println(table);
        Path out = Path.of(arguments.text("out", "target/node.md"));
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, table);
    }

    private void measure(Optional<Path> script, Optional<Path> zip, Optional<Path> nodeFunction)
            throws IOException, InterruptedException {
        // Done before SmallRye JWT's provider becomes the first one, so that the JDK still hashes a decision's id.
        signIns.values().forEach(signIn -> new Verdicts(TestRegistry.of(signIn.entry())).byRegistry(signIn.token()));
        Map<String, SignatureCheck> checks = new LinkedHashMap<>();
        checks.put(JVM, new JcaSignatureCheck());
        checks.put(SMALLRYE, OtherChecks.smallRye());
        checks.put(JOSE4J, OtherChecks.jose4j());
        List<Function> functions = new ArrayList<>();
        Optional<Node> node = Optional.empty();
        try {
            node = script.isPresent() ? Optional.of(new Node(script.get(), tokens())) : Optional.empty();
            Artefacts artefacts = new Artefacts(work);
            if (zip.isPresent()) {
                Artefact artefact = artefacts.nativeZip(NATIVE, zip.get(), true);
                for (String algorithm : ALGORITHMS) {
                    functions.add(start(artefact, NATIVE, algorithm));
                }
            }
            if (nodeFunction.isPresent()) {
                Artefact artefact = artefacts.node(NODE, nodeFunction.get(), "--times");
                for (String algorithm : ALGORITHMS) {
                    // aws-jwt-verify doesn't support PS256.
                    if (!algorithm.equals("PS256")) {
                        functions.add(start(artefact, NODE, algorithm));
                    }
                }
            }
            // The first round warms up and doesn't count. It is longer for the JVM, whose compilers take longer than
            // Node's.
            for (int i = 0; i <= rounds; i++) {
                boolean counts = i > 0;
                for (String algorithm : ALGORITHMS) {
                    SignIn signIn = signIns.get(algorithm);
                    Duration time = counts ? round : round.multipliedBy(JVM_WARM_UP);
                    for (String who : checks.keySet()) {
                        Verdicts verdicts = new Verdicts(TestRegistry.of(signIn.entry()), checks.get(who));
                        double took = round(verdicts, signIn.token(), time);
                        if (counts) {
                            note(who, algorithm, took);
                        }
                    }
                }
                if (node.isPresent()) {
                    node.get().round(counts);
                }
                for (Function function : functions) {
                    function.feed(counts ? events / rounds : EVENTS_WARM_UP);
                }
                System.out.println("Round " + i + " of " + rounds);
            }
            for (Function function : functions) {
                note(function.who(), function.algorithm(), function.medianMicros());
            }
        } finally {
            for (Function function : functions) {
                function.running().close();
            }
            node.ifPresent(Node::close);
        }
    }

    private Function start(Artefact artefact, String who, String algorithm) throws IOException {
        Path registry = Authorizer.registry(signIns.get(algorithm), work.resolve("registry-" + algorithm));
        Path log = work.resolve(who.replaceAll("[^A-Za-z0-9]+", "-") + "-" + algorithm + ".log");
        return new Function(
                who,
                algorithm,
                RunningFunction.start(artefact, registry, log),
                Authorizer.event(signIns.get(algorithm)));
    }

    /** A function that gets one event after another, and logs how long each took. */
    private record Function(String who, String algorithm, RunningFunction running, byte[] event) {

        void feed(int times) throws IOException, InterruptedException {
            for (int i = 0; i < times; i++) {
                running.accepted(event);
            }
        }

        /** The median of all events except those of the warm-up. */
        double medianMicros() throws IOException {
            List<Double> took = new ArrayList<>();
            for (String line : Files.readAllLines(running.log())) {
                if (line.startsWith("{\"type\":\"decision\"")) {
                    took.add(TestApi.json(line).path("decisionMillis").asDouble() * 1000);
                } else if (line.startsWith("{\"verifyMicros\"")) {
                    took.add(TestApi.json(line).path("verifyMicros").asDouble());
                }
            }
            return Quartiles.of(took.subList(EVENTS_WARM_UP, took.size())).median();
        }
    }

    /** The median of the batches' means, as in the Node script. */
    private static double round(Verdicts verdicts, String token, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        List<Double> means = new ArrayList<>();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                // Fails for a token that isn't accepted, so no part of the work can be skipped.
                verdicts.byRegistry(token);
            }
            means.add((System.nanoTime() - start) / 1000.0 / BATCH);
        }
        return Quartiles.of(means).median();
    }

    private void note(String who, String algorithm, double took) {
        micros.computeIfAbsent(who, _ -> new LinkedHashMap<>())
                .computeIfAbsent(algorithm, _ -> new ArrayList<>())
                .add(took);
    }

    private Path tokens() throws IOException {
        ObjectNode file = TestApi.JSON.createObjectNode();
        file.put("issuer", TestIdp.ISSUER).put("audience", TestIdp.CLIENT_ID);
        file.put("roundMillis", round.toMillis());
        var array = file.putArray("signIns");
        signIns.forEach((algorithm, signIn) -> {
            JsonNode jwks = TestApi.json(signIn.jwks());
            ObjectNode each = array.addObject();
            each.put("algorithm", algorithm).put("token", signIn.token());
            each.set("jwks", jwks);
            each.set("jwk", jwks.path("keys").path(0));
        });
        Path path = work.resolve("tokens.json");
        Files.writeString(path, file.toString());
        return path;
    }

    private String table() throws IOException {
        StringBuilder table = new StringBuilder("# A token verdict beside Node's verifications\n\n");
        table.append("Made by `bench/node.sh`; what it means: [bench/README.md](../README.md).\n\n");
        table.append(Machine.description()).append(" µs. In parentheses, the part of aws-jwt-verify's time.\n\n");
        table.append("In a loop, the median of ").append(rounds).append(" rounds of ");
        table.append(round.toMillis()).append(" ms each:\n\n");
        List<String> loops = new ArrayList<>(List.of(JVM, SMALLRYE, JOSE4J));
        loops.addAll(PEERS);
        rows(table, loops, PEERS.getFirst());
        table.append("\nIn the function, once an event, the median of ")
                .append(events)
                .append(" events:\n\n");
        rows(table, List.of(NATIVE, NODE), NODE);
        if (!unsupported.isEmpty()) {
            table.append("\nn/a, in the library's own words:\n\n");
            unsupported.forEach((who, why) ->
                    table.append("- ").append(who).append(": ").append(why).append('\n'));
        }
        return table.toString();
    }

    private void rows(StringBuilder table, List<String> rows, String base) {
        table.append("| | does |");
        ALGORITHMS.forEach(algorithm -> table.append(' ').append(algorithm).append(" |"));
        table.append("\n|---|---|").append("--:|".repeat(ALGORITHMS.size())).append('\n');
        for (String who : rows) {
            if (!micros.containsKey(who)) {
                continue;
            }
            boolean ours = who.startsWith("Claims Verdict");
            table.append("| ").append(who).append(ours ? " | whole verdict |" : " | verification |");
            for (String algorithm : ALGORITHMS) {
                table.append(' ').append(cell(who, algorithm, base)).append(" |");
            }
            table.append('\n');
        }
    }

    private String cell(String who, String algorithm, String base) {
        Optional<Double> took = median(who, algorithm);
        Optional<Double> theirs = median(base, algorithm);
        String text = took.map(it -> String.format(Locale.ROOT, "%.1f", it)).orElse("n/a");
        return took.isPresent() && theirs.isPresent()
                ? text + String.format(Locale.ROOT, " (%.2f)", took.get() / theirs.get())
                : text;
    }

    private Optional<Double> median(String who, String algorithm) {
        return Optional.ofNullable(micros.getOrDefault(who, Map.of()).get(algorithm))
                .map(values -> Quartiles.of(values).median());
    }

    /** The Node script, which does a round for each line that it gets. */
    private final class Node {

        private final Process process;
        private final Writer in;
        private final BufferedReader out;

        Node(Path script, Path tokens) throws IOException {
            process = new ProcessBuilder("node", script.getFileName().toString(), tokens.toString())
                    .directory(script.getParent().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            in = process.outputWriter(StandardCharsets.UTF_8);
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void round(boolean counts) throws IOException {
            in.write("round\n");
            in.flush();
            for (String line = out.readLine(); !"done".equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IOException("Node has ended");
                }
                JsonNode result = TestApi.json(line);
                String peer = result.path("peer").asText();
                String algorithm = result.path("algorithm").asText();
                if (result.has("unsupported")) {
                    unsupported.put(
                            peer + ", " + algorithm, result.path("unsupported").asText());
                } else if (counts) {
                    note(peer, algorithm, result.path("micros").asDouble());
                }
            }
        }

        void close() {
            try {
                in.close();
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (IOException _) {
                // Node has already ended.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        }
    }
}
