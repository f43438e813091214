package dev.claimsverdict.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.request.OrgReader;
import dev.claimsverdict.testing.FakeOrg;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot has in it. */
class SnapshotTest {

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

    private SnapshotResult.Written written() {
        return assertInstanceOf(SnapshotResult.Written.class, taken.of(ORG, folder()));
    }

    private Path folder() {
        return parent.resolve("acme");
    }

    private JsonNode file(String name) {
        return SnapshotTaken.file(folder(), name);
    }

    @Test
    @DisplayName("a whole org: one file a kind, each rule with its policy's id")
    void whole() throws IOException {
        SnapshotResult.Written written = written();
        assertTrue(written.whole());
        assertEquals(List.of(), written.notRead());
        assertEquals(
                Map.of(
                        "idps.json", 2,
                        "keys.json", 1,
                        "features.json", 1,
                        "authenticators.json", 1,
                        "policies.json", 5,
                        "rules.json", 5),
                written.objects());
        try (Stream<Path> files = Files.list(folder())) {
            assertEquals(
                    List.of(
                            "authenticators.json",
                            "features.json",
                            "idps.json",
                            "keys.json",
                            "org.json",
                            "policies.json",
                            "rules.json",
                            "snapshot.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(
                List.of("00p1", "00p2", "rst1", "rst2", "rst9"),
                file("rules.json").findValuesAsText("policyId"));
        assertEquals(
                List.of("rul3", "rul4", "rul1", "rul2", "rul9"),
                file("rules.json").findValuesAsText("id").stream()
                        .filter(id -> id.startsWith("rul"))
                        .toList());
        assertEquals(TestApi.json(FakeOrg.saml("0oa2")), file("idps.json").get(1));
        try (Stream<Path> beside = Files.list(parent)) {
            assertEquals(List.of(folder()), beside.toList(), "nothing is left beside it");
        }
    }

    @Test
    @DisplayName("snapshot.json says when, from which org, and what is in it")
    void note() {
        written();
        JsonNode note = file("snapshot.json");
        assertEquals("claims-verdict-snapshot", note.path("format").asText());
        assertEquals(1, note.path("version").asInt());
        assertEquals(ORG.url(), note.path("org").asText());
        assertEquals(FakeOrg.ORG_ID, note.path("orgId").asText());
        assertEquals(TestApi.NOW.toString(), note.path("startedAt").asText());
        assertEquals(TestApi.NOW.toString(), note.path("finishedAt").asText());
        assertFalse(note.path("continued").asBoolean(true));
        assertTrue(note.path("whole").asBoolean());
        assertEquals(
                TestApi.json("{\"objects\":2,\"firstReadAt\":\"%1$s\",\"lastReadAt\":\"%1$s\"}".formatted(TestApi.NOW)),
                note.path("files").path("idps.json"));
        assertEquals(TestApi.json("[]"), note.path("notRead"));
        assertEquals(1, note.path("secretsRemoved").asInt());
    }

    @Test
    @DisplayName(
            "only GET; the API token goes to the org's API, and not before the host has shown that it is an Okta org")
    void calls() {
        written();
        assertEquals(FakeOrg.ORGANIZATION, ORG.calls().getFirst().getUrl());
        assertFalse(ORG.calls().getFirst().containsHeader("Authorization"));
        ORG.calls().stream().skip(1).forEach(call -> {
            assertEquals("SSWS " + FakeOrg.TOKEN, call.getHeader("Authorization"));
            assertTrue(call.getUrl().startsWith("/api/v1/"), call.getUrl());
        });
        ORG.calls().forEach(call -> assertEquals("GET", call.getMethod().getName()));
        assertEquals(14, new TreeSet<>(ORG.targets()).size());
        assertEquals(14, ORG.targets().size(), "each list once");
    }

    @Test
    @DisplayName("an OAuth 2.0 access token is a bearer token")
    void bearer() {
        Credentials bearer = new Credentials(Optional.empty(), Optional.of("eyJ.e30.c2ln-~+/="));
        taken.of(new SnapshotRequest(ORG.url(), folder(), bearer));
        assertEquals("Bearer eyJ.e30.c2ln-~+/=", ORG.calls().get(1).getHeader("Authorization"));
    }

    @Test
    @DisplayName("a list of three pages is read to its end")
    void pages() {
        ORG.page(FakeOrg.IDPS, ORG.url() + "/api/v1/idps?after=0oa1&limit=200", FakeOrg.oidc("0oa1", "ACTIVE"));
        ORG.page(
                "/api/v1/idps?after=0oa1&limit=200",
                ORG.url() + "/api/v1/idps?after=0oa2&limit=200",
                FakeOrg.saml("0oa2"));
        ORG.list("/api/v1/idps?after=0oa2&limit=200", FakeOrg.saml("0oa3"));
        assertTrue(written().whole());
        assertEquals(3, file("idps.json").size());
        assertEquals("0oa3", file("idps.json").get(2).path("id").asText());
    }

    @Test
    @DisplayName("an object that comes twice, because the org changed between two pages, is there once, as it was last")
    void changedWhileReading() {
        ORG.page(FakeOrg.IDPS, ORG.url() + "/api/v1/idps?after=0oa1", FakeOrg.oidc("0oa1", "ACTIVE"));
        ORG.list("/api/v1/idps?after=0oa1", FakeOrg.oidc("0oa1", "INACTIVE"), FakeOrg.saml("0oa2"));
        written();
        assertEquals(2, file("idps.json").size());
        assertEquals("INACTIVE", file("idps.json").get(0).path("status").asText());
    }

    @Test
    @DisplayName("no file has the client secret, the credentials or any other secret; all are the owner's alone")
    void secrets() throws IOException {
        String duo = "theSecretKeyOfDuo";
        ORG.list(
                FakeOrg.AUTHENTICATORS,
                "{\"id\":\"aut2\",\"key\":\"duo\",\"provider\":{\"configuration\":{\"host\":\"duo.example\",\"secretKey\":\""
                        + duo + "\"}}}",
                "{\"id\":\"aut3\",\"key\":\"custom\",\"name\":\"It shows " + FakeOrg.TOKEN + " to all\"}");
        written();
        assertEquals(3, file("snapshot.json").path("secretsRemoved").asInt());
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", permissions, file.toString());
                if (Files.isRegularFile(file)) {
                    String text = Files.readString(file);
                    for (String secret : List.of(FakeOrg.CLIENT_SECRET, FakeOrg.TOKEN, duo)) {
                        assertFalse(text.contains(secret), file.toString());
                    }
                }
            }
        }
        assertFalse(taken.told.toString().contains(FakeOrg.TOKEN));
        assertEquals(
                "https://idp.example/token",
                file("idps.json").at("/0/protocol/endpoints/token/url").asText());
    }

    @Test
    @DisplayName("org.json is what a request takes as org")
    void orgSettings() throws IOException {
        ORG.list(FakeOrg.AUTHENTICATORS, FakeOrg.authenticator("ACTIVE", "any"));
        ORG.rules("rst9", FakeOrg.claimsSourcing("{\"redirectType\":\"FIXED\"}"));
        written();
        Reading.Read<?> read =
                assertInstanceOf(Reading.Read.class, OrgReader.read(Files.readString(folder().resolve("org.json"))));
        Org expected = Org.DEFAULT;
        assertEquals(
                new Org(
                        Org.Engine.IDENTITY_ENGINE,
                        expected.claimsSharing(),
                        expected.amrClaimsMapping(),
                        true,
                        expected.idpUsage(),
                        true),
                read.value());
        assertEquals(
                TestApi.json("{\"fixedForAll\":true}"), file("snapshot.json").path("claimsSourcing"));
    }

    @Test
    @DisplayName("a Classic org isn't asked for what only Identity Engine has, and its snapshot is whole")
    void classic() {
        ORG.organization("v1");
        SnapshotResult.Written written = written();
        assertTrue(written.whole());
        assertEquals(TestApi.json("{\"engine\":\"CLASSIC\"}"), file("org.json"));
        assertEquals(
                List.of(
                        FakeOrg.policies("ACCESS_POLICY"),
                        FakeOrg.policies("IDENTITY_CLAIM_SOURCING"),
                        FakeOrg.AUTHENTICATORS),
                written.notRead().stream().map(NotRead::call).toList());
        written.notRead().forEach(each -> assertFalse(ORG.targets().contains(each.call())));
        assertFalse(Files.exists(folder().resolve("authenticators.json")));
    }

    @Test
    @DisplayName("an org without claims sourcing, and one that shows no features, are whole; snapshot.json says so")
    void notInTheOrg() {
        ORG.answer(
                FakeOrg.policies("IDENTITY_CLAIM_SOURCING"),
                FakeOrg.error(400, "E0000001", "Api validation failed: type"));
        ORG.answer(FakeOrg.FEATURES, FakeOrg.error(403, "E0000006", "You do not have permission"));
        assertTrue(written().whole());
        assertEquals(
                TestApi.json("{\"engine\":\"IDENTITY_ENGINE\",\"securityQuestionForMfa\":false}"), file("org.json"));
        assertEquals(
                List.of("NOT_IN_ORG", "NOT_IN_ORG"),
                file("snapshot.json").path("notRead").findValuesAsText("reason"));
        assertFalse(Files.exists(folder().resolve("features.json")));
    }

    @Test
    @DisplayName("an org without any IdP and policy has empty lists")
    void emptyOrg() throws IOException {
        for (String target : List.of(FakeOrg.IDPS, FakeOrg.KEYS, FakeOrg.FEATURES, FakeOrg.AUTHENTICATORS)) {
            ORG.list(target);
        }
        for (String type : List.of("ACCESS_POLICY", "OKTA_SIGN_ON", "IDP_DISCOVERY", "IDENTITY_CLAIM_SOURCING")) {
            ORG.policy(type);
        }
        assertTrue(written().whole());
        for (String file : List.of("idps.json", "keys.json", "policies.json", "rules.json", "authenticators.json")) {
            assertEquals("[]\n", Files.readString(folder().resolve(file)), file);
        }
    }

    @Test
    @DisplayName("a pipeline that Okta has since invented is told, and the rest is read")
    void unknownPipeline() {
        ORG.organization("quantum");
        SnapshotResult.Written written = written();
        assertFalse(written.whole());
        assertFalse(file("org.json").has("engine"));
        assertEquals("The org's engine", written.notRead().getFirst().title());
    }

    @Test
    @DisplayName("a policy's id that would change the URL of a call is told and not used")
    void policyIds() {
        ORG.policy("ACCESS_POLICY", "rst1", "../../users", "rst2/../../../users?q=", "a".repeat(65));
        SnapshotResult.Written written = written();
        assertFalse(written.whole());
        assertEquals(3, written.notRead().size());
        assertEquals("/api/v1/policies/{id}/rules", written.notRead().getFirst().call());
        assertEquals(
                0,
                ORG.targets().stream()
                        .filter(target -> target.contains("users"))
                        .count());
    }

    @Test
    @DisplayName("a policy that two types list has its rules once")
    void policyOfTwoTypes() {
        ORG.policy("IDP_DISCOVERY", "00p1");
        written();
        assertEquals(4, file("rules.json").size());
    }

    @Test
    @DisplayName("progress: each list once, the number of lists as soon as the policies are known, and the end")
    void progress() {
        written();
        assertEquals("0/8 The identity providers", taken.told.getFirst());
        assertEquals("8/13 The rules of the policy \"Policy 00p1\"", taken.told.get(8));
        assertEquals("13/13 Done", taken.told.getLast());
        assertEquals(14, taken.told.size());
    }
}
