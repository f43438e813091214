package dev.claimsverdict.bench.process;

import dev.claimsverdict.bench.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Starts each artefact anew, in rounds, and measures it from outside. bench/README.md says what and how.
 *
 * <p>Arguments, each {@code --name value}: starts, warm-up, events, warm-starts, algorithm; native, before, bare, jvm (zips),
 * ric (a folder of jars), node (a script); work (a folder for what is unpacked), out (the table).
 */
public final class ProcessComparison {

    private static final String OURS = "Claims Verdict, native";
    private static final String BEFORE = "Claims Verdict, native, an earlier version";
    private static final String BARE = "bare Quarkus Funqy, native";
    private static final String NODE = "Node, aws-jwt-verify";

    private static final int ROUNDS_PER_COPY = 4;

    private final int starts;
    private final int warmUp;
    private final int events;
    private final int warmStarts;
    private final Path work;
    private final Artefacts prepared;
    private final Path registry;
    private final byte[] event;

    private record Cold(double wallMillis, double cpuMillis, double residentMib) {}

    private record Warm(double p50Millis, double p99Millis, double eventsPerSecond, double residentMib) {}

    private record Figures(List<Cold> cold, List<Warm> warm) {}

    private ProcessComparison(Arguments arguments, Path work, SignIn signIn) throws IOException {
        this.starts = arguments.number("starts", 20);
        this.warmUp = arguments.number("warm-up", 1000);
        this.events = arguments.number("events", 10_000);
        this.warmStarts = arguments.number("warm-starts", 3);
        this.work = work;
        this.prepared = new Artefacts(work);
        this.registry = Authorizer.registry(signIn, work.resolve("registry"));
        this.event = Authorizer.event(signIn);
    }

    /** Measures everything that exists and writes the table. */
    public static void main(String... args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        String algorithm = arguments.text("algorithm", "RS256");
        Path work = Path.of(arguments.text("work", "target/processes")).toAbsolutePath();
        Files.createDirectories(work);
        ProcessComparison comparison = new ProcessComparison(arguments, work, Authorizer.signIn(algorithm));
        List<Artefact> artefacts = comparison.artefacts(arguments);
        if (artefacts.isEmpty()) {
            System.out.println("There is nothing to measure.");
            return;
        }
        String table = comparison.table(algorithm, comparison.measure(artefacts));
        System.out.println(table);
        Path out = Path.of(arguments.text("out", "target/processes.md"));
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, table);
    }

    private List<Artefact> artefacts(Arguments arguments) throws IOException, InterruptedException {
        List<Artefact> artefacts = new ArrayList<>();
        Optional<Path> bare = arguments.existing("bare");
        if (bare.isPresent()) {
            artefacts.add(prepared.nativeZip(BARE, bare.get(), true));
        }
        Optional<Path> ours = arguments.existing("native");
        if (ours.isPresent()) {
            artefacts.add(prepared.nativeZip(OURS, ours.get(), true));
            if (Artefacts.hasLibraries(ours.get())) {
                artefacts.add(prepared.nativeZip(OURS + ", without its library", ours.get(), false));
            }
        }
        if (arguments.values().containsKey("before")) {
            artefacts.add(
                    prepared.nativeZip(BEFORE, arguments.existing("before").orElseThrow(), true));
        }
        Optional<Path> node = arguments.existing("node");
        if (node.isPresent()) {
            artefacts.add(prepared.node(NODE, node.get()));
        }
        Optional<Path> bundle = arguments.existing("node-bundle");
        if (bundle.isPresent()) {
            artefacts.add(prepared.node(NODE + ", bundled", bundle.get()));
        }
        Optional<Path> jvm = arguments.existing("jvm");
        Optional<Path> ric = arguments.existing("ric");
        if (jvm.isPresent() && ric.isPresent()) {
            Artefact plain = prepared.jvmZip("Claims Verdict, JVM", jvm.get(), ric.get());
            artefacts.add(plain);
            prepared.withAotCache("Claims Verdict, JVM with AOT cache", plain, ric.get(), registry, event)
                    .ifPresentOrElse(artefacts::add, () -> System.out.println("Left out: the JVM wrote no AOT cache"));
        }
        return artefacts;
    }

    /**
     * Measures the artefacts in rounds, so that other load on the machine affects all of them. Each round has a random order,
     * because a start is up to a tenth slower or faster by what ran before it. The executables are copied anew every few
     * rounds, because a start also depends on how the kernel keeps the file in memory.
     */
    private Map<Artefact, Figures> measure(List<Artefact> artefacts) throws IOException, InterruptedException {
        Map<Artefact, Figures> figures = new LinkedHashMap<>();
        artefacts.forEach(artefact -> figures.put(artefact, new Figures(new ArrayList<>(), new ArrayList<>())));
        for (Artefact artefact : artefacts) {
            // A first start that doesn't count, because it reads the files from the disk.
            start(artefact, new Figures(new ArrayList<>(), new ArrayList<>()), false);
        }
        List<Artefact> order = new ArrayList<>(artefacts);
        for (int round = 0; round < starts; round++) {
            Collections.shuffle(order);
            if (round % ROUNDS_PER_COPY == 0) {
                for (Artefact artefact : artefacts) {
                    prepared.copyAnew(artefact);
                }
            }
            for (Artefact artefact : order) {
                start(artefact, figures.get(artefact), round < warmStarts);
            }
            System.out.println("Round " + (round + 1) + " of " + starts);
        }
        return figures;
    }

    private void start(Artefact artefact, Figures figures, boolean andWarm) throws IOException, InterruptedException {
        try (RunningFunction function = RunningFunction.start(artefact, registry, work.resolve("function.log"))) {
            double wall = millis(function.accepted(event) - function.startedAt());
            double cpu = millis(function.cpuNanos());
            figures.cold().add(new Cold(wall, cpu, mib(function)));
            if (andWarm) {
                figures.warm().add(warm(function));
            }
        }
    }

    private Warm warm(RunningFunction function) throws IOException, InterruptedException {
        for (int i = 0; i < warmUp; i++) {
            function.accepted(event);
        }
        double[] millis = new double[events];
        long start = System.nanoTime();
        long before = start;
        for (int i = 0; i < events; i++) {
            long answered = function.accepted(event);
            millis[i] = millis(answered - before);
            before = answered;
        }
        double seconds = (before - start) / 1e9;
        Arrays.sort(millis);
        return new Warm(Quartiles.at(millis, 0.5), Quartiles.at(millis, 0.99), events / seconds, mib(function));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static double mib(RunningFunction function) throws IOException {
        return function.residentKib() / 1024.0;
    }

    private String table(String algorithm, Map<Artefact, Figures> all) throws IOException {
        StringBuilder table = new StringBuilder("# From start to the first verdict, and warm\n\n");
        table.append("Made by `bench/processes.sh`; what it means: [bench/README.md](../README.md).\n\n");
        table.append(Machine.description()).append(" Token: ").append(algorithm).append(". ");
        table.append(starts)
                .append(" starts each, in rounds of random order, with new copies of the executables every ")
                .append(ROUNDS_PER_COPY)
                .append(" rounds: median (and the middle half). Warm: ");
        table.append(events).append(" events after ").append(warmUp).append(", the median of ");
        table.append(Math.min(warmStarts, starts)).append(" processes.\n\n");
        table.append(
                "| artefact | zip MB | wall to first verdict, ms | CPU to first verdict, ms | CPU / bare | CPU / Node "
                        + "| RSS after the first, MiB | RSS after all, MiB | p50 ms | p99 ms | events/s |\n");
        table.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        Optional<Double> bare = cpu(all, BARE);
        Optional<Double> node = cpu(all, NODE);
        all.forEach((artefact, figures) -> {
            Quartiles cpu =
                    Quartiles.of(figures.cold().stream().map(Cold::cpuMillis).toList());
            table.append("| ").append(artefact.name());
            table.append(" | ")
                    .append(
                            artefact.zipBytes().isPresent()
                                    ? oneDigit(artefact.zipBytes().getAsLong() / 1e6)
                                    : "");
            table.append(" | ")
                    .append(Quartiles.of(
                            figures.cold().stream().map(Cold::wallMillis).toList()));
            table.append(" | ").append(cpu);
            table.append(" | ")
                    .append(bare.map(it -> twoDigits(cpu.median() / it)).orElse("n/a"));
            table.append(" | ")
                    .append(node.map(it -> twoDigits(cpu.median() / it)).orElse("n/a"));
            table.append(" | ")
                    .append(oneDigit(Quartiles.of(figures.cold().stream()
                                    .map(Cold::residentMib)
                                    .toList())
                            .median()));
            table.append(" | ")
                    .append(oneDigit(Quartiles.of(figures.warm().stream()
                                    .map(Warm::residentMib)
                                    .toList())
                            .median()));
            table.append(" | ")
                    .append(twoDigits(Quartiles.of(
                                    figures.warm().stream().map(Warm::p50Millis).toList())
                            .median()));
            table.append(" | ")
                    .append(twoDigits(Quartiles.of(
                                    figures.warm().stream().map(Warm::p99Millis).toList())
                            .median()));
            table.append(" | ")
                    .append(Math.round(Quartiles.of(figures.warm().stream()
                                    .map(Warm::eventsPerSecond)
                                    .toList())
                            .median()));
            table.append(" |\n");
        });
        return table.toString();
    }

    private static Optional<Double> cpu(Map<Artefact, Figures> all, String name) {
        return all.entrySet().stream()
                .filter(each -> each.getKey().name().equals(name))
                .map(each -> Quartiles.of(each.getValue().cold().stream()
                                .map(Cold::cpuMillis)
                                .toList())
                        .median())
                .findFirst();
    }

    private static String oneDigit(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String twoDigits(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
