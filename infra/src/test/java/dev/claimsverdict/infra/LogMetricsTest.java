package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metrics that log lines are counted in. */
class LogMetricsTest {

    /** A function, a line of its log, and the metrics that count it. */
    @DisplayName("each log line is counted by exactly these metrics")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Events     | type=decision shape=EVENT_BRIDGE verdict=BREAKING                         | Breaking
        Events     | type=decision shape=SQS verdict=BREAKING                                  | Breaking
        Events     | type=decision shape=SQS verdict=SAFE                                      |
        Events     | type=decision shape=DIRECT verdict=BREAKING                               |
        Api        | type=decision shape=OKTA_EVENT_HOOK verdict=BREAKING                      | Breaking
        Api        | type=decision shape=HTTP_API verdict=BREAKING                             |
        Api        | type=decision shape=HTTP_API verdict=REJECTED algorithm=ES256             |
        Api        | type=decision shape=OKTA_TOKEN_HOOK verdict=ACCEPTED                      | SignIns
        Api        | type=decision shape=OKTA_TOKEN_HOOK verdict=REJECTED                      | SignIns SignInsRejected
        Authorizer | type=decision shape=HTTP_API_AUTHORIZER verdict=ACCEPTED algorithm=RS256  | SignIns
        Authorizer | type=decision shape=REST_API_AUTHORIZER verdict=REJECTED algorithm=RS256  | SignIns SignInsRejected
        Authorizer | type=decision shape=HTTP_API_AUTHORIZER verdict=REJECTED                  | SignInsUnverified
        Authorizer | type=decision shape=DIRECT verdict=REJECTED                               |
        Authorizer | type=undecided shape=REST_API_AUTHORIZER outcome=UNREADABLE version=7     | AuthorizerRefused AuthorizerRefusedByVersion
        Authorizer | type=undecided shape=HTTP_API_AUTHORIZER outcome=UNREADABLE version=7     |
        Authorizer | type=undecided shape=HTTP_API_AUTHORIZER outcome=FAILED version=7         | AuthorizerFailedByVersion Failures
        Api        | type=undecided shape=HTTP_API outcome=UNREADABLE                          |
        Api        | type=undecided shape=HTTP_API outcome=FAILED version=7                    | ApiFailedByVersion Failures
        Events     | type=undecided shape=SQS outcome=UNREADABLE version=7                     | EventsRefused EventsRefusedByVersion
        Events     | type=undecided shape=SQS outcome=IGNORED                                  |
        AccessLogs | routeKey=POST./v1/okta/token-hook status=401                              | HooksRefused
        AccessLogs | routeKey=POST./v1/okta/event-hook status=429                              | HooksThrottled
        AccessLogs | routeKey=GET./v1/okta/event-hook status=503                               | HooksFailed
        AccessLogs | routeKey=POST./v1/okta/token-hook status=200                              |
        AccessLogs | routeKey=POST./v1/idp-verdicts status=429                                 |
        """)
    void counted(String log, String line, String metrics) {
        Map<String, String> members = Arrays.stream(line.split(" "))
                .map(member -> member.split("="))
                .collect(Collectors.toMap(member -> member[0], member -> member[1].replace("POST.", "POST ")));
        Set<String> counting = Synthesised.everything().properties("AWS::Logs::MetricFilter").stream()
                .filter(filter ->
                        filter.at("/LogGroupName/Ref").asText().matches("(Functions|Api)" + log + "(Logs)?[0-9A-F]{8}"))
                .filter(filter -> FilterPatterns.matches(
                        filter.path("FilterPattern").asText(), Synthesised.JSON.valueToTree(members)))
                .map(filter -> filter.at("/MetricTransformations/0/MetricName").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(metrics == null ? Set.of() : new TreeSet<>(Set.of(metrics.split(" "))), counting);
    }

    /** A filter by version has the version as its dimension. No filter has a caller's text as a dimension. */
    @DisplayName("the only dimension of a metric filter is the version")
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void dimensions(boolean byVersion) throws IOException {
        Synthesised.everything().properties("AWS::Logs::MetricFilter").stream()
                .map(filter -> filter.at("/MetricTransformations/0"))
                .filter(each -> each.path("MetricName").asText().endsWith("ByVersion") == byVersion)
                .forEach(each -> assertEquals(
                        byVersion ? "[{\"Key\":\"Version\",\"Value\":\"$.version\"}]" : "",
                        each.path("Dimensions").toString()));
    }
}
