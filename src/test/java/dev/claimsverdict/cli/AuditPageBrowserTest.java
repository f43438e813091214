package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.Browser;
import dev.claimsverdict.testing.TestDocuments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The audit's page in Chromium, opened as a file. Whatever a test does, the page asks for nothing and the console is silent. */
@Tag("browser")
class AuditPageBrowserTest {

    @TempDir
    static Path folder;

    private static Browser browser;
    private static URI org;
    private static URI change;
    private static URI large;

    @BeforeAll
    static void start() throws IOException {
        org = page("org.html", AuditReportsTest.report("html"));
        change = page("change.html", AuditReportsTest.report("html", "--before", AuditReportsTest.BEFORE));
        large = page(
                "large.html", CliRun.of("audit", largeOrg(), "--format", "html").out());
        browser = new Browser();
    }

    private static URI page(String name, String html) throws IOException {
        return Files.writeString(folder.resolve(name), html).toUri();
    }

    /** 60 IdPs and 60 rules; of each ten are alike. */
    private static String largeOrg() throws IOException {
        List<String> objects = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        List<String> amr = List.of("pwd", "otp", "mfa", "hwk", "sms", "face");
        for (int i = 0; i < 60; i++) {
            objects.add(TestDocuments.idp("0oa" + i, ""));
            evidence.add("\"0oa" + i + "\": {\"amr\": [\"" + amr.get(i % 6) + "\"]}");
            String constraint = i % 6 < 2 ? "{}" : "{\"possession\": {\"hardwareProtection\": \"REQUIRED\"}}";
            objects.add(TestDocuments.rule("rul" + i, i % 2 == 0 ? "1FA" : "2FA", "")
                    .replace("\"factorMode\"", "\"constraints\": [" + constraint + "], \"factorMode\""));
        }
        Path large = Files.createDirectory(folder.resolve("large"));
        Files.writeString(large.resolve("org-objects.json"), objects.toString());
        Files.writeString(large.resolve("evidence.json"), "{" + String.join(",", evidence) + "}");
        return large.toString();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void open() {
        browser.load(org);
    }

    @AfterEach
    void nothingIsAskedForAndNothingFails() {
        List<URI> requested = browser.requested();
        assertFalse(requested.isEmpty());
        assertEquals(
                List.of(),
                requested.stream()
                        .filter(uri -> !List.of(org, change, large).contains(uri))
                        .toList());
        assertEquals(List.of(), browser.complaints());
    }

    private static List<String> columns() {
        return browser.all(".matrix thead th[scope=col]").stream()
                .filter(each -> each.isDisplayed())
                .map(each -> each.getText())
                .toList();
    }

    private static List<String> rows() {
        return browser.all(".matrix tbody th[scope=row]").stream()
                .filter(each -> each.isDisplayed())
                .map(each -> each.getText().lines().findFirst().orElse(""))
                .toList();
    }

    private static void type(String css, String text) {
        browser.find(css).clear();
        browser.find(css).sendKeys(text);
    }

    @Test
    @DisplayName("a click on a cell says whose it is and why; Escape closes it and gives the focus back")
    void why() {
        browser.find(".matrix td.s a").click();
        assertTrue(browser.find("dialog").isDisplayed());
        assertEquals("Acme Partners (Keycloak) under MFA for everybody", browser.text("#cell-title"));
        assertTrue(browser.text("#cell-why").contains("Missing: POSSESSION|BIOMETRIC."));
        browser.press(Keys.ESCAPE);
        assertFalse(browser.find("dialog").isDisplayed());
        assertEquals(true, browser.run("return document.activeElement.matches('.matrix td.s a')"));
    }

    @Test
    @DisplayName("the keyboard reaches each cell, opens it and closes it")
    void keyboard() {
        browser.tabTo(".matrix td a");
        browser.press(Keys.ENTER);
        assertTrue(browser.find("dialog").isDisplayed());
        browser.tabTo("dialog button");
        browser.press(Keys.ENTER);
        assertFalse(browser.find("dialog").isDisplayed());
    }

    @Test
    @DisplayName("filters by IdP, by rule or policy, and by verdict leave what was asked for, and say how much")
    void filters() {
        type("#f-idp", "keycloak");
        assertEquals(List.of("Rule", "Acme Partners (Keycloak)"), columns());
        assertEquals("Shown: 5 × 1", browser.text("#filters output"));
        type("#f-rule", "payroll");
        assertEquals(
                List.of("Hardware key only for: groups (1), network ZONE (not evaluated)", "Catch-all Rule"), rows());
        type("#f-idp", "");
        type("#f-rule", "");
        browser.find("#filters input[value=a]").click();
        browser.find("#filters input[value=s]").click();
        browser.find("#filters input[value=u]").click();
        assertEquals(List.of("Catch-all Rule"), rows());
        assertEquals("Shown: 1 × 3", browser.text("#filters output"));
        browser.find("#filters input[value=a]").click();
        browser.find("#filters input[value=s]").click();
        browser.find("#filters input[value=u]").click();
        assertEquals(5, rows().size());
    }

    @Test
    @DisplayName("without scripts each cell leads to its explanation, and nothing is there that does nothing")
    void withoutScript() throws IOException {
        String html = AuditReportsTest.report("html");
        browser.load(page("org.html", html.replaceFirst("<script>[^<]*", "<script>")));
        assertFalse(browser.find("#filters").isDisplayed());
        browser.find(".matrix td.s a").click();
        assertEquals(true, browser.run("return document.querySelector('.why:target').textContent.includes('Missing')"));
        page("org.html", html);
        browser.complaints();
    }

    @Test
    @DisplayName("on a phone nothing but the tables is wider than the screen, and what they hold can be scrolled to")
    void phone() {
        for (URI each : List.of(org, change, large)) {
            browser.load(each);
            browser.width(360, 800);
            assertEquals(
                    true, browser.run("return document.documentElement.scrollWidth <= innerWidth"), each.toString());
        }
    }

    @Test
    @DisplayName("printed, there are no filters, and the tables are whole and in their colors")
    void print() {
        browser.media("print");
        assertFalse(browser.find("#filters").isDisplayed());
        assertEquals("visible", browser.run("return getComputedStyle(document.querySelector('.scroll')).overflowX"));
        assertEquals("exact", browser.run("return getComputedStyle(document.querySelector('td.a')).printColorAdjust"));
    }

    @Test
    @DisplayName("no color says what a sign and a word don't")
    void notByColourAlone() {
        for (String outcome : List.of("a", "s", "r", "u")) {
            String sign = (String) browser.run(
                    "return getComputedStyle(document.querySelector(arguments[0]), '::before').content",
                    "td." + outcome + " a");
            assertEquals(false, sign.equals("none"), sign);
            String word = browser.text("td." + outcome + " a").toLowerCase(Locale.ROOT);
            assertTrue(word.startsWith(outcome), word);
        }
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
    @DisplayName("axe-core finds nothing")
    void accessible(String scheme, int width) throws IOException {
        for (URI each : List.of(org, change, large)) {
            browser.load(each);
            browser.prefers("prefers-color-scheme", scheme);
            browser.width(width, 900);
            assertEquals(
                    scheme.equals("dark") ? "rgb(19, 21, 27)" : "rgb(255, 255, 255)",
                    browser.run("return getComputedStyle(document.body).backgroundColor"));
            assertEquals(List.of(), browser.violations(), each.toString());
        }
        browser.load(org);
        browser.prefers("prefers-color-scheme", scheme);
        browser.find(".matrix td.s a").click();
        assertEquals(List.of(), browser.violations());
    }

    @Test
    @DisplayName("of a large org, equal rows and columns are one, with all their names, which the filters find")
    void large() {
        browser.load(large);
        assertEquals(6, columns().size());
        assertTrue(rows().size() <= 7, rows().toString());
        type("#f-idp", "IdP 0oa6");
        assertEquals(2, columns().size());
    }

    /** With {@code -Dscreenshot.write=true} the README's picture is taken anew, and others, to judge the page by. */
    @Test
    @DisplayName("the README shows the page, 1280 pixels wide, in less than 150 kB")
    void screenshot() throws IOException {
        Path picture = Path.of("docs/audit.png");
        if (Boolean.getBoolean("screenshot.write")) {
            browser.width(1280, 680);
            Files.write(picture, browser.png());
            others();
        }
        assertTrue(Files.readString(Path.of("README.md")).contains("(docs/audit.png)"));
        assertEquals(1280, ImageIO.read(picture.toFile()).getWidth());
        assertTrue(Files.size(picture) < 150_000);
    }

    private static void others() throws IOException {
        Files.createDirectories(Path.of("target"));
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 360)) {
                for (URI each : List.of(org, change, large)) {
                    browser.load(each);
                    browser.prefers("prefers-color-scheme", scheme);
                    browser.width(width, 900);
                    browser.width(
                            width, ((Long) browser.run("return document.documentElement.scrollHeight")).intValue());
                    String name = Path.of(each).getFileName().toString().replace(".html", "");
                    Files.write(
                            Path.of("target", "audit-" + scheme + "-" + width + "-" + name + ".png"), browser.png());
                }
            }
        }
    }
}
