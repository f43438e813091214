package dev.claimsverdict.bench.faults;

import dev.claimsverdict.bench.process.Artefact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What all checks need: the artefact, the size, the events, and a folder for files. */
record Trial(Artefact artefact, Size size, Mix mix, Path work) {

    /** The settings with the registry of the mix. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Oracle.environment());
        environment.put("CLAIMS_IDPS", mix.registry().toString());
        return environment;
    }

    Lambda lambda(String log) throws IOException {
        return lambda(log, environment());
    }

    Lambda lambda(String log, Map<String, String> environment) throws IOException {
        return Lambda.logging(artefact, environment, work.resolve(log + ".log"));
    }

    /** Sends an event and checks the answer. The process must not end because of it. */
    void check(Lambda lambda, Sample sample) throws IOException, InterruptedException {
        Invocation invocation = new Invocation(sample.event(), Fault.NONE);
        sample.check(lambda.invoke(invocation), invocation);
    }
}
