package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** An org's files on the page: every IdP against every rule, and from a cell to its sign-in. */
class PlaygroundMatrixTest extends InBrowser {

    private static final String PARTNERS = "0oa3rmyd0GTuaQdPt806";
    private static final String ENTRA = "0oa41pq6xYwN7sEzV806";
    private static final String ADMINISTRATORS = "0pr6b1kqz0XcVbNmA806";

    private static ObjectNode org() throws IOException {
        return (ObjectNode) TestApi.json(Files.readString(Path.of("examples/org.json")));
    }

    /** The example's org as claims-verdict snapshot writes it. */
    private static Path snapshot(Path folder) throws IOException {
        Files.writeString(folder.resolve("idps.json"), org().path("idps").toPrettyString());
        Files.writeString(folder.resolve("rules.json"), org().path("rules").toPrettyString());
        Files.writeString(folder.resolve("policies.json"), """
                [{"id": "0po5w9pyxEJdLSGC8806", "name": "Payroll", "type": "ACCESS_POLICY", "priority": 1}]""");
        Files.writeString(folder.resolve("authenticators.json"), "[{\"id\": \"aut1\", \"key\": \"okta_password\"}]");
        Files.writeString(folder.resolve("org.json"), "{\"engine\": \"CLASSIC\", \"claimsSourcingFixed\": true}");
        Files.writeString(folder.resolve("snapshot.json"), "{\"format\": 1, \"whole\": true, \"notRead\": []}");
        Files.writeString(
                folder.resolve("evidence.json"), org().path("evidence").toPrettyString());
        return folder;
    }

    private static String cell(String idp, String rule) {
        return ".matrix [data-idp='" + idp + "'][data-rule='" + rule + "']";
    }

    private static void waitForMatrix() {
        page.until("return document.querySelector('.matrix') !== null");
        page.settled();
    }

    @Test
    @DisplayName(
            "a folder that is dropped anywhere is the org: its IdPs, rules, names of policies, settings and evidence")
    void folder(@TempDir Path folder) throws IOException {
        page.drop("h1", snapshot(folder));
        waitForMatrix();
        assertTrue(
                page.text("#pasted").startsWith("The whole org is judged: 3 IdPs and 4 rules."), page.text("#pasted"));
        JsonNode answer = page.answer();
        assertAll(
                () -> assertEquals(answer.path("verdict").asText(), page.verdict()),
                () -> assertEquals(
                        answer.path("matrix").size(),
                        page.all(".matrix td button").size()),
                () -> assertEquals(
                        answer.path("idps").size(), page.all(".matrix tbody tr").size()),
                () -> assertEquals("CLASSIC", page.value("#org-engine")),
                () -> assertTrue(page.curl().contains("\"claimsSourcingFixed\":true")),
                () -> assertTrue(
                        texts(".matrix thead th").contains("Payroll:\nAdministrators")
                                || texts(".matrix thead th").contains("Payroll: Administrators"),
                        texts(".matrix thead th").toString()));
        for (JsonNode each : answer.path("matrix")) {
            assertEquals(
                    each.path("verdict").asText(),
                    page.find(cell(
                                    each.path("idpId").asText(),
                                    each.path("ruleId").asText()))
                            .getDomAttribute("data-verdict"));
        }
    }

    @Test
    @DisplayName("files dropped together are the org, too; what isn't used is named, and a snapshot with gaps says so")
    void files(@TempDir Path folder) throws IOException {
        snapshot(folder);
        Files.writeString(
                folder.resolve("snapshot.json"),
                "{\"format\": 1, \"whole\": false, \"notRead\": [{\"call\": \"a\"}, {}]}");
        Path notes = Files.writeString(folder.resolve("notes.txt"), "hello");
        page.drop(
                "#idp",
                folder.resolve("idps.json"),
                folder.resolve("rules.json"),
                folder.resolve("snapshot.json"),
                notes);
        waitForMatrix();
        assertEquals(
                "The whole org is judged: 3 IdPs and 4 rules. The snapshot is incomplete: 2 lists could not be read from Okta. Not used: notes.txt.",
                page.text("#pasted p"));
        page.drop("body", notes, notes);
        page.until("return document.getElementById('pasted').textContent.startsWith('None of these files')");
        assertEquals(3, page.all(".matrix tbody tr").size());
        page.drop("h1", Files.createDirectory(folder.resolve("empty")));
        page.until("return document.getElementById('pasted').textContent.startsWith('This folder has no files')");
    }

    @Test
    @DisplayName("a folder can be opened with a button")
    void openFolder(@TempDir Path folder) throws IOException {
        page.click("[name=question][value=org]");
        assertEquals("Not yet", page.text(".badge h2"));
        assertTrue(page.find("#open-folder").isDisplayed());
        page.find("#folder").sendKeys(snapshot(folder).toAbsolutePath().toString());
        waitForMatrix();
        assertEquals(3, page.all(".matrix tbody tr").size());
    }

    @Test
    @DisplayName(
            "a cell opens its sign-in with that IdP and rule, whose verdict is the cell's; the matrix is one click away")
    void cells() throws IOException {
        page.example("org.json");
        waitForMatrix();
        JsonNode matrix = page.answer().path("matrix");
        for (JsonNode each : matrix) {
            if (each.path("verdict").asText().equals("UNKNOWN")) {
                continue;
            }
            page.click(cell(each.path("idpId").asText(), each.path("ruleId").asText()));
            assertEquals(each.path("verdict").asText(), page.verdict(), each.toString());
            assertEquals(
                    each.path("idpId").asText(),
                    TestApi.json(page.value("#idp")).path("id").asText());
            assertEquals(
                    each.path("ruleId").asText(),
                    TestApi.json(page.value("#rule")).path("id").asText());
            assertFalse(page.find("#snap-idps").isDisplayed());
            page.click("[name=question][value=org]");
            waitForMatrix();
        }
        assertTrue(matrix.size() > 4);
    }

    @Test
    @DisplayName("a cell of an IdP of which nothing is known opens without values, and says so; undo goes back")
    void unknownCell() throws IOException {
        ObjectNode org = org();
        org.remove("evidence");
        page.clipboard("body", org.toString());
        waitForMatrix();
        page.click(cell(PARTNERS, ADMINISTRATORS));
        assertTrue(page.text("#pasted").startsWith("Nothing shows what this IdP sends."), page.text("#pasted"));
        assertEquals(0, page.all("#amr input:checked").size());
        page.click("#undo");
        waitForMatrix();
        assertTrue(page.find("#snap-idps").isDisplayed());
    }

    @Test
    @DisplayName("the cell says what is missing and what flips, in words, also to those who don't see it")
    void cellWords() {
        page.example("org.json");
        waitForMatrix();
        String label = page.find(cell(PARTNERS, ADMINISTRATORS)).getDomAttribute("aria-label");
        assertEquals("Step up: Partners under Administrators. Missing: Hardware-protected.", label);
        assertTrue(page.find(cell(ENTRA, ADMINISTRATORS))
                .getDomAttribute("aria-label")
                .contains("known to send can’t satisfy this rule"));
        assertTrue(page.text(".legend").contains("It changes if trust is switched."));
        page.run("document.querySelector(arguments[0]).focus()", cell(PARTNERS, ADMINISTRATORS));
        page.press(Keys.ENTER);
        page.settled();
        assertEquals("STEP_UP", page.verdict());
    }

    @Test
    @DisplayName("a finding leads to the IdP in the files")
    void pointers() {
        page.example("org.json");
        waitForMatrix();
        page.click("[data-idp='0oa4c8rtm2LkJhGfD806'] .findings button[data-pointer^='/idps/2']");
        assertEquals("snap-idps", page.run("return document.activeElement.id"));
        assertFalse(page.selection().isEmpty());
    }

    @Test
    @DisplayName("of a list of IdPs all can be taken as the org, and a list of rules then adds to it")
    void lists() throws IOException {
        page.clipboard("body", org().path("idps").toString());
        page.select("#choice", "3");
        page.click("#use");
        waitForMatrix();
        assertEquals(3, page.all(".matrix tbody tr").size());
        assertEquals(0, page.all(".matrix td").size());
        page.clipboard("body", org().path("rules").toString());
        assertEquals(4, page.all(".matrix thead th").size() - 1);
    }

    @Test
    @DisplayName("no link has the org's files in it; they survive a reload, without tokens and secrets")
    void kept() throws IOException {
        ObjectNode org = org();
        ((ObjectNode) org.at("/idps/0/protocol/credentials/client")).put("client_secret", "hush");
        ((ObjectNode) org.path("evidence")).putObject("0oa4c8rtm2LkJhGfD806").put("samlResponse", "hush");
        page.clipboard("body", org.toString());
        waitForMatrix();
        assertFalse(((String) page.run("return JSON.stringify({...sessionStorage})")).contains("hush"));
        page.reload();
        assertEquals(3, page.all(".matrix tbody tr").size());
        page.run("document.getElementById('share').open = true");
        page.click("#copy-link");
        page.until("return document.getElementById('share-said').textContent !== ''");
        page.open((String) page.run("return location.hash"));
        assertEquals("", page.value("#snap-idps"));
        assertEquals("Not yet", page.text(".badge h2"));
    }

    @Test
    @DisplayName(
            "an org larger than the API takes is sent without what no rule reads, and refused with the command line's name")
    void large() throws IOException {
        ObjectNode org = org();
        ((ObjectNode) org.at("/idps/0/_links")).put("filler", "x".repeat(300_000));
        page.clipboard("body", org.toString());
        waitForMatrix();
        assertEquals(3, page.all(".matrix tbody tr").size());
        ((ObjectNode) org.at("/idps/0")).put("filler", "x".repeat(300_000));
        page.clipboard("body", org.toString());
        assertTrue(page.text(".finding p").contains("claims-verdict audit"), page.text(".finding p"));
    }

    @Test
    @DisplayName("what an org names its IdPs and rules stays text, and one id twice is refused with its place")
    void hostile() throws IOException {
        ObjectNode org = org();
        ((ObjectNode) org.at("/idps/0")).put("name", "<img src=x onerror=alert(1)>");
        ((ObjectNode) org.at("/rules/0")).put("name", "<script>alert(1)</script>");
        page.clipboard("body", org.toString());
        waitForMatrix();
        assertTrue(page.text(".matrix").contains("<img src=x onerror=alert(1)>"));
        assertEquals(0L, page.run("return document.querySelectorAll('main img, main script').length"));
        ((ArrayNode) org.path("idps")).add(org.at("/idps/0"));
        page.clipboard("body", org.toString());
        assertEquals("Unprocessable Content", page.text(".badge h2"));
        page.click(".findings button[data-pointer]");
        assertEquals("snap-idps", page.run("return document.activeElement.id"));
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {320, 768, 1280})
    @DisplayName("the matrix is accessible, and scrolls by itself instead of the page")
    void accessible(int width) throws IOException {
        page.width(width, 900);
        page.example("org.json");
        waitForMatrix();
        assertAccessible();
        assertEquals(
                (long) width, page.run("return Math.max(document.documentElement.scrollWidth, window.innerWidth)"));
    }

    @Test
    @DisplayName("the whole org can be taken as text")
    void asText() throws IOException {
        page.example("org.json");
        waitForMatrix();
        page.run("document.getElementById('share').open = true");
        page.click("#copy-text");
        page.until("return document.getElementById('share-said').textContent !== ''");
        String text = page.text("#verdict-text");
        assertTrue(text.startsWith("The whole org: At risk (AT_RISK)"), text);
        assertTrue(text.contains("Partners under Administrators: Step up"), text);
    }
}
