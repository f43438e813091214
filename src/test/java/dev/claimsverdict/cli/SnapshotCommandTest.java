package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.FakeOrg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code claims-verdict snapshot}: its statuses, and what it says. */
class SnapshotCommandTest {

    private static final Map<String, String> API_TOKEN = Map.of("OKTA_API_TOKEN", FakeOrg.TOKEN);

    private static final FakeOrg ORG = new FakeOrg();

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

    private CliRun run(String... more) {
        return run(CliRun.in(parent, API_TOKEN, false), more);
    }

    private CliRun run(Surroundings around, String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"snapshot", "--org", ORG.url(), "--out", "acme"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        CliRun run = CliRun.with(around, arguments);
        assertFalse((run.out() + run.err()).contains(FakeOrg.TOKEN));
        assertFalse((run.out() + run.err()).contains(FakeOrg.CLIENT_SECRET));
        return run;
    }

    @Test
    @DisplayName("0: the snapshot is complete; standard output says what is in it, standard error how it went")
    void whole() {
        CliRun run = run();
        assertEquals(0, run.status(), run.err());
        assertEquals("""
                acme
                  authenticators.json       1
                  features.json             1
                  idps.json                 2
                  keys.json                 1
                  policies.json             5
                  rules.json                5
                The snapshot is complete.
                """, run.out());
        assertTrue(run.err().startsWith("claims-verdict: 0 of 8 lists read\n"), run.err());
        assertTrue(run.err().endsWith("claims-verdict: 13 of 13 lists read\n"), run.err());
        assertTrue(Files.exists(parent.resolve("acme/snapshot.json")), "relative to the working directory");
    }

    @Test
    @DisplayName("the folder is a context for lint")
    void context() throws IOException {
        assertEquals(0, run().status());
        Path idp = Files.writeString(parent.resolve("idp.json"), FakeOrg.saml("0oa2"));
        CliRun lint = CliRun.in(parent, "lint", "--context", "acme", "--format", "json", idp.toString());
        assertEquals("", lint.err());
        assertEquals("SAFE", lint.json().path("verdict").asText(), lint.out());
    }

    @Test
    @DisplayName("audit reads the folder as it is")
    void audit() {
        assertEquals(0, run().status());
        CliRun audit = CliRun.in(parent, "audit", "acme", "--format", "json");
        assertEquals("", audit.err());
        assertEquals(2, audit.json().path("idps").size(), audit.out());
        assertEquals(6, audit.json().path("matrix").size(), "two IdPs under two access policies and a session policy");
    }

    @Test
    @DisplayName("--quiet says nothing of the progress")
    void quiet() {
        CliRun run = run("--quiet");
        assertEquals(0, run.status());
        assertEquals("", run.err());
    }

    @Test
    @DisplayName("3: incomplete; names of the org can't command the terminal")
    void incomplete() {
        ORG.list(
                FakeOrg.policies("ACCESS_POLICY"),
                "{\"id\":\"rst1\",\"name\":\"evil\\u001b[2J\\n##[error]\\u202e\",\"status\":\"ACTIVE\"}");
        ORG.answer(FakeOrg.rulesOf("rst1"), FakeOrg.error(403, "E0000006", "No\\u0007\\u001b]0;x"));
        CliRun run = run();
        assertEquals(3, run.status());
        assertTrue(run.out().endsWith("The snapshot is incomplete.\n"), run.out());
        assertTrue(
                run.err()
                        .contains(
                                "claims-verdict: Not read: The rules of the policy \"evil\\u{1b}[2J\\u{a}#\\u{23}[error]"),
                run.err());
        assertTrue(
                (run.out() + run.err()).chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f),
                run.out() + run.err());
    }

    @Test
    @DisplayName("3: however many lists are missing, the lines are few")
    void manyMissing() {
        String[] policies = IntStream.range(0, 500).mapToObj(i -> "rst-" + i).toArray(String[]::new);
        ORG.policy("ACCESS_POLICY", policies);
        for (String policy : policies) {
            ORG.answer(FakeOrg.rulesOf(policy), FakeOrg.error(403, "E0000006", "No"));
        }
        CliRun run = run();
        assertEquals(3, run.status());
        assertTrue(
                run.err().endsWith("claims-verdict: 480 more lists were not read; snapshot.json names them all.\n"),
                run.err());
        assertTrue(run.err().lines().count() < 60, run.err());
    }

    @Test
    @DisplayName(
            "as a program of its own: the credentials of the environment, and nobody else's lines on standard error")
    void program() throws IOException, InterruptedException {
        Path err = parent.resolve("err");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.claimsverdict.function.Main",
                        "snapshot",
                        "--org",
                        ORG.url(),
                        "--out",
                        "acme")
                .directory(parent.toFile())
                .redirectError(err.toFile());
        java.environment()
                .keySet()
                .removeAll(Set.of("AWS_LAMBDA_RUNTIME_API", "JAVA_TOOL_OPTIONS", "OKTA_ACCESS_TOKEN"));
        java.environment().putAll(API_TOKEN);
        Process process = java.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), Files.readString(err));
        assertTrue(out.startsWith("acme\n"), out);
        List<String> others = Files.readAllLines(err).stream()
                .filter(line -> !line.startsWith("claims-verdict: "))
                .toList();
        assertEquals(List.of(), others);
        assertTrue(Files.exists(parent.resolve("acme/snapshot.json")));
    }

    @Test
    @DisplayName("64: wrong usage, with what is wrong")
    void wrongUsage() {
        assertEquals(
                "claims-verdict: --org is missing.\n",
                CliRun.with(API_TOKEN, "snapshot", "--out", "x").err());
    }

    @Test
    @DisplayName("64: no folder, no credentials, a URL that isn't an org's")
    void wrongUsages() {
        assertEquals(64, CliRun.with(API_TOKEN, "snapshot", "--out", "x").status());
        assertEquals(64, CliRun.with(API_TOKEN, "snapshot", "--org", ORG.url()).status());
        CliRun noCredentials = run(CliRun.in(parent, Map.of(), false));
        assertEquals(64, noCredentials.status());
        assertTrue(noCredentials.err().contains("No credentials are set."), noCredentials.err());
        CliRun url = CliRun.with(
                CliRun.in(parent, API_TOKEN, false),
                "snapshot",
                "--org",
                "https://user:hunter2@acme.okta.com",
                "--out",
                "acme");
        assertEquals(64, url.status());
        assertFalse(url.err().contains("hunter2"), url.err());
        CliRun name = CliRun.with(CliRun.in(parent, API_TOKEN, false), "snapshot", "--org", ORG.url(), "--out", "a\0b");
        assertEquals(64, name.status());
        assertEquals(0, ORG.calls().size());
    }

    @Test
    @DisplayName("69: refused credentials; after a part was read, the same command continues")
    void refused() {
        ORG.answer(FakeOrg.IDPS, FakeOrg.error(401, "E0000011", "Invalid token provided"));
        CliRun run = run();
        assertEquals(69, run.status());
        assertEquals("", run.out());
        assertFalse(run.err().contains("continues"), run.err());
        ORG.list(FakeOrg.IDPS);
        ORG.answer(FakeOrg.KEYS, FakeOrg.error(401, "E0000011", "Invalid token provided"));
        CliRun later = run();
        assertEquals(69, later.status());
        assertTrue(
                later.err().endsWith("What was read so far is kept: run the same command again to continue.\n"),
                later.err());
        ORG.list(FakeOrg.KEYS);
        CliRun continued = run();
        assertEquals(0, continued.status());
        assertTrue(continued.err().contains("This continues the run that began at "), continued.err());
    }

    @Test
    @DisplayName("on a terminal: a bar of one line, which is gone at the end, and no control character but its own")
    void bar() {
        ORG.list(
                FakeOrg.policies("ACCESS_POLICY"),
                "{\"id\":\"rst1\",\"name\":\"" + "\\u001b[2J".repeat(50) + "\",\"status\":\"ACTIVE\"}");
        CliRun run = run(CliRun.in(parent, API_TOKEN, true));
        assertEquals(0, run.status(), run.err());
        String clear = "\r\u001b[K";
        assertTrue(run.err().startsWith(clear + "[....................] 0/8 The identity providers"), run.err());
        assertTrue(run.err().endsWith("[====================] 12/12 Done" + clear), run.err());
        for (String line : run.err().split(java.util.regex.Pattern.quote(clear))) {
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f) && line.length() < 80, line);
        }
    }

    @Test
    @DisplayName("a dumb terminal gets lines")
    void dumbTerminal() {
        CliRun run = run(CliRun.in(parent, Map.of("OKTA_API_TOKEN", FakeOrg.TOKEN, "TERM", "dumb"), true));
        assertEquals(0, run.status());
        assertFalse(run.err().contains("\r"), run.err());
    }
}
