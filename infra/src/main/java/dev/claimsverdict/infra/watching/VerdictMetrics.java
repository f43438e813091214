package dev.claimsverdict.infra.watching;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics that the function itself writes to its log, one line for each decision. They cover all deployments in the
 * account.
 */
final class VerdictMetrics {

    static final String NAMESPACE = "ClaimsVerdict";
    static final List<String> SIGN_IN = List.of("ACCEPTED", "STEP_UP", "REJECTED");
    static final List<String> CONFIGURATION = List.of("SAFE", "AT_RISK", "BREAKING", "INVALID");

    private static final Duration PERIOD = Duration.minutes(5);

    private VerdictMetrics() {}

    static Metric decisions(String verdict) {
        return metric("Decisions", verdict, "Sum");
    }

    static Metric metric(String name, String verdict, String statistic) {
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(Map.of("Verdict", verdict))
                .statistic(statistic)
                .period(PERIOD)
                .build();
    }

    /** A metric of all verdicts on sign-ins, added up. */
    static MathExpression ofSignIns(String name, String label) {
        // A graph has several of these expressions, and an id must be unique in the whole graph.
        String prefix = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        Map<String, IMetric> metrics = new TreeMap<>();
        SIGN_IN.forEach(verdict -> metrics.put(prefix + verdict, metric(name, verdict, "Sum")));
        return MathExpression.Builder.create()
                .label(label)
                .expression(metrics.keySet().stream()
                        .map(id -> "FILL(" + id + ",0)")
                        .collect(Collectors.joining("+")))
                .usingMetrics(metrics)
                .period(PERIOD)
                .build();
    }
}
