package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page's words: the edition at the top, words that are explained where they stand, providers, no words of the API. */
class PlaygroundWordsTest extends InBrowser {

    /** Members and constants of the API, and its routes. Okta's own property paths, as the IdP shows them, are fine. */
    private static final Pattern OF_THE_API = Pattern.compile(
            "\\b(evidence|expect|context)\\.\\w+|\\b(wouldSatisfy|amrTable|idToken|accessToken|samlResponse|idpId|claimsSupported|CLAIMS_IDPS)\\b"
                    + "|(?<!/api)/v1/|\\b(KNOWLEDGE|POSSESSION|BIOMETRIC|ACCEPTED|REJECTED|BREAKING)\\b"
                    + "|\\b(?!PRIVATE_KEY_JWT)[A-Z]{3,}_[A-Z_]+\\b|\\b(in|the) jwks\\b|in certificates");

    // Editions

    @Test
    @DisplayName(
            "the edition is at the top with a sentence about it; where editions disagree, one click there switches")
    void edition() {
        assertTrue((Boolean) page.run("""
                const top = (css) => document.querySelector(css).getBoundingClientRect().top;
                return top('#amr-table') < top('main')"""));
        assertEquals(
                "Judged by Okta’s AMR table of this edition, a draft of Okta’s guide and the default here.",
                page.text("#edition-note"));
        assertFalse(page.find("#disagree").isDisplayed());
        page.select("#preset", "any-2");
        page.click("#constraint-hardwareProtection");
        page.click("#amr-pwd");
        page.click("#amr-sms");
        page.click("#amr-face");
        assertEquals("ACCEPTED", page.verdict());
        assertEquals("By edition 2026-07 the verdict differs.", page.text("#disagree-note"));
        page.click("#disagree-switch");
        assertEquals("STEP_UP", page.verdict());
        assertEquals("2026-07", page.value("#amr-table"));
        assertEquals("Judged by Okta’s AMR table of this edition, Okta’s guide of today.", page.text("#edition-note"));
        page.click("#disagree-switch");
        assertEquals("ACCEPTED", page.verdict());
        page.click("#amr-face");
        assertFalse(page.find("#disagree").isDisplayed());
    }

    @Test
    @DisplayName("each edition has its words")
    void everyEdition() {
        page.answer();
        JsonNode editions = TestApi.json((String) page.run(
                "return JSON.stringify([...document.getElementById('amr-table').options].map((each) => each.value))"));
        JsonNode words = TestApi.json((String) page.run("return JSON.stringify(" + constants("EDITIONS") + ")"));
        editions.forEach(edition -> assertTrue(words.has(edition.asText()), edition.asText()));
    }

    /** A constant of words.js, which a module exports. */
    private static String constants(String name) {
        page.module("words.js", "inWords", "A");
        page.run("import('/words.js').then((words) => { window.words = words; })");
        page.until("return window.words !== undefined");
        return "window.words." + name;
    }

    // Words of the API

    @Test
    @DisplayName("no sentence of the catalogue has words of the API in it when the page shows it")
    void catalogue() {
        List<String> told = new ArrayList<>();
        JsonNode findings = TestApi.json(
                        HttpResult.of(TestApi.http("GET", "/v1/findings", null)).body())
                .path("findings");
        findings.forEach(finding -> told.add(
                finding.path("sentence").asText() + " " + finding.path("remedy").asText()));
        assertTrue(told.size() > 80);
        assertNoApiWords(told);
    }

    @Test
    @DisplayName("nor has any message of the golden answers, which have all sentences that are made on the spot")
    void goldenMessages() throws IOException {
        Set<String> told = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            for (Path file : files.filter(each -> each.endsWith("answer.json")).toList()) {
                JsonNode answer = TestApi.json(Files.readString(file));
                told.addAll(answer.findValuesAsText("message"));
            }
        }
        assertTrue(told.size() > 80);
        assertNoApiWords(List.copyOf(told));
    }

    private static void assertNoApiWords(List<String> messages) {
        page.run("import('/plain.js').then(({plain}) => { window.plain = plain; })");
        page.until("return window.plain !== undefined");
        List<?> shown = (List<?>) page.run("return arguments[0].map((each) => window.plain(each))", messages);
        List<String> words = shown.stream()
                .map(Object::toString)
                .filter(message -> OF_THE_API.matcher(message).find())
                .toList();
        assertEquals(List.of(), words);
    }

    @Test
    @DisplayName("nor has what the page itself says, but for the verdict's own word and the finding's code beside it")
    void page() {
        for (String example : List.of(
                "token-step-up.json",
                "token-without-amr.json",
                "idp-that-sends-no-amr.json",
                "idp-from-okta-guide.json",
                "saml-response.json")) {
            page.example(example);
            String text = (String) page.run("""
                    const copy = document.body.cloneNode(true);
                    copy.querySelectorAll('code, pre, textarea, script, noscript, option, .link, .where .hidden').forEach((each) => each.remove());
                    return copy.textContent;""");
            List<String> found = OF_THE_API
                    .matcher(text)
                    .results()
                    .map(match -> match.group())
                    .toList();
            assertEquals(List.of(), found, example);
        }
    }

    @Test
    @DisplayName("created and lastUpdated are no changed fields")
    void created() {
        page.click("[name=question][value=change]");
        page.paste(
                "#after",
                page.value("#before")
                        .replace("2025-03-28", "2026-01-01")
                        .replace("\"trustClaims\": false", "\"trustClaims\": true"));
        assertEquals(List.of("policy.trustClaims"), texts(".changes button"));
    }

    // Providers

    @TestFactory
    @DisplayName("each provider of the list fills in an IdP that can be judged, and leads to its page")
    Stream<DynamicTest> providers() {
        page.answer();
        List<String> names = texts("#providers option").isEmpty()
                ? page.all("#providers option").stream()
                        .map(each -> each.getDomProperty("textContent"))
                        .toList()
                : texts("#providers option");
        assertTrue(names.size() >= 12, names.toString());
        Set<String> pages = new TreeSet<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String value = "provider:" + i;
            String name = names.get(i);
            tests.add(DynamicTest.dynamicTest(name, () -> {
                page.open("");
                page.example(value);
                assertNotNull(page.verdict());
                assertEquals(name, TestApi.json(page.value("#idp")).path("name").asText());
                String link = page.find("#provider-note a").getDomProperty("href");
                pages.add(link.substring(link.indexOf("providers/") + "providers/".length()));
                page.click("[name=question][value=change]");
                page.example(value);
                List<String> codes = codes();
                assertFalse(
                        codes.contains("IDP_MALFORMED")
                                || codes.stream()
                                        .anyMatch(code -> code.endsWith("_MISSING") && code.startsWith("OIDC")),
                        codes.toString());
            }));
        }
        tests.add(DynamicTest.dynamicTest("all pages", () -> {
            try (Stream<Path> files = Files.list(Path.of("docs/providers"))) {
                assertEquals(
                        files.map(file -> file.getFileName().toString().replace(".md", ""))
                                .filter(file -> !file.equals("README"))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        pages);
            }
        }));
        return tests.stream();
    }

    @Test
    @DisplayName("Entra ID's v2.0 endpoints are recognized, and a finding that names a provider's page links it")
    void providerPage() {
        page.click("[name=question][value=change]");
        int entra = page.all("#providers option").stream()
                .map(each -> each.getDomProperty("textContent"))
                .toList()
                .indexOf("Entra ID, v2.0 endpoints");
        page.example("provider:" + entra);
        assertTrue(codes().contains("ENTRA_V2_ENDPOINTS"), codes().toString());
        assertTrue(
                texts(".finding p a").contains("How to make Entra ID send more"),
                texts(".finding p a").toString());
    }

    // Tooltips

    @Test
    @DisplayName("a word's explanation shows on focus, hover and click, can be pointed at, and goes with Escape")
    void tooltip() {
        String word = "#h-claims .term";
        assertEquals("tip-idp", page.find(word).getDomAttribute("aria-describedby"));
        assertTrue(content("#tip-idp").startsWith("Identity provider: the service at which users sign in"));
        assertFalse(page.find("#tip").isDisplayed());
        page.run("document.querySelector(arguments[0]).focus()", word);
        assertTrue(page.find("#tip").isDisplayed());
        assertEquals(content("#tip-idp"), page.text("#tip"));
        page.press(Keys.ESCAPE);
        assertFalse(page.find("#tip").isDisplayed());
        assertEquals(word, page.run("return document.activeElement.matches(arguments[0]) ? arguments[0] : ''", word));
        page.press(Keys.ENTER);
        assertTrue(page.find("#tip").isDisplayed());
        page.run("document.activeElement.blur()");
        assertFalse(page.find("#tip").isDisplayed());
        page.hover(word);
        assertTrue(page.find("#tip").isDisplayed());
        page.hover("#tip");
        assertTrue(page.find("#tip").isDisplayed());
        page.hover("h1");
        assertFalse(page.find("#tip").isDisplayed());
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {320, 1280})
    @DisplayName("every explanation is inside the window, and every word that is marked has one")
    void everyTooltip(int width) {
        page.width(width, 700);
        assertEquals(List.of(), page.all("[data-term]"));
        page.run("document.querySelectorAll('details:not(.share)').forEach((each) => { each.open = true; })");
        List<?> outside = (List<?>) page.run("""
                const outside = [];
                for (const word of document.querySelectorAll('.term')) {
                  if (word.offsetParent === null) continue;
                  word.scrollIntoView({block: 'center'});
                  word.focus();
                  const {left, right, top, bottom} = document.getElementById('tip').getBoundingClientRect();
                  if (left < 0 || right > window.innerWidth || top < 0 || bottom > window.innerHeight || right - left < 50) {
                    outside.push(word.textContent + ' ' + [left, right, top, bottom].join(' '));
                  }
                }
                return outside""");
        assertEquals(List.of(), outside);
        assertTrue(page.all(".picture .term").size() >= 8, "factor types and characteristics");
    }

    @Test
    @DisplayName("a page with an explanation on it is accessible")
    void tooltipAccessible() throws IOException {
        page.run("document.querySelector('#h-rule .term').focus()");
        assertAccessible();
    }

    // The documents

    @TestFactory
    @DisplayName("each document is shown as a page: headings, lists, tables and links, and no marks of Markdown")
    Stream<DynamicTest> documents() throws IOException {
        List<String> documents = new ArrayList<>(List.of("glossary", "rules", "findings", "saml"));
        try (Stream<Path> providers = Files.list(Path.of("docs/providers"))) {
            providers
                    .map(file -> "providers/" + file.getFileName().toString().replace(".md", ""))
                    .sorted()
                    .forEach(documents::add);
        }
        return documents.stream()
                .map(document -> DynamicTest.dynamicTest(document, () -> {
                    page.visit("guide.html?page=" + document);
                    String source = Files.readString(Path.of("docs", document + ".md"));
                    String text = page.text("main");
                    assertAll(
                            () -> assertEquals(
                                    source.lines()
                                            .filter(line -> line.startsWith("# "))
                                            .findFirst()
                                            .orElseThrow()
                                            .substring(2)
                                            .replace("`", ""),
                                    page.text("h1")),
                            () -> assertFalse(
                                    Pattern.compile("\\]\\(|\\*\\*|<!--|<a id|^\\||^```|^#", Pattern.MULTILINE)
                                            .matcher((String) page.run("""
                                    const copy = document.querySelector('main').cloneNode(true);
                                    copy.querySelectorAll('pre, code').forEach((each) => each.remove());
                                    return copy.innerText"""))
                                            .find(),
                                    text),
                            () -> assertEquals(
                                    Pattern.compile("(?m)^#{1,4} ")
                                            .matcher(source.replaceAll("(?s)```.*?```", ""))
                                            .results()
                                            .count(),
                                    (long) page.all("main h1, main h2, main h3, main h4")
                                            .size()));
                    assertEquals(List.of(), page.violations());
                }));
    }

    @Test
    @DisplayName("links between the documents lead to their places, and a page that doesn't exist says so")
    void links() {
        page.run("document.querySelector(\".findings .where a[href^='/guide.html?page=findings']\").click()");
        page.until("return location.pathname === '/guide.html' && document.querySelector('h1') !== null");
        page.until(
                "return document.querySelector(':target') !== null || document.getElementById('characteristics_missing') !== null");
        page.visit("guide.html?page=rules#r4-9");
        page.until("return document.getElementById('r4-9') !== null");
        page.visit("guide.html?page=providers/keycloak");
        assertTrue(page.all("main a[href^='/guide.html?page=findings#']").size() > 0);
        page.visit("guide.html?page=../../pom");
        assertEquals("There is no such page", page.text("h1"));
        page.visit("guide.html");
        assertEquals("There is no such page", page.text("h1"));
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {320, 768})
    @DisplayName("no document has to be scrolled sideways")
    void documentWidths(int width) {
        for (String document : List.of("rules", "providers/README", "providers/keycloak", "glossary")) {
            page.visit("guide.html?page=" + document);
            page.width(width, 800);
            assertEquals(
                    (long) width,
                    page.run("return Math.max(document.documentElement.scrollWidth, window.innerWidth)"),
                    document);
        }
    }
}
