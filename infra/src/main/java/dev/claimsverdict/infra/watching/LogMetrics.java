package dev.claimsverdict.infra.watching;

import dev.claimsverdict.infra.functions.LiveFunction;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * Metrics for alarms, counted in this deployment's own logs: by a decision's shape of event, by whether its token was
 * verified, and by the version that failed. The metrics that the function writes itself are shared by all deployments
 * of an account.
 */
final class LogMetrics extends Construct {

    private static final String FAILED = "{ $.outcome = \"FAILED\" }";

    /** Only changes that have happened. Requests over HTTP or by a direct call only ask about a change. */
    private static final String BREAKING = "{ ($.verdict = \"BREAKING\") && (($.shape = \"EVENT_BRIDGE\") || "
            + "($.shape = \"SQS\") || ($.shape = \"OKTA_EVENT_HOOK\")) }";

    /** Only a token with a valid signature has its algorithm in the log line, so others don't count. */
    private static final String VERIFIED =
            "($.type = \"decision\") && ($.algorithm = \"*\") && ($.shape = \"*_AUTHORIZER\")";

    /** Only Okta, which has the hook's secret, can cause these. */
    private static final String HOOKED = "($.type = \"decision\") && ($.shape = \"OKTA_TOKEN_HOOK\")";

    private static final String UNVERIFIED =
            "{ ($.verdict = \"REJECTED\") && ($.algorithm NOT EXISTS) && ($.shape = \"*_AUTHORIZER\") }";
    private static final String REJECTED = "($.verdict = \"REJECTED\")";

    private final String namespace;

    LogMetrics(
            Construct scope,
            String id,
            SequencedMap<String, LiveFunction> functions,
            ILogGroup accessLogs,
            boolean withHooks) {
        super(scope, id);
        namespace = "ClaimsVerdict/" + Stack.of(this).getStackName();
        functions.forEach((name, function) -> {
            count(name + "Failed", "Failures", function.logs(), FAILED);
            byVersion(name + "Failed", function.logs(), FAILED);
            if (expectedErrors(name).isPresent()) {
                String expected = expectedErrors(name).get();
                count(name + "Refused", name + "Refused", function.logs(), expected);
                byVersion(name + "Refused", function.logs(), expected);
            }
        });
        ILogGroup api = functions.get("Api").logs();
        ILogGroup authorizer = functions.get("Authorizer").logs();
        ILogGroup events = functions.get("Events").logs();
        count("EventsBreaking", "Breaking", events, BREAKING);
        count("ApiBreaking", "Breaking", api, BREAKING);
        count("VerifiedSignIns", "SignIns", authorizer, "{ " + VERIFIED + " }");
        count("VerifiedRejected", "SignInsRejected", authorizer, "{ " + VERIFIED + " && " + REJECTED + " }");
        count("HookedSignIns", "SignIns", api, "{ " + HOOKED + " }");
        count("HookedRejected", "SignInsRejected", api, "{ " + HOOKED + " && " + REJECTED + " }");
        count("Unverified", "SignInsUnverified", authorizer, UNVERIFIED);
        if (withHooks) {
            // From the access log, which also has requests that never reached the function.
            hooks("HooksThrottled", "($.status = \"429\")", accessLogs);
            hooks("HooksFailed", "($.status = \"5*\")", accessLogs);
            hooks("HooksRefused", "($.status = \"4*\") && ($.status != \"429\")", accessLogs);
        }
    }

    /**
     * The pattern of failures that a function's callers cause: a REST API's caller without a token, because a failure
     * is the only way to answer 401, and an event that can't be read, which is retried and then goes to a dead-letter
     * queue.
     */
    private static Optional<String> expectedErrors(String function) {
        return switch (function) {
            case "Authorizer" -> Optional.of("{ ($.outcome = \"UNREADABLE\") && ($.shape = \"REST_API_AUTHORIZER\") }");
            case "Events" -> Optional.of("{ $.outcome = \"UNREADABLE\" }");
            default -> Optional.empty();
        };
    }

    /** Internal errors in all functions. */
    Metric failures(Duration period) {
        return metric("Failures", period);
    }

    /** Changes that break sign-in and have happened. */
    Metric breaking(Duration period) {
        return metric("Breaking", period);
    }

    /** Sign-ins with a token that no IdP of the registry has signed. */
    Metric unverified(Duration period) {
        return metric("SignInsUnverified", period);
    }

    /** Requests to the hooks' routes by their answer. */
    Metric hooks(String name, Duration period) {
        return metric(name, period);
    }

    /** Events that can't be read. */
    Metric unreadable(Duration period) {
        return metric("EventsRefused", period);
    }

    /** The percentage of REJECTED among verified sign-ins; 0 if there are fewer sign-ins than {@code least}. */
    MathExpression rejectedPercent(int least, Duration period) {
        return MathExpression.Builder.create()
                .label("REJECTED, percent of verified sign-ins")
                .expression("IF(FILL(signins,0) >= " + least + ", 100*FILL(rejected,0)/signins, 0)")
                // Sorted, so that the template is the same each time.
                .usingMetrics(new TreeMap<>(
                        Map.of("signins", metric("SignIns", period), "rejected", metric("SignInsRejected", period))))
                .period(period)
                .build();
    }

    /** Failed calls of a function, except failures that its callers cause. */
    IMetric errors(String function, LiveFunction live, Duration period) {
        return withoutExpected(
                function,
                live.alias()
                        .metricErrors(MetricOptions.builder()
                                .period(period)
                                .statistic("Sum")
                                .build()),
                metric(function + "Refused", period),
                period);
    }

    /** The same for the new version of a deployment only. */
    IMetric newErrors(String function, LiveFunction live, Duration period) {
        return withoutExpected(
                function, ofNew("Errors", live, "Sum", period), newMetric(function + "Refused", live, period), period);
    }

    /** Internal errors in the new version of a deployment only. */
    IMetric newFailures(String function, LiveFunction live, Duration period) {
        return newMetric(function + "Failed", live, period);
    }

    /** One of Lambda's metrics, for the new version of a deployment only. */
    static Metric ofNew(String name, LiveFunction live, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace("AWS/Lambda")
                .metricName(name)
                .dimensionsMap(new TreeMap<>(Map.of(
                        "FunctionName",
                        live.function().getFunctionName(),
                        "Resource",
                        live.function().getFunctionName() + ":" + LiveFunction.LIVE,
                        "ExecutedVersion",
                        live.version().getVersion())))
                .statistic(statistic)
                .period(period)
                .build();
    }

    private static IMetric withoutExpected(String function, IMetric errors, IMetric expected, Duration period) {
        return expectedErrors(function).isEmpty()
                ? errors
                : MathExpression.Builder.create()
                        .label("Errors, except those that callers cause")
                        .expression("FILL(errors,0)-FILL(refused,0)")
                        .usingMetrics(new TreeMap<>(Map.of("errors", errors, "refused", expected)))
                        .period(period)
                        .build();
    }

    private Metric newMetric(String name, LiveFunction live, Duration period) {
        return metric(name + "ByVersion", period)
                .with(MetricOptions.builder()
                        .dimensionsMap(Map.of("Version", live.version().getVersion()))
                        .build());
    }

    private Metric metric(String name, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic("Sum")
                .period(period)
                .build();
    }

    private void hooks(String name, String status, ILogGroup accessLogs) {
        count(name, name, accessLogs, "{ ($.routeKey = \"*/v1/okta/*\") && " + status + " }");
    }

    private void count(String id, String metric, ILogGroup logs, String pattern) {
        filter(id, metric, logs, pattern).build();
    }

    private void byVersion(String name, ILogGroup logs, String pattern) {
        filter(name + "ByVersion", name + "ByVersion", logs, pattern)
                .dimensions(Map.of("Version", "$.version"))
                .build();
    }

    private MetricFilter.Builder filter(String id, String metric, ILogGroup logs, String pattern) {
        return MetricFilter.Builder.create(this, id)
                .logGroup(logs)
                .filterPattern(FilterPattern.literal(pattern))
                .metricNamespace(namespace)
                .metricName(metric)
                .metricValue("1");
    }
}
