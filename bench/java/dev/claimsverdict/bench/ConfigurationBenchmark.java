package dev.claimsverdict.bench;

import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Verdicts without a signature: from JSON text to JSON text, and for requests that were read before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConfigurationBenchmark {

    private final Verdicts verdicts = new Verdicts(Registry.EMPTY);
    private final String amr = Verdicts.amrRequest();
    private final String idp = Verdicts.idpRequest();

    private final AmrRequest readAmr = verdicts.readAmr(amr);
    private final IdpRequest readIdp = verdicts.readIdp(idp);

    /** A dry run that was read before. */
    @Benchmark
    public SignInVerdict amrJudged() {
        return verdicts.amr(readAmr);
    }

    /** A change of an IdP that was read before. */
    @Benchmark
    public ConfigurationVerdict idpJudged() {
        return verdicts.idp(readIdp);
    }

    /** A dry run, from JSON text to JSON text. */
    @Benchmark
    public String amrVerdict() {
        return verdicts.amr(amr);
    }

    /** A change of an IdP, from JSON text to JSON text. */
    @Benchmark
    public String idpVerdict() {
        return verdicts.idp(idp);
    }
}
