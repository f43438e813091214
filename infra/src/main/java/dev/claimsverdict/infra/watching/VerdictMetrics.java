package dev.claimsverdict.infra.watching;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** The metrics that the function itself writes into its log, one line a decision. Of all deployments in the account. */
final class VerdictMetrics {

    static final String NAMESPACE = "ClaimsVerdict";
    static final List<String> SIGN_IN = List.of("ACCEPTED", "STEP_UP", "REJECTED");
    static final List<String> CONFIGURATION = List.of("SAFE", "AT_RISK", "BREAKING", "INVALID");

    private static final Duration PERIOD = Duration.minutes(5);

    private VerdictMetrics() {}

    static Metric decisions(String verdict) {
        return metric("Decisions", verdict, "Sum")
                .with(MetricOptions.builder().label(verdict).build());
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

    /** REJECTED in percent of all sign-ins; nothing while there are fewer than that. */
    static MathExpression rejectedPercent(int least) {
        return MathExpression.Builder.create()
                .label("REJECTED, percent of sign-ins")
                .expression("IF(FILL(accepted,0)+FILL(stepup,0)+FILL(rejected,0) >= " + least
                        + ", 100*FILL(rejected,0)/(FILL(accepted,0)+FILL(stepup,0)+FILL(rejected,0)), 0)")
                .usingMetrics(Map.of(
                        "accepted", decisions("ACCEPTED"),
                        "stepup", decisions("STEP_UP"),
                        "rejected", decisions("REJECTED")))
                .period(PERIOD)
                .build();
    }

    /** A metric of all verdicts on sign-ins, added up. */
    static MathExpression ofSignIns(String name, String label) {
        Map<String, IMetric> metrics =
                SIGN_IN.stream().collect(Collectors.toMap(VerdictMetrics::id, verdict -> metric(name, verdict, "Sum")));
        return MathExpression.Builder.create()
                .label(label)
                .expression(Stream.of("accepted", "stepup", "rejected")
                        .map(id -> "FILL(" + id + ",0)")
                        .collect(Collectors.joining("+")))
                .usingMetrics(metrics)
                .period(PERIOD)
                .build();
    }

    private static String id(String verdict) {
        return switch (verdict) {
            case "ACCEPTED" -> "accepted";
            case "STEP_UP" -> "stepup";
            case "REJECTED" -> "rejected";
            default -> throw new IllegalArgumentException(verdict);
        };
    }
}
