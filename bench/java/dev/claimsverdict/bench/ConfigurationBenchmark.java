package dev.claimsverdict.bench;

import dev.claimsverdict.judge.Registry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The verdicts without a signature: JSON text in, JSON text out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConfigurationBenchmark {

    private final Verdicts verdicts = new Verdicts(Registry.EMPTY);
    private final String amr = Verdicts.amrRequest();
    private final String idp = Verdicts.idpRequest();

    @Benchmark
    public String amrVerdict() {
        return verdicts.amr(amr);
    }

    @Benchmark
    public String idpVerdict() {
        return verdicts.idp(idp);
    }
}
