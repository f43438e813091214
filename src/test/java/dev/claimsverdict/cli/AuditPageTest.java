package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The HTML pages, without a browser: valid, and whole in themselves. */
class AuditPageTest {

    private static final List<String> PAGES = List.of(
            AuditReportsTest.report("html"), AuditReportsTest.report("html", "--before", AuditReportsTest.BEFORE));

    @Test
    @DisplayName("the HTML standard finds no error, and the check of that can fail")
    void valid() {
        for (String page : PAGES) {
            assertTrue(HtmlElements.of(page).size() > 50);
            assertThrows(AssertionError.class, () -> HtmlElements.of(page.replaceFirst("<main>", "<main><b></i>")));
        }
    }

    @Test
    @DisplayName("its policy allows its own style and script by their hashes, and nothing else")
    void policy() throws Exception {
        for (String page : PAGES) {
            assertTrue(page.contains(
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
                            + hash(page, "style") + "'; script-src '" + hash(page, "script")
                            + "'; base-uri 'none'; form-action 'none'\">"));
        }
    }

    private static String hash(String page, String element) throws Exception {
        Matcher content = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertTrue(content.find());
        String only = content.group(1);
        assertFalse(content.find(), "there is one " + element);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(only.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    @DisplayName("nothing is loaded, and links lead within the page or to the findings' sources")
    void wholeInItself() {
        for (String page : PAGES) {
            for (String element : HtmlElements.of(page)) {
                assertFalse(element.matches("(?i)(link|img|iframe|object|embed|audio|video|source|base) ?.*"), element);
                assertFalse(
                        element.contains(" src=") || element.contains(" style=") || element.contains(" on"), element);
                if (element.startsWith("a ")) {
                    assertTrue(
                            element.matches("a href=#[wf][0-9]+")
                                    || element.matches("a rel=noreferrer href=https://\\S+"),
                            element);
                }
            }
            assertFalse(page.contains("url(") || page.contains("@import"));
        }
    }

    @Test
    @DisplayName("each cell leads to its explanation, and each finding that is named to the finding")
    void links() {
        List<String> elements = HtmlElements.of(PAGES.getFirst());
        List<String> targets = elements.stream()
                .flatMap(element ->
                        Pattern.compile(" href=#(\\S+)").matcher(element).results())
                .map(found -> " id=" + found.group(1))
                .distinct()
                .toList();
        assertEquals(
                List.of(),
                targets.stream()
                        .filter(target ->
                                elements.stream().noneMatch(element -> (element + " ").contains(target + " ")))
                        .toList());
        assertTrue(targets.size() > 5);
    }
}
