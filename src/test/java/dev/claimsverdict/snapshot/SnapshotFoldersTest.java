package dev.claimsverdict.snapshot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.FakeOrg;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a snapshot is written: what is replaced and what is left alone, and how an interrupted run is continued. */
class SnapshotFoldersTest {

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

    private Path folder() {
        return parent.resolve("acme");
    }

    private Path work() {
        return parent.resolve(".acme.part");
    }

    private SnapshotResult.Written written() {
        return assertInstanceOf(SnapshotResult.Written.class, taken.of(ORG, folder()));
    }

    /** A refused request: the org isn't asked, and nothing changes. */
    private String refused(Path folder) throws IOException {
        SortedMap<String, String> before = content(parent);
        int calls = ORG.calls().size();
        SnapshotResult.WrongUsage result = assertInstanceOf(SnapshotResult.WrongUsage.class, taken.of(ORG, folder));
        assertEquals(before, content(parent));
        assertEquals(calls, ORG.calls().size());
        return result.sentence();
    }

    private static SortedMap<String, String> content(Path folder) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                content.put(
                        folder.relativize(file).toString(),
                        Files.isRegularFile(file) ? Files.readString(file) : "folder or link");
            }
        }
        return content;
    }

    /** A run that ends when it asks for the rules of rst1. */
    private void interruptedRun() {
        ORG.server().resetScenarios();
        ORG.answers(
                FakeOrg.rulesOf("rst1"),
                FakeOrg.error(401, "E0000011", "Invalid token provided"),
                FakeOrg.json(FakeOrg.array(FakeOrg.appSignOn("rul1"))));
        SnapshotResult.Unreachable result = assertInstanceOf(SnapshotResult.Unreachable.class, taken.of(ORG, folder()));
        assertTrue(result.continues());
        assertFalse(Files.exists(folder()));
        ORG.server().resetRequests();
    }

    @Test
    @DisplayName("an older snapshot of the org is replaced as a whole")
    void replaced() throws IOException {
        written();
        ORG.list(FakeOrg.IDPS, FakeOrg.saml("0oa7"));
        ORG.answer(FakeOrg.FEATURES, FakeOrg.error(403, "E0000006", "No"));
        taken.clock.advance(Duration.ofDays(1));
        written();
        assertEquals(1, SnapshotTaken.file(folder(), "idps.json").size());
        assertFalse(Files.exists(folder().resolve("features.json")), "a file of the old one would be left");
        assertEquals(
                TestApi.NOW.plus(Duration.ofDays(1)).toString(),
                SnapshotTaken.file(folder(), "snapshot.json").path("startedAt").asText());
        try (Stream<Path> beside = Files.list(parent)) {
            assertEquals(List.of(folder()), beside.toList());
        }
    }

    @Test
    @DisplayName("a run that fails leaves the older snapshot as it was")
    void failedRun() throws IOException {
        written();
        SortedMap<String, String> before = content(folder());
        ORG.answer(FakeOrg.KEYS, FakeOrg.error(401, "E0000011", "Invalid token provided"));
        assertInstanceOf(SnapshotResult.Unreachable.class, taken.of(ORG, folder()));
        assertEquals(before, content(folder()));
    }

    @Test
    @DisplayName("a folder that isn't a snapshot is never touched, not even an empty one")
    void otherFolders() throws IOException {
        Files.createDirectory(folder());
        assertTrue(refused(folder()).contains("isn't a snapshot"));
        Files.writeString(folder().resolve("notes.txt"), "mine");
        assertTrue(refused(folder()).contains("isn't a snapshot"));
        Files.writeString(folder().resolve("snapshot.json"), "{\"format\":\"of another program\"}");
        assertTrue(refused(folder()).contains("isn't a snapshot"));
    }

    @Test
    @DisplayName("a snapshot into which somebody put a file is not replaced")
    void fileOfSomebodyElse() throws IOException {
        written();
        Files.writeString(folder().resolve("notes.txt"), "mine");
        assertTrue(refused(folder()).contains("contains other files"));
    }

    @Test
    @DisplayName("the user's evidence.json stays in the folder")
    void evidence() throws IOException {
        written();
        Files.writeString(folder().resolve("evidence.json"), "{\"0oa1\": {\"amr\": [\"pwd\"]}}");
        ORG.list(FakeOrg.IDPS);
        written();
        assertEquals("{\"0oa1\": {\"amr\": [\"pwd\"]}}", Files.readString(folder().resolve("evidence.json")));
        assertEquals(0, SnapshotTaken.file(folder(), "idps.json").size());
    }

    @Test
    @DisplayName("a file or a link in the folder's place is left alone, even a link to a snapshot")
    void filesAndLinks() throws IOException {
        Files.writeString(folder(), "mine");
        assertTrue(refused(folder()).contains("isn't a snapshot"));
        Files.delete(folder());
        assertInstanceOf(SnapshotResult.Written.class, taken.of(ORG, parent.resolve("other")));
        Files.createSymbolicLink(folder(), parent.resolve("other"));
        assertTrue(refused(folder()).contains("isn't a snapshot"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "acme/..", "acme/.", "/"})
    @DisplayName("a folder without a name of its own")
    void nameless(String name) throws IOException {
        assertTrue(refused(parent.resolve(name)).contains("needs a name of its own"));
    }

    @Test
    @DisplayName("a parent folder that isn't there, is a file, or can't be written: wrong usage")
    void parentFolder() throws IOException {
        assertTrue(refused(parent.resolve("missing/acme")).contains("doesn't exist"));
        Files.writeString(parent.resolve("file"), "");
        assertTrue(refused(parent.resolve("file/acme")).contains("doesn't exist"));
        // Not even root makes a folder there.
        Path unwritable = Path.of("/proc/self/fd");
        if (Files.isDirectory(unwritable)) {
            assertTrue(refused(unwritable.resolve("acme")).contains("can't be written"));
        }
        assertTrue(refused(parent.resolve("a".repeat(300))).contains("can't be written"));
    }

    @Test
    @DisplayName("the folder of another org's snapshot is not replaced: the URL is probably the wrong one")
    void anotherOrg() throws IOException {
        written();
        SortedMap<String, String> before = content(parent);
        ORG.answer(FakeOrg.ORGANIZATION, FakeOrg.json("{\"id\":\"00o2\",\"pipeline\":\"idx\"}"));
        SnapshotResult.WrongUsage result = assertInstanceOf(SnapshotResult.WrongUsage.class, taken.of(ORG, folder()));
        assertEquals("The folder contains a snapshot of another org. Name another one.", result.sentence());
        assertEquals(before, content(parent));
    }

    @Test
    @DisplayName(
            "an interrupted run is continued: what was read isn't asked for again, and the note says when each was read")
    void continued() {
        interruptedRun();
        taken.clock.advance(Duration.ofHours(1));
        assertTrue(written().whole());
        assertEquals(
                List.of(
                        FakeOrg.ORGANIZATION,
                        FakeOrg.rulesOf("rst1"),
                        FakeOrg.rulesOf("rst2"),
                        FakeOrg.rulesOf("rst9")),
                ORG.targets());
        assertEquals(5, SnapshotTaken.file(folder(), "rules.json").size());
        var note = SnapshotTaken.file(folder(), "snapshot.json");
        assertTrue(note.path("continued").asBoolean());
        assertEquals(TestApi.NOW.toString(), note.path("startedAt").asText());
        String later = TestApi.NOW.plus(Duration.ofHours(1)).toString();
        assertEquals(later, note.path("finishedAt").asText());
        assertEquals(
                TestApi.NOW.toString(),
                note.path("files").path("idps.json").path("lastReadAt").asText());
        assertEquals(
                TestApi.NOW.toString(),
                note.path("files").path("rules.json").path("firstReadAt").asText());
        assertEquals(
                later, note.path("files").path("rules.json").path("lastReadAt").asText());
        assertEquals(1, note.path("secretsRemoved").asInt());
        assertTrue(taken.told.contains("This continues the run that began at " + TestApi.NOW + "."));
        assertFalse(Files.exists(work()));
    }

    @Test
    @DisplayName("what an interrupted run keeps is the owner's alone, and has no secret in it")
    void keptFiles() throws IOException {
        interruptedRun();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(work())));
        try (Stream<Path> files = Files.list(work())) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                assertFalse(Files.readString(file).contains(FakeOrg.CLIENT_SECRET), file.toString());
                assertFalse(Files.readString(file).contains(FakeOrg.TOKEN), file.toString());
            }
        }
    }

    @Test
    @DisplayName("a run whose thread is interrupted while it waits ends, and is continued")
    void interruptedThread() {
        ORG.answers(FakeOrg.rulesOf("rst2"), aResponse().withStatus(500), FakeOrg.json("[]"));
        SnapshotTaken first = new SnapshotTaken().interrupted();
        SnapshotResult.Unreachable result = assertInstanceOf(SnapshotResult.Unreachable.class, first.of(ORG, folder()));
        assertTrue(Thread.interrupted(), "the thread stays interrupted");
        assertEquals("The program was interrupted.", result.sentence());
        assertTrue(result.continues());
        ORG.server().resetRequests();
        assertTrue(written().whole());
        assertEquals(List.of(FakeOrg.ORGANIZATION, FakeOrg.rulesOf("rst2"), FakeOrg.rulesOf("rst9")), ORG.targets());
    }

    @Test
    @DisplayName("a run of more than 24 hours ago is not continued: old and new would be mixed")
    void tooOld() {
        interruptedRun();
        taken.clock.advance(Duration.ofHours(24));
        written();
        assertTrue(ORG.targets().contains(FakeOrg.IDPS));
        assertFalse(
                SnapshotTaken.file(folder(), "snapshot.json").path("continued").asBoolean(true));
    }

    @Test
    @DisplayName("a run of just under 24 hours ago is continued; one of the future isn't")
    void ages() throws IOException {
        interruptedRun();
        taken.clock.advance(Duration.ofHours(24).minusSeconds(1));
        written();
        assertFalse(ORG.targets().contains(FakeOrg.IDPS));

        OwnFiles.delete(folder());
        interruptedRun();
        taken.clock.advance(Duration.ofSeconds(-1));
        written();
        assertTrue(ORG.targets().contains(FakeOrg.IDPS));
    }

    @Test
    @DisplayName("a run of another org, or of another URL, is not continued")
    void anotherOrgsRun() {
        interruptedRun();
        ORG.answer(FakeOrg.ORGANIZATION, FakeOrg.json("{\"id\":\"00o2\",\"pipeline\":\"idx\"}"));
        written();
        assertTrue(ORG.targets().contains(FakeOrg.IDPS));
        assertEquals(
                "00o2",
                SnapshotTaken.file(folder(), "snapshot.json").path("orgId").asText());
    }

    @Test
    @DisplayName("a run of the same org by another URL is not continued, since links have the URL in them")
    void anotherUrl() {
        interruptedRun();
        SnapshotRequest request =
                new SnapshotRequest(ORG.url().replace("127.0.0.1", "localhost"), folder(), SnapshotTaken.API_TOKEN);
        assertInstanceOf(SnapshotResult.Written.class, taken.of(request));
        assertTrue(ORG.targets().contains(FakeOrg.IDPS));
    }

    @Test
    @DisplayName("two policies whose ids differ by case have two files, even where the file system ignores case")
    void idsThatDifferByCase() throws IOException {
        ORG.policy("ACCESS_POLICY", "rstAb", "rstaB", "rst1");
        ORG.rules("rstAb", FakeOrg.appSignOn("rul1"));
        ORG.rules("rstaB", FakeOrg.appSignOn("rul2"));
        interruptedRun();
        try (Stream<Path> files = Files.list(work())) {
            List<String> rules = files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                    .filter(file -> file.startsWith("rules-rst"))
                    .toList();
            assertEquals(2, new TreeSet<>(rules).size(), rules.toString());
        }
        assertTrue(written().whole());
    }

    @Test
    @DisplayName("a kept list that is damaged is read again")
    void damaged() throws IOException {
        interruptedRun();
        Files.writeString(work().resolve("idps.list"), "{\"readAt\":");
        Files.writeString(work().resolve("keys.list"), "{\"readAt\":\"soon\",\"objects\":[]}");
        Files.writeString(work().resolve("features.list"), "{\"readAt\":\"" + TestApi.NOW + "\",\"objects\":[1]}");
        assertTrue(written().whole());
        assertTrue(ORG.targets().containsAll(List.of(FakeOrg.IDPS, FakeOrg.KEYS, FakeOrg.FEATURES)));
        assertEquals(2, SnapshotTaken.file(folder(), "idps.json").size());
    }

    @Test
    @DisplayName("the same folder twice at the same time: the second run is refused, the first one isn't disturbed")
    void twice() {
        List<SnapshotResult> second = new ArrayList<>();
        taken.whileReading(title -> {
            if (title.equals("The authenticators")) {
                second.add(new SnapshotTaken().of(ORG, folder()));
            }
        });
        assertTrue(written().whole());
        SnapshotResult.WrongUsage refused = assertInstanceOf(SnapshotResult.WrongUsage.class, second.getFirst());
        assertEquals("Another run is writing into this folder. Wait until it ends.", refused.sentence());
        assertEquals(14, ORG.calls().size());
    }

    @Test
    @DisplayName("the same folder at the same time in another process: it is refused, too")
    void twoProcesses() {
        List<String> second = new ArrayList<>();
        taken.whileReading(title -> {
            if (title.equals("The authenticators")) {
                second.add(OtherProcess.take(ORG.url(), folder()));
            }
        });
        assertTrue(written().whole());
        assertEquals(List.of("Another run is writing into this folder. Wait until it ends."), second);
        assertEquals(14, ORG.calls().size());
        assertEquals("[written]", "[" + OtherProcess.take(ORG.url(), folder()) + "]");
    }

    @Test
    @DisplayName("many runs at the same time: each writes the whole snapshot or is refused")
    void manyAtOnce() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<SnapshotResult> results = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 5; j++) {
                    results.add(new SnapshotTaken().of(ORG, folder()));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (SnapshotResult result : results) {
            switch (result) {
                case SnapshotResult.Written done -> assertTrue(done.whole());
                case SnapshotResult.WrongUsage refused ->
                    assertEquals("Another run is writing into this folder. Wait until it ends.", refused.sentence());
                default -> throw new AssertionError(result.toString());
            }
        }
        assertTrue(results.stream().anyMatch(SnapshotResult.Written.class::isInstance));
        assertEquals(2, SnapshotTaken.file(folder(), "idps.json").size());
        try (Stream<Path> beside = Files.list(parent)) {
            assertEquals(List.of(folder()), beside.toList());
        }
    }

    @Test
    @DisplayName("a run that was killed between the two renames: the older snapshot comes back first")
    void killedWhileReplacing() throws IOException {
        written();
        SortedMap<String, String> before = content(folder());
        OwnFiles.createFolder(work());
        Files.writeString(work().resolve("lock"), "");
        Files.move(folder(), work().resolve("old"));
        ORG.answer(FakeOrg.IDPS, FakeOrg.error(401, "E0000011", "Invalid token provided"));
        assertInstanceOf(SnapshotResult.Unreachable.class, taken.of(ORG, folder()));
        assertEquals(before, content(folder()));
        assertFalse(Files.exists(work()));
    }

    @Test
    @DisplayName("a folder in the place of the working folder that isn't one, or that others can enter, is not touched")
    void workingFolderOfSomebodyElse() throws IOException {
        Files.createDirectory(
                work(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(work().resolve("mine.txt"), "mine");
        assertTrue(refused(folder()).contains("not a working folder"));
        OwnFiles.delete(work());
        Files.createDirectory(work());
        Files.setPosixFilePermissions(work(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(work().resolve("lock"), "");
        assertTrue(refused(folder()).contains("not a working folder"));
        OwnFiles.delete(work());
        Files.createSymbolicLink(work(), Files.createDirectory(parent.resolve("elsewhere")));
        assertTrue(refused(folder()).contains("not a working folder"));
    }

    @Test
    @DisplayName("a lock that is a link is not followed")
    void lockIsALink() throws IOException {
        OwnFiles.createFolder(work());
        Path victim = Files.writeString(parent.resolve("victim"), "mine");
        Files.createSymbolicLink(work().resolve("lock"), victim);
        assertTrue(refused(folder()).contains("can't be written"));
        assertEquals("mine", Files.readString(victim));
    }

    @Test
    @DisplayName("something that comes into the folder's place while the org is read is not overwritten")
    void inTheMeantime() throws IOException {
        taken.whileReading(title -> {
            if (title.equals("The authenticators")) {
                try {
                    Files.createDirectory(folder());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        assertInstanceOf(SnapshotResult.NotWritten.class, taken.of(ORG, folder()));
        assertEquals(new TreeMap<>(java.util.Map.of("", "folder or link")), content(folder()));
        Files.delete(folder());
        ORG.server().resetRequests();
        taken.whileReading(_ -> {});
        assertTrue(written().whole());
        assertEquals(List.of(FakeOrg.ORGANIZATION), ORG.targets(), "all was read already");
    }

    @Test
    @DisplayName("no or two credentials, or one that no header can have: wrong usage, and the org isn't asked")
    void credentials() throws IOException {
        record Case(Optional<String> apiToken, Optional<String> accessToken, String said) {}
        for (Case each : List.of(
                new Case(Optional.empty(), Optional.empty(), "No credentials are set."),
                new Case(Optional.of(" "), Optional.of(""), "No credentials are set."),
                new Case(Optional.of("a"), Optional.of("b"), "Both OKTA_API_TOKEN and OKTA_ACCESS_TOKEN are set."),
                new Case(Optional.of("SSWS 00abc"), Optional.empty(), "OKTA_API_TOKEN is not a token"),
                new Case(Optional.of("00abc\r\nX: y"), Optional.empty(), "OKTA_API_TOKEN is not a token"),
                new Case(Optional.of("00abc\n"), Optional.empty(), "OKTA_API_TOKEN is not a token"),
                new Case(Optional.empty(), Optional.of("tökên"), "OKTA_ACCESS_TOKEN is not a token"),
                new Case(Optional.empty(), Optional.of("a".repeat(16_385)), "OKTA_ACCESS_TOKEN is not a token"))) {
            Credentials credentials = new Credentials(each.apiToken(), each.accessToken());
            SnapshotResult.WrongUsage result = assertInstanceOf(
                    SnapshotResult.WrongUsage.class, taken.of(new SnapshotRequest(ORG.url(), folder(), credentials)));
            assertTrue(result.sentence().startsWith(each.said()), result.sentence());
            assertFalse(result.sentence().contains("00abc"), result.sentence());
            assertFalse(
                    new SnapshotRequest("", folder(), credentials).toString().contains("00abc"));
        }
        assertEquals(List.of(), ORG.targets());
        assertEquals(1, content(parent).size());
    }
}
