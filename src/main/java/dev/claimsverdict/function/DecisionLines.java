package dev.claimsverdict.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.jwks.KeyCounts;
import dev.claimsverdict.verdict.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log (docs/reference.md, Logs and metrics). It goes to standard output, which Lambda sends to CloudWatch: one JSON line for
 * each decision, and one for its metrics in CloudWatch's embedded format
 * (<a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 * source</a>).
 */
final class DecisionLines implements DecisionLog {

    private static final Pattern TRACE = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");
    private static final double NANOS_PER_MILLI = 1_000_000;

    /** The usual size of a decision's two lines. */
    private static final int USUAL_BYTES = 1024;

    private static final JsonFactory JSON =
            StrictJson.factory().rootValueSeparator("\n").build();

    /** The definitions of the metrics, which are the same in each line. */
    private static final String DIRECTIVES = """
        [{"Namespace":"ClaimsVerdict","Dimensions":[["Verdict"],["Verdict","Finding"]],"Metrics":[\
        {"Name":"Decisions","Unit":"Count"},\
        {"Name":"DecisionTime","Unit":"Milliseconds"},\
        {"Name":"KeyCacheHits","Unit":"Count"},\
        {"Name":"KeyFetches","Unit":"Count"},\
        {"Name":"KeyFetchFailures","Unit":"Count"}]}]\
        """;

    private static final String WRONG_HOOK_SECRET = """
        [{"Namespace":"ClaimsVerdict","Dimensions":[[]],"Metrics":[{"Name":"WrongHookSecret","Unit":"Count"}]}]\
        """;

    private final PrintStream out;
    private final Clock clock;
    private final Supplier<Optional<String>> traceHeader;
    private final Supplier<KeyCounts> keys;
    private final Optional<String> version;
    private KeyCounts told = new KeyCounts(0, 0, 0);

    /**
     * Writes to this stream, with the time of this clock, the invocation's X-Ray header, and the key counts since the
     * previous decision.
     *
     * @param version the version of the Lambda function: alarms for a deployment look at the new version alone
     */
    DecisionLines(
            PrintStream out,
            Clock clock,
            Supplier<Optional<String>> traceHeader,
            Supplier<KeyCounts> keys,
            Optional<String> version) {
        this.keys = keys;
        this.version = version;
        this.out = out;
        this.clock = clock;
        this.traceHeader = traceHeader;
    }

    @Override
    public synchronized void decided(DecisionRecord decision) {
        print(json -> {
            json.writeStartObject();
            members(json, "decision", decision.requestId(), decision.shape());
            json.writeStringField("verdict", decision.verdict());
            json.writeStringField("decisionId", decision.decisionId());
            json.writeArrayFieldStart("findings");
            for (FindingCode code : decision.findings()) {
                json.writeString(code.name());
            }
            json.writeEndArray();
            if (decision.findingsOmitted() > 0) {
                json.writeNumberField("findingsOmitted", decision.findingsOmitted());
            }
            optional(json, "idpId", decision.idpId());
            optional(json, "issuer", decision.issuer());
            optional(json, "keyId", decision.keyId());
            optional(json, "algorithm", decision.algorithm());
            json.writeNumberField("decisionMillis", millis(decision));
            json.writeEndObject();
            metrics(json, decision);
        });
    }

    /**
     * Counts by verdict, and by verdict and first finding. The number of dimension values doesn't grow with the number
     * of callers.
     */
    private void metrics(JsonGenerator json, DecisionRecord decision) throws IOException {
        json.writeStartObject();
        metricsOf(json, DIRECTIVES);
        json.writeStringField("Verdict", decision.verdict());
        json.writeStringField(
                "Finding",
                decision.findings().stream().findFirst().map(Enum::name).orElse("NONE"));
        json.writeNumberField("Decisions", 1);
        json.writeNumberField("DecisionTime", millis(decision));
        KeyCounts now = keys.get();
        json.writeNumberField("KeyCacheHits", now.cacheHits() - told.cacheHits());
        json.writeNumberField("KeyFetches", now.fetches() - told.fetches());
        json.writeNumberField("KeyFetchFailures", now.failures() - told.failures());
        told = now;
        json.writeEndObject();
    }

    private void metricsOf(JsonGenerator json, String directives) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.instant().toEpochMilli());
        json.writeFieldName("CloudWatchMetrics");
        json.writeRawValue(directives);
        json.writeEndObject();
    }

    @Override
    public void undecided(String requestId, String shape, Undecided outcome, String why) {
        print(json -> {
            json.writeStartObject();
            members(json, "undecided", requestId, shape);
            json.writeStringField("outcome", outcome.name());
            json.writeStringField("why", why);
            json.writeEndObject();
            if (outcome == Undecided.WRONG_HOOK_SECRET) {
                json.writeStartObject();
                metricsOf(json, WRONG_HOOK_SECRET);
                json.writeNumberField("WrongHookSecret", 1);
                json.writeEndObject();
            }
        });
    }

    private void members(JsonGenerator json, String type, String requestId, String shape) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField("time", clock.instant().toString());
        json.writeStringField("requestId", requestId);
        Optional<String> traceId =
                traceHeader.get().map(TRACE::matcher).filter(Matcher::find).map(trace -> trace.group(1));
        optional(json, "traceId", traceId);
        optional(json, "version", version);
        json.writeStringField("shape", shape);
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static double millis(DecisionRecord decision) {
        return decision.took().toNanos() / NANOS_PER_MILLI;
    }

    /** Writes all lines at once: each write is a system call, and no other line must come between them. */
    private void print(Lines lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            lines.write(json);
            json.writeRaw('\n');
            json.flush();
            bytes.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("neither a PrintStream nor a byte array throws this", e);
        }
        out.flush();
    }

    @FunctionalInterface
    private interface Lines {
        void write(JsonGenerator json) throws IOException;
    }
}
