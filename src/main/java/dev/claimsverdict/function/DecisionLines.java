package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Decision;
import dev.claimsverdict.event.DecisionLog;
import dev.claimsverdict.keys.KeyCounts;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of contract section 7, on standard output, which Lambda keeps in CloudWatch: a line of JSON for each decision,
 * and one for its metrics in CloudWatch's embedded format
 * (<a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 * source</a>).
 */
final class DecisionLines implements DecisionLog {

    private static final String NAMESPACE = "ClaimsVerdict";
    private static final Pattern TRACE = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final PrintStream out;
    private final Clock clock;
    private final Supplier<Optional<String>> traceHeader;
    private final Supplier<KeyCounts> keys;
    private KeyCounts told = new KeyCounts(0, 0, 0);

    /**
     * Lines for that stream, with the instant from that clock, X-Ray's header of the invocation, and what has become of
     * questions for keys since the decision before.
     */
    DecisionLines(PrintStream out, Clock clock, Supplier<Optional<String>> traceHeader, Supplier<KeyCounts> keys) {
        this.keys = keys;
        this.out = out;
        this.clock = clock;
        this.traceHeader = traceHeader;
    }

    @Override
    public synchronized void decided(Decision decision) {
        ObjectNode line = line("decision", decision.requestId(), decision.shape());
        line.put("verdict", decision.verdict());
        line.put("decisionId", decision.decisionId());
        ArrayNode findings = line.putArray("findings");
        decision.findings().forEach(code -> findings.add(code.name()));
        decision.idpId().ifPresent(id -> line.put("idpId", id));
        decision.issuer().ifPresent(issuer -> line.put("issuer", issuer));
        decision.keyId().ifPresent(keyId -> line.put("keyId", keyId));
        decision.algorithm().ifPresent(algorithm -> line.put("algorithm", algorithm));
        line.put("decisionMillis", decision.took().toNanos() / NANOS_PER_MILLI);
        // At once, since each write to standard output is a call of the system.
        out.print(line + "\n" + metrics(decision) + "\n");
    }

    /** Counts by verdict and by verdict and first finding; no dimension that grows with the number of callers. */
    private ObjectNode metrics(Decision decision) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", clock.instant().toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", NAMESPACE);
        ArrayNode dimensions = directive.putArray("Dimensions");
        dimensions.addArray().add("Verdict");
        dimensions.addArray().add("Verdict").add("Finding");
        ArrayNode metrics = directive.putArray("Metrics");
        metrics.addObject().put("Name", "Decisions").put("Unit", "Count");
        metrics.addObject().put("Name", "DecisionTime").put("Unit", "Milliseconds");
        metrics.addObject().put("Name", "KeyCacheHits").put("Unit", "Count");
        metrics.addObject().put("Name", "KeyFetches").put("Unit", "Count");
        metrics.addObject().put("Name", "KeyFetchFailures").put("Unit", "Count");
        line.put("Verdict", decision.verdict());
        line.put(
                "Finding",
                decision.findings().stream().findFirst().map(Enum::name).orElse("NONE"));
        line.put("Decisions", 1);
        line.put("DecisionTime", decision.took().toNanos() / NANOS_PER_MILLI);
        KeyCounts now = keys.get();
        line.put("KeyCacheHits", now.cacheHits() - told.cacheHits());
        line.put("KeyFetches", now.fetches() - told.fetches());
        line.put("KeyFetchFailures", now.failures() - told.failures());
        told = now;
        return line;
    }

    @Override
    public void undecided(String requestId, String shape, Undecided outcome, String why) {
        out.println(line("undecided", requestId, shape)
                .put("outcome", outcome.name())
                .put("why", why));
    }

    private ObjectNode line(String type, String requestId, String shape) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("type", type);
        line.put("time", clock.instant().toString());
        line.put("requestId", requestId);
        traceHeader
                .get()
                .map(TRACE::matcher)
                .filter(Matcher::find)
                .ifPresent(trace -> line.put("traceId", trace.group(1)));
        return line.put("shape", shape);
    }
}
