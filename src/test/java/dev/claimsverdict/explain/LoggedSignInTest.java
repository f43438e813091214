package dev.claimsverdict.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding one sign-in in exported events of Okta's System Log. */
class LoggedSignInTest {

    /** An event at that second of an hour. */
    private static String event(int second, String type, String session, String transaction) {
        return """
                {"published": "2026-11-24T08:00:%02dZ", "eventType": "%s", "outcome": {"result": "SUCCESS"},
                 "authenticationContext": {"externalSessionId": "%s"}, "transaction": {"id": "%s"}}""".formatted(second, type, session, transaction).replace("\n", "");
    }

    private static LoggedSignIn found(String exported, String... session) {
        return switch (LoggedSignIn.in(exported, List.of(session).stream().findFirst())) {
            case Reading.Read<LoggedSignIn>(LoggedSignIn signIn) -> signIn;
            case Reading.Refused<LoggedSignIn>(Problem problem) -> throw new AssertionError(problem.detail());
        };
    }

    private static String refused(String exported, String... session) {
        return switch (LoggedSignIn.in(exported, List.of(session).stream().findFirst())) {
            case Reading.Read<LoggedSignIn> _ -> throw new AssertionError("it is a sign-in");
            case Reading.Refused<LoggedSignIn>(Problem problem) -> problem.detail();
        };
    }

    private static List<Integer> seconds(LoggedSignIn signIn) {
        return signIn.events().stream()
                .map(each -> each.published().atZone(java.time.ZoneOffset.UTC).getSecond())
                .toList();
    }

    @Test
    @DisplayName("events that share a session or a transaction, directly or through others, are one sign-in by time")
    void joined() {
        String exported = "["
                + String.join(
                        ",",
                        event(9, "user.authentication.sso", "s1", "t3"),
                        event(1, "policy.evaluate_sign_on", "unknown", "t1"),
                        event(5, "policy.evaluate_sign_on", "s1", "t2"),
                        event(3, "user.authentication.auth_via_IDP", "s1", "t1"),
                        event(4, "user.session.access_admin_app", "s1", "t9"),
                        event(7, "user.session.start", "s2", "t7"))
                + "]";
        LoggedSignIn signIn = found(exported);
        assertEquals(List.of(1, 3, 5, 9), seconds(signIn));
        assertEquals(1, signIn.otherEvents());
        assertEquals(1, signIn.otherSignIns());
        assertEquals(
                List.of(3, 5, 9),
                signIn.fromIdpOn().stream()
                        .map(each -> each.published()
                                .atZone(java.time.ZoneOffset.UTC)
                                .getSecond())
                        .toList());
    }

    @Test
    @DisplayName(
            "without a choice the last sign-in through an IdP is taken; with one that of the session or transaction")
    void chosen() {
        String exported = "["
                + String.join(
                        ",",
                        event(1, "user.authentication.auth_via_IDP", "s1", "t1"),
                        event(2, "user.authentication.auth_via_social", "s2", "t2"),
                        event(3, "user.session.start", "s3", "t3"))
                + "]";
        assertEquals(List.of(2), seconds(found(exported)));
        assertEquals(List.of(1), seconds(found(exported, "s1")));
        assertEquals(List.of(3), seconds(found(exported, "t3")));
        assertEquals("The file has no sign-in with that session or transaction.", refused(exported, "s9"));
        assertEquals("The file has no sign-in with that session or transaction.", refused(exported, "unknown"));
    }

    @Test
    @DisplayName("an array, one event and an event a line are read")
    void shapes() {
        String one = event(1, "user.session.start", "s1", "t1");
        assertEquals(List.of(1), seconds(found(one)));
        assertEquals(List.of(1), seconds(found("[" + one + "," + one + "]")));
        assertEquals(
                List.of(1, 2), seconds(found(one + "\n" + event(2, "user.authentication.sso", "s1", "t1") + "\n\n")));
    }

    @DisplayName("what is no sign-in is refused")
    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `` | `aren't JSON`
            `uuid,published,eventType` | `aren't JSON`
            `<html>` | `aren't JSON`
            `[]` | `no event of a sign-in`
            `{}` | `isn't an event of Okta's System Log`
            `[1]` | `isn't an event of Okta's System Log`
            `{"eventType": "user.session.start"}` | `isn't an event of Okta's System Log`
            `{"eventType": "user.session.start", "published": "yesterday"}` | `isn't an event of Okta's System Log`
            `{"eventType": "group.user_membership.add", "published": "2026-11-24T08:00:00Z"}` | `no event of a sign-in`
            """)
    void notASignIn(String exported, String sentence) {
        assertTrue(refused(exported).contains(sentence), refused(exported));
    }

    @Test
    @DisplayName("of debugData, details and targets only what is allowed is read, and nobody is named")
    void allowList() throws IOException {
        LoggedSignIn signIn = found(Files.readString(Path.of("examples/sign-in/events.json")));
        String all = signIn.toString();
        for (String secret : List.of("Ann", "ann@acme.example", "requestUri", "dtHash", "deviceFingerprint", "00u1")) {
            assertTrue(!all.contains(secret), secret);
        }
        assertEquals(
                Map.of(
                        "behaviors", "{New Geo-Location=NEGATIVE, New Device=NEGATIVE, New IP=NEGATIVE}",
                        "risk", "{level=LOW}",
                        "threatSuspected", "false"),
                signIn.events().get(2).debug());
        assertEquals(List.of("rul1acmePayrollKey01"), signIn.ruleIds());
        assertEquals(List.of("0oa1acmeEntraId0x7d8"), signIn.idpIds());
    }

    @Test
    @DisplayName("a rule of an app comes before one of the global session")
    void ruleOfTheApp() {
        String evaluation = event(1, "policy.evaluate_sign_on", "s1", "t1")
                .replace(
                        "\"outcome\"",
                        "\"target\": [{\"type\": \"Rule\", \"id\": \"rul1\"}, {\"type\": \"PolicyRule\","
                                + " \"id\": \"0pr1\"}, {\"type\": \"User\", \"id\": \"00u1\"}], \"outcome\"");
        assertEquals(List.of("rul1", "0pr1"), found(evaluation).ruleIds());
    }

    @Test
    @DisplayName("a hundred thousand events of one session are joined, one more is refused")
    void many() {
        String event = event(1, "policy.evaluate_sign_on", "s1", "t%d");
        StringBuilder exported = new StringBuilder("[");
        for (int i = 0; i < 100_000; i++) {
            exported.append(i == 0 ? "" : ",").append(event.formatted(i));
        }
        assertEquals(100_000, found(exported + "]").events().size());
        assertTrue(refused(exported + "," + event + "]").contains("more than 100000 events"));
        assertEquals(
                Optional.empty(),
                Optional.of(found(exported + "]").otherSignIns()).filter(each -> each > 0));
    }
}
