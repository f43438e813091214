package dev.claimsverdict.snapshot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.claimsverdict.testing.FakeOrg;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an org, or what stands between, does wrong. */
class SnapshotFailuresTest {

    private static final String LIST = FakeOrg.rulesOf("rst1");

    private static final FakeOrg ORG = new FakeOrg();
    private final SnapshotTaken taken = new SnapshotTaken();

    @TempDir
    Path parent;

    @BeforeEach
    void renew() {
        ORG.renew();
    }

    @AfterAll
    static void stop() {
        ORG.close();
    }

    private static Limits limits(long totalBytes, int pages, int attempts, Duration idleTimeout) {
        Limits limits = Limits.DEFAULT;
        return new Limits(
                limits.answerBytes(),
                totalBytes,
                pages,
                attempts,
                limits.waits(),
                limits.longestWait(),
                limits.totalWait(),
                idleTimeout,
                limits.callTimeout());
    }

    private Path folder() {
        return parent.resolve("acme");
    }

    private SnapshotResult.Written written() {
        return assertInstanceOf(SnapshotResult.Written.class, taken.of(ORG, folder()));
    }

    private SnapshotResult.Unreachable unreachable() {
        SnapshotResult.Unreachable result = assertInstanceOf(SnapshotResult.Unreachable.class, taken.of(ORG, folder()));
        assertFalse(Files.exists(folder()), "nothing is written");
        assertFalse(result.sentence().contains(FakeOrg.TOKEN));
        return result;
    }

    /** The one list that is not in an otherwise complete snapshot. */
    private NotRead onlyMissing() {
        SnapshotResult.Written written = written();
        assertFalse(written.whole());
        assertEquals(1, written.notRead().size(), written.notRead().toString());
        NotRead missing = written.notRead().getFirst();
        assertEquals(LIST, missing.call());
        assertEquals("The rules of the policy \"Policy rst1\"", missing.title());
        assertEquals(4, SnapshotTaken.file(folder(), "rules.json").size(), "the other policies' rules are there");
        assertFalse(SnapshotTaken.file(folder(), "snapshot.json").path("whole").asBoolean(true));
        return missing;
    }

    private static ResponseDefinitionBuilder limited(Instant now, Instant reset) {
        return FakeOrg.error(429, "E0000047", "API call exceeded rate limit due to too many requests.")
                .withHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)))
                .withHeader("X-Rate-Limit-Limit", "600")
                .withHeader("X-Rate-Limit-Remaining", "0")
                .withHeader("X-Rate-Limit-Reset", Long.toString(reset.getEpochSecond()));
    }

    @Test
    @DisplayName("429: it waits until the rate limit is reset by the org's own clock, and goes on")
    void rateLimit() {
        Instant theirs = TestApi.NOW.minusSeconds(3_600);
        ORG.answers(LIST, limited(theirs, theirs.plusSeconds(30)), FakeOrg.json("[]"));
        assertTrue(written().whole());
        assertEquals(List.of(Duration.ofSeconds(31)), taken.waits);
        assertTrue(taken.told.contains("the org's rate limit is used up"));
    }

    @Test
    @DisplayName("429 without a reset: it waits a minute, as long as a window of Okta's")
    void rateLimitWithoutReset() {
        ORG.answers(LIST, FakeOrg.error(429, "E0000047", "Too many"), FakeOrg.json("[]"));
        assertTrue(written().whole());
        assertEquals(List.of(Duration.ofMinutes(1)), taken.waits);
    }

    @Test
    @DisplayName("429 again and again: it gives up, and the next run continues")
    void rateLimitForever() {
        ORG.answer(LIST, FakeOrg.error(429, "E0000047", "Too many"));
        SnapshotResult.Unreachable result = unreachable();
        assertTrue(result.continues());
        assertTrue(result.sentence().contains("rate limit"), result.sentence());
        assertEquals(10, taken.waits.size());
    }

    @Test
    @DisplayName("429 with a reset in an hour: it doesn't wait that long")
    void rateLimitFarAway() {
        ORG.answer(LIST, limited(TestApi.NOW, TestApi.NOW.plusSeconds(3_600)));
        assertTrue(unreachable().continues());
        assertEquals(List.of(), taken.waits);
    }

    @DisplayName(
            "an answer whose rate limit is nearly used up: the next call waits, and the org's other programs get the rest")
    @ParameterizedTest(name = "{1} of {0} left: waits {2}")
    @CsvSource({"600, 60, 1", "600, 61, 0", "600, 0, 1", ", 0, 1", ", 1, 0", "5, 0, 1", "5, 1, 0"})
    void rateLimitNearlyUsedUp(String limit, String remaining, int waits) {
        ResponseDefinitionBuilder answer = FakeOrg.json("[]")
                .withHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(TestApi.NOW.atOffset(ZoneOffset.UTC)))
                .withHeader("X-Rate-Limit-Remaining", remaining)
                .withHeader(
                        "X-Rate-Limit-Reset",
                        Long.toString(TestApi.NOW.plusSeconds(9).getEpochSecond()));
        ORG.answer(LIST, limit == null ? answer : answer.withHeader("X-Rate-Limit-Limit", limit));
        assertTrue(written().whole());
        assertEquals(Collections.nCopies(waits, Duration.ofSeconds(10)), taken.waits);
    }

    @Test
    @DisplayName("a rate limit that is nearly used up before each of very many calls: a run waits two hours in all")
    void waitsInAll() {
        String[] policies = IntStream.range(0, 125).mapToObj(i -> "rst-" + i).toArray(String[]::new);
        ORG.policy("ACCESS_POLICY", policies);
        for (String policy : policies) {
            ORG.answer(FakeOrg.rulesOf(policy), FakeOrg.json("[]").withHeader("X-Rate-Limit-Remaining", "0"));
        }
        SnapshotResult.Unreachable result = unreachable();
        assertTrue(result.continues());
        assertEquals(
                "The snapshot has waited 2 hours for the org's rate limit, and it waits no longer.", result.sentence());
        assertEquals(120, taken.waits.size());
        ORG.server().resetRequests();
        assertTrue(written().whole(), "the next run continues");
        assertFalse(ORG.targets().contains(FakeOrg.rulesOf("rst-100")));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    @DisplayName("5xx is tried again, later each time")
    void faultOfTheOrg(int status) {
        ResponseDefinitionBuilder fault = aResponse().withStatus(status);
        ORG.answers(LIST, fault, fault, fault, FakeOrg.json("[]"));
        assertTrue(written().whole());
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)), taken.waits);
    }

    @Test
    @DisplayName("500 each time: told, and the rest goes on")
    void lastingFault() {
        ORG.answer(LIST, aResponse().withStatus(500));
        NotRead missing = onlyMissing();
        assertEquals(NotRead.Reason.FAILED, missing.reason());
        assertEquals(OptionalInt.of(500), missing.status());
        assertEquals(3, taken.waits.size());
    }

    @Test
    @DisplayName("three lists in a row that fail: the org is down, and it isn't asked for the others")
    void orgIsDown() {
        for (String policy : List.of("00p1", "00p2", "rst1")) {
            ORG.answer(FakeOrg.rulesOf(policy), aResponse().withStatus(503));
        }
        assertTrue(unreachable().continues());
        assertFalse(ORG.targets().contains(FakeOrg.rulesOf("rst2")));
    }

    @Test
    @DisplayName("two lists in a row that fail, twice: the org is not down")
    void orgHasFaults() {
        for (String policy : List.of("00p1", "00p2", "rst2", "rst9")) {
            ORG.answer(FakeOrg.rulesOf(policy), aResponse().withStatus(503));
        }
        assertEquals(4, written().notRead().size());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @DisplayName("a connection that is cut is tried again")
    void cutConnection(Fault fault) {
        ORG.answers(LIST, aResponse().withFault(fault), FakeOrg.json("[]"));
        assertTrue(written().whole());
        assertEquals(List.of(Duration.ofSeconds(1)), taken.waits);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @DisplayName("a connection that is cut each time: told, and the rest goes on")
    void connectionAlwaysCut(Fault fault) {
        ORG.answer(LIST, aResponse().withFault(fault));
        NotRead missing = onlyMissing();
        assertEquals(NotRead.Reason.FAILED, missing.reason());
        assertEquals("The org can't be reached, or it broke the connection.", missing.detail());
    }

    @Test
    @DisplayName("an org that says nothing isn't waited for without end")
    void silence() {
        taken.with(limits(256_000_000, 1_000, 1, Duration.ofMillis(300)));
        ORG.answer(LIST, FakeOrg.json("[]").withFixedDelay(20_000));
        assertEquals("The org did not answer in time.", onlyMissing().detail());
    }

    @Test
    @DisplayName("403 on one policy: told with Okta's code and the scope that is missing, and the rest goes on")
    void forbidden() {
        ORG.answer(LIST, FakeOrg.error(403, "E0000006", "You do not have permission to perform the requested action"));
        NotRead missing = onlyMissing();
        assertEquals(NotRead.Reason.REFUSED, missing.reason());
        assertEquals(
                "The rules of the policy \"Policy rst1\" (GET /api/v1/policies/rst1/rules): status 403 E0000006. The org says:"
                        + " You do not have permission to perform the requested action The credentials need the scope"
                        + " okta.policies.read or the rights of a read-only administrator.",
                missing.sentence());
        assertEquals(List.of(), taken.waits);
    }

    @Test
    @DisplayName("403 on all: the org refuses the credentials, and nothing is written")
    void allForbidden() {
        for (String target : List.of(
                FakeOrg.IDPS,
                FakeOrg.KEYS,
                FakeOrg.FEATURES,
                FakeOrg.AUTHENTICATORS,
                FakeOrg.policies("ACCESS_POLICY"),
                FakeOrg.policies("OKTA_SIGN_ON"),
                FakeOrg.policies("IDP_DISCOVERY"),
                FakeOrg.policies("IDENTITY_CLAIM_SOURCING"))) {
            ORG.answer(target, FakeOrg.error(403, "E0000006", "You do not have permission"));
        }
        SnapshotResult.Unreachable result = unreachable();
        assertFalse(result.continues());
        assertTrue(result.sentence().startsWith("The org shows nothing to these credentials."), result.sentence());
    }

    @Test
    @DisplayName("an error whose text repeats the token: the text is left out")
    void echo() {
        ORG.answer(LIST, FakeOrg.error(403, "E0000006", "No: " + FakeOrg.TOKEN));
        NotRead missing = onlyMissing();
        assertFalse(missing.sentence().contains(FakeOrg.TOKEN));
        assertTrue(missing.detail().startsWith("The org refuses the call."), missing.detail());
    }

    @Test
    @DisplayName("401: the credentials are refused, nothing is written or kept, and no other list is asked for")
    void unauthorized() throws IOException {
        ORG.answer(FakeOrg.IDPS, FakeOrg.error(401, "E0000011", "Invalid token provided"));
        SnapshotResult.Unreachable result = unreachable();
        assertFalse(result.continues());
        assertTrue(result.sentence().contains("401"), result.sentence());
        assertEquals(List.of(FakeOrg.ORGANIZATION, FakeOrg.IDPS), ORG.targets());
        try (var beside = Files.list(parent)) {
            assertEquals(List.of(), beside.toList());
        }
    }

    @Test
    @DisplayName("401 in the middle, as when an access token expires: the next run continues")
    void expired() {
        ORG.answer(LIST, FakeOrg.error(401, "E0000011", "Invalid token provided"));
        assertTrue(unreachable().continues());
    }

    @Test
    @DisplayName("a host that isn't an Okta org gets no credentials")
    void notAnOrg() {
        for (ResponseDefinitionBuilder answer : List.of(
                aResponse().withHeader("Content-Type", "text/html").withBody("<html>Hello</html>"),
                FakeOrg.json("{}"),
                FakeOrg.json("{\"id\":\"00o1\"}"),
                FakeOrg.json("{\"id\":\"../x\",\"pipeline\":\"idx\"}"),
                FakeOrg.json("[]"),
                FakeOrg.json("not JSON"),
                aResponse().withStatus(404),
                aResponse().withStatus(301).withHeader("Location", "https://www.okta.com"),
                aResponse().withStatus(500),
                aResponse().withFault(Fault.EMPTY_RESPONSE))) {
            ORG.answer(FakeOrg.ORGANIZATION, answer);
            SnapshotResult.Unreachable result = unreachable();
            assertTrue(result.sentence().contains("GET " + FakeOrg.ORGANIZATION), result.sentence());
        }
        ORG.calls().forEach(call -> assertFalse(call.containsHeader("Authorization")));
    }

    @DisplayName("an answer that isn't a list: told by its call")
    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            <html>Maintenance</html> | text/html        | The answer is a web page (HTML) instead of JSON.
            ' <!doctype html>'       | application/json | The answer is a web page (HTML) instead of JSON.
            []                       | text/html        | The answer is a web page (HTML) instead of JSON.
            [{"id":                  | application/json | The answer is not JSON: line 1, column 8.
            ''                       | application/json | The answer is empty.
            [] []                    | application/json | There is text after the JSON value.
            {"id":"rul1"}            | application/json | The answer is not an array of objects.
            ["rul1"]                 | application/json | The answer is not an array of objects.
            null                     | application/json | The answer is not an array of objects.
            """)
    void unusable(String body, String type, String detail) {
        ORG.answer(LIST, aResponse().withHeader("Content-Type", type).withBody(body));
        NotRead missing = onlyMissing();
        assertEquals(NotRead.Reason.FAILED, missing.reason());
        assertEquals(OptionalInt.of(200), missing.status());
        assertEquals(detail, missing.detail());
        assertEquals(List.of(), taken.waits, "another attempt would give the same");
    }

    @Test
    @DisplayName("JSON that is nested too deep, or isn't UTF-8")
    void strange() {
        ORG.answer(LIST, FakeOrg.json("[".repeat(40) + "]".repeat(40)));
        assertEquals("The JSON is nested deeper than 32 levels.", onlyMissing().detail());
        ORG.answer(LIST, aResponse().withBody(new byte[] {'[', '"', (byte) 0xff, '"', ']'}));
        assertEquals("The answer is not UTF-8.", onlyMissing().detail());
    }

    @Test
    @DisplayName("a redirect to elsewhere is not followed, so nobody else gets the credentials")
    void redirect() {
        WireMockServer elsewhere = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        elsewhere.start();
        try {
            for (String target : List.of("http://127.0.0.1:" + elsewhere.port() + "/", ORG.url() + FakeOrg.IDPS)) {
                ORG.answer(LIST, aResponse().withStatus(302).withHeader("Location", target));
                assertEquals(
                        "The answer is a redirect. Redirects aren't followed.",
                        onlyMissing().detail());
            }
            assertEquals(List.of(), elsewhere.getAllServeEvents());
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    @DisplayName("a next link to another host, port or scheme, or with a user name, is not followed")
    void nextLinkElsewhere() {
        WireMockServer elsewhere = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        elsewhere.start();
        try {
            for (String next : List.of(
                    "http://127.0.0.1:" + elsewhere.port() + LIST,
                    "http://localhost:" + ORG.server().port() + LIST + "?after=1",
                    ORG.url().replace("http:", "https:") + LIST + "?after=1",
                    ORG.url().replace("127", "user@127") + LIST + "?after=1",
                    "ftp://127.0.0.1/",
                    "/api/v1/policies/rst1/rules?after=1",
                    "")) {
                ORG.page(LIST, next, FakeOrg.appSignOn("rul1"));
                assertEquals(
                        "The link to the next page leads to another host, so it isn't followed.",
                        onlyMissing().detail());
            }
            assertEquals(List.of(), elsewhere.getAllServeEvents());
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    @DisplayName("a next link that repeats, at once or after a page, ends the list")
    void nextLinkRepeats() {
        String detail = "The link to the next page leads to a page that was read already.";
        ORG.page(LIST, ORG.url() + LIST, FakeOrg.appSignOn("rul1"));
        assertEquals(detail, onlyMissing().detail());
        ORG.page(LIST, ORG.url() + LIST + "?after=1", FakeOrg.appSignOn("rul1"));
        ORG.page(LIST + "?after=1", ORG.url() + LIST, FakeOrg.appSignOn("rul2"));
        assertEquals(detail, onlyMissing().detail());
    }

    @Test
    @DisplayName("pages without end: it stops at the limit")
    void endlessPages() {
        taken.with(limits(256_000_000, 3, 4, Duration.ofSeconds(30)));
        for (int i = 0; i < 5; i++) {
            String target = i == 0 ? LIST : LIST + "?after=" + i;
            ORG.page(target, ORG.url() + LIST + "?after=" + (i + 1), FakeOrg.appSignOn("rul" + i));
        }
        assertEquals("The list has more than 3 pages.", onlyMissing().detail());
        assertFalse(ORG.targets().contains(LIST + "?after=3"));
    }

    @Test
    @DisplayName("three pages are not more than three")
    void asManyPagesAsAllowed() {
        taken.with(limits(256_000_000, 3, 4, Duration.ofSeconds(30)));
        ORG.page(LIST, ORG.url() + LIST + "?after=1", FakeOrg.appSignOn("rul1"));
        ORG.page(LIST + "?after=1", ORG.url() + LIST + "?after=2", FakeOrg.appSignOn("rul2"));
        ORG.list(LIST + "?after=2");
        assertTrue(written().whole());
    }

    @Test
    @DisplayName("an answer of 100 MB is not read to its end")
    void hugeAnswer() {
        byte[] huge = new byte[100_000_000];
        Arrays.fill(huge, (byte) ' ');
        ORG.answer(
                LIST, aResponse().withHeader("Content-Type", "application/json").withBody(huge));
        assertEquals("The answer is larger than 16777216 bytes.", onlyMissing().detail());
    }

    @Test
    @DisplayName("100 MB that come as 100 KB of gzip are as large as 100 MB")
    void bomb() throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(small)) {
            byte[] spaces = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                gzip.write(spaces);
            }
        }
        ORG.answer(
                LIST,
                aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(small.toByteArray()));
        assertEquals("The answer is larger than 16777216 bytes.", onlyMissing().detail());
    }

    @Test
    @DisplayName("all answers together have a limit, too: what comes after it is told as not read")
    void totalBytes() {
        taken.with(limits(2_000, 1_000, 4, Duration.ofSeconds(30)));
        SnapshotResult.Written written = written();
        assertFalse(written.whole());
        assertTrue(written.objects().containsKey("idps.json"));
        assertEquals(
                "The snapshot has read 2000 bytes, and it reads no more.",
                written.notRead().getLast().detail());
        assertFalse(ORG.targets().contains(FakeOrg.rulesOf("rst9")));
    }

    @Test
    @DisplayName("a name that can't be resolved is not tried again")
    void unknownHost() {
        SnapshotResult.Unreachable result = assertInstanceOf(
                SnapshotResult.Unreachable.class,
                taken.of(new SnapshotRequest("https://acme.okta.invalid", folder(), SnapshotTaken.API_TOKEN)));
        assertTrue(result.sentence().contains("The org's name can't be resolved."), result.sentence());
        assertEquals(List.of(), taken.waits);
    }

    @Test
    @DisplayName("https: a certificate that isn't trusted gets no credentials; one that is trusted does")
    void certificate() {
        TestCertificate certificate = TestCertificate.of("localhost");
        WireMockServer https = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(certificate.keyStore().toString())
                .keystorePassword(TestCertificate.PASSWORD)
                .keyManagerPassword(TestCertificate.PASSWORD));
        https.start();
        try {
            https.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(
                            com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                    .willReturn(FakeOrg.json("{\"id\":\"00o1\",\"pipeline\":\"v1\"}")));
            SnapshotRequest request =
                    new SnapshotRequest("https://localhost:" + https.httpsPort(), folder(), SnapshotTaken.API_TOKEN);
            SnapshotResult.Unreachable untrusted =
                    assertInstanceOf(SnapshotResult.Unreachable.class, taken.of(request));
            assertTrue(untrusted.sentence().contains("certificate"), untrusted.sentence());
            assertEquals(0, https.getAllServeEvents().size());
            taken.trusting(certificate.trusting()).of(request);
            assertEquals(
                    "SSWS " + FakeOrg.TOKEN,
                    https.getAllServeEvents().getFirst().getRequest().getHeader("Authorization"));
        } finally {
            https.stop();
        }
    }

    @Test
    @DisplayName("a disk that refuses the files in the middle: the folder is as it was")
    void disk() throws IOException {
        written();
        String before = Files.readString(folder().resolve("snapshot.json"));
        taken.clock.advance(Duration.ofMinutes(1));
        taken.whileReading(title -> {
            if (title.equals("The authenticators")) {
                try {
                    OwnFiles.delete(parent.resolve(".acme.part"));
                    Files.writeString(parent.resolve(".acme.part"), "in the way");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        SnapshotResult.NotWritten result = assertInstanceOf(SnapshotResult.NotWritten.class, taken.of(ORG, folder()));
        assertTrue(result.sentence().startsWith("The snapshot can't be written: "), result.sentence());
        assertEquals(before, Files.readString(folder().resolve("snapshot.json")));
    }
}
