package dev.claimsverdict.bench;

import dev.claimsverdict.bench.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks and writes them as a table of ratios. */
public final class InProcess {

    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");

    /** The prefix of the names of benchmarks that ran without AWS-LC. */
    private static final String JDK = "jdk.";

    /** Makes AWS-LC's loader look for its library where there is none, as on a platform without it. */
    private static final String WITHOUT_LIBRARY = "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true";

    /** The warm-up iterations for each measured one. */
    private static final int WARM_UP = 3;

    private static final List<Row> TOKEN_ROWS = List.of(
            new Row("signatureAlone", "the signature's check alone"),
            new Row("verdictByRegistry", "token verdict, IdP of the registry"),
            new Row("verdictByValue", "token verdict, all by value, JSON in and out"),
            new Row(JDK + "signatureAlone", "the signature's check alone, by the JDK"),
            new Row(JDK + "verdictByRegistry", "token verdict, IdP of the registry, by the JDK"),
            new Row(JDK + "verdictByValue", "token verdict, all by value, JSON in and out, by the JDK"),
            new Row("jose4j", "jose4j, verification only"),
            new Row("nimbus", "Nimbus JOSE + JWT, verification only"));
    private static final List<Row> OTHER_ROWS = List.of(
            new Row("amrJudged", "amr verdict"),
            new Row("idpJudged", "idp verdict"),
            new Row("amrVerdict", "amr verdict, JSON in and out"),
            new Row("idpVerdict", "idp verdict, JSON in and out"));

    private InProcess() {}

    private record Row(String benchmark, String title) {}

    /**
     * The result of one benchmark.
     *
     * @param micros microseconds per operation
     * @param bytes bytes allocated per operation
     */
    private record Measured(double micros, double bytes) {}

    /**
     * Runs all benchmarks and writes the table. Arguments: the file to write, the iterations (with three times as many
     * before to warm up), the milliseconds of each, the rounds of everything.
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int millis = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        String token = TokenBenchmark.class.getName();
        Map<String, Measured> all = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            measure(all, "", run(token + "|" + ConfigurationBenchmark.class.getName(), iterations, millis));
            measure(all, JDK, run(token + ".(signature|verdict).*", iterations, millis, WITHOUT_LIBRARY));
        }
        String table = table(all);
        Files.writeString(Path.of(arguments[0]), table);
        System.out.println(table);
    }

    private static Collection<RunResult> run(String benchmarks, int iterations, int millis, String... more)
            throws RunnerException {
        List<String> jvmArguments = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
        jvmArguments.addAll(List.of(more));
        OptionsBuilder options = new OptionsBuilder();
        options.include(benchmarks)
                .forks(1)
                // Code that reads and writes JSON keeps the compiler busy for six seconds and is a third slower until
                // then.
                .warmupIterations(WARM_UP * iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .jvmArgsAppend(jvmArguments.toArray(String[]::new))
                .shouldFailOnError(false)
                .addProfiler(GCProfiler.class);
        return new Runner(options.build()).run();
    }

    private static void measure(Map<String, Measured> all, String prefix, Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String algorithm = result.getParams().getParam("algorithm");
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            // The median of the iterations: a busy machine makes some of them long.
            double micros = result.getBenchmarkResults().iterator().next().getIterationResults().stream()
                    .mapToDouble(each -> each.getPrimaryResult().getScore())
                    .sorted()
                    .skip(result.getParams().getMeasurement().getCount() / 2)
                    .findFirst()
                    .orElseThrow();
            // The least of the rounds. They are minutes apart, and other load on the machine only makes a figure
            // larger.
            all.merge(
                    prefix + name.substring(name.lastIndexOf('.') + 1) + (algorithm == null ? "" : algorithm),
                    new Measured(micros, bytes == null ? 0 : bytes.getScore()),
                    (one, other) -> one.micros() <= other.micros() ? one : other);
        }
    }

    private static String table(Map<String, Measured> all) throws IOException {
        StringBuilder table =
                new StringBuilder("""
                # What a verdict costs in a JVM

                Made by `bench/in-process.sh`; what it means: [bench/README.md](../README.md).

                """).append(Machine.description()).append("""
                 µs an operation, the median of the iterations, the least of the rounds; in parentheses, the part of the same provider's \
                check of the signature alone, in the same run; then the bytes allocated.

                | | RS256 | PS256 | ES256 | EdDSA |
                |---|--:|--:|--:|--:|
                """);
        for (Row row : TOKEN_ROWS) {
            table.append("| ").append(row.title());
            for (String algorithm : ALGORITHMS) {
                Measured alone = all.get((row.benchmark().startsWith(JDK) ? JDK : "") + "signatureAlone" + algorithm);
                table.append(" | ").append(cell(all.get(row.benchmark() + algorithm), alone));
            }
            table.append(" |\n");
        }
        table.append("""

                | | beside RS256's signature alone | by the JDK |
                |---|--:|--:|
                """);
        for (Row row : OTHER_ROWS) {
            Measured measured = all.get(row.benchmark());
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f |%n",
                    row.title(),
                    cell(measured, all.get("signatureAloneRS256")),
                    measured.micros() / all.get(JDK + "signatureAloneRS256").micros()));
        }
        return table.toString();
    }

    private static String cell(Measured measured, Measured alone) {
        return measured == null
                ? "n/a"
                : String.format(
                        Locale.ROOT,
                        "%.1f (%.2f), %,.0f B",
                        measured.micros(),
                        measured.micros() / alone.micros(),
                        measured.bytes());
    }
}
