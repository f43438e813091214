package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.jwks.KeyCounts;
import dev.claimsverdict.verdict.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One JSON line for each decision, with allow-listed fields only (docs/reference.md, Logs and metrics). */
class DecisionLinesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Optional<String> traceHeader = Optional.empty();
    private KeyCounts counts = new KeyCounts(0, 0, 0);
    private final DecisionLines lines = new DecisionLines(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC),
            () -> traceHeader,
            () -> counts,
            Optional.of("7"));

    private String told() {
        return out.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("") + "\n";
    }

    @Test
    @DisplayName("the metrics of a decision, in CloudWatch's embedded format")
    void metrics() {
        counts = new KeyCounts(1, 0, 0);
        lines.decided(decision("0oa1", "https://idp.example.com/a", "key-1"));
        counts = new KeyCounts(3, 1, 0);
        lines.decided(decision("0oa1", "https://idp.example.com/a", "key-1"));
        assertEquals("""
            {"_aws":{"Timestamp":1795521600000,"CloudWatchMetrics":[{"Namespace":"ClaimsVerdict",\
            "Dimensions":[["Verdict"],["Verdict","Finding"]],"Metrics":[{"Name":"Decisions","Unit":"Count"},\
            {"Name":"DecisionTime","Unit":"Milliseconds"},{"Name":"KeyCacheHits","Unit":"Count"},\
            {"Name":"KeyFetches","Unit":"Count"},{"Name":"KeyFetchFailures","Unit":"Count"}]}]},"Verdict":"STEP_UP","Finding":"FACTORS_MISSING",\
            "Decisions":1,"DecisionTime":1.234567,"KeyCacheHits":2,"KeyFetches":1,"KeyFetchFailures":0}\
            """, out.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    }

    private static DecisionRecord decision(String idpId, String issuer, String keyId) {
        return new DecisionRecord(
                "request-1",
                "HTTP_API",
                "STEP_UP",
                "4d1a26",
                List.of(FindingCode.FACTORS_MISSING, FindingCode.DUPLICATE_MEMBER),
                0,
                Optional.ofNullable(idpId),
                Optional.ofNullable(issuer),
                Optional.ofNullable(keyId),
                Optional.of("ES256"),
                Duration.ofNanos(1_234_567));
    }

    @Test
    @DisplayName("a decision")
    void decided() {
        traceHeader = Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        lines.decided(decision("0oa1", "https://idp.example.com/a", "key-1"));
        assertEquals("""
                {"type":"decision","time":"2026-11-24T12:00:00Z","requestId":"request-1",\
                "traceId":"1-5759e988-bd862e3fe1be46a994272793","version":"7","shape":"HTTP_API","verdict":"STEP_UP",\
                "decisionId":"4d1a26","findings":["FACTORS_MISSING","DUPLICATE_MEMBER"],"idpId":"0oa1",\
                "issuer":"https://idp.example.com/a","keyId":"key-1","algorithm":"ES256","decisionMillis":1.234567}
                """, told());
    }

    @Test
    @DisplayName("what was not decided, and why")
    void undecided() {
        lines.undecided("request-1", "SQS", DecisionLog.Undecided.UNREADABLE, "/body: It is\nnot JSON.");
        assertEquals("""
                {"type":"undecided","time":"2026-11-24T12:00:00Z","requestId":"request-1","version":"7","shape":"SQS",\
                "outcome":"UNREADABLE","why":"/body: It is\\nnot JSON."}
                """, told());
    }

    @Test
    @DisplayName("a wrong secret of a hook: one line, and one of a metric")
    void wrongHookSecret() {
        lines.undecided("request-1", "HTTP_API", DecisionLog.Undecided.WRONG_HOOK_SECRET, "Why.");
        assertEquals("""
                {"type":"undecided","time":"2026-11-24T12:00:00Z","requestId":"request-1","version":"7","shape":"HTTP_API",\
                "outcome":"WRONG_HOOK_SECRET","why":"Why."}
                {"_aws":{"Timestamp":1795521600000,"CloudWatchMetrics":[{"Namespace":"ClaimsVerdict",\
                "Dimensions":[[]],"Metrics":[{"Name":"WrongHookSecret","Unit":"Count"}]}]},"WrongHookSecret":1}
                """, out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "idpId {0}, issuer {1}, keyId {2}")
    @CsvSource({
        "0oa1 secret, https://user:password@idp.example.com, a b",
        "0oa1@example.com, https://idp.example.com/?token=x, eyJhbGciOiJub25lIn0.e30.",
        "'', zebra, ''",
    })
    @DisplayName("an id or a URL that doesn't look like one is left out: a caller may have put anything there")
    void leftOut(String idpId, String issuer, String keyId) {
        lines.decided(decision(idpId, issuer, keyId));
        assertEquals("""
                {"type":"decision","time":"2026-11-24T12:00:00Z","requestId":"request-1","version":"7","shape":"HTTP_API",\
                "verdict":"STEP_UP","decisionId":"4d1a26","findings":["FACTORS_MISSING","DUPLICATE_MEMBER"],\
                "algorithm":"ES256","decisionMillis":1.234567}
                """, told());
    }
}
