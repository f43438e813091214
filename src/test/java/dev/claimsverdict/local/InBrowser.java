package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.openqa.selenium.WebElement;

/**
 * The playground as its users have it, in Chromium: before a gateway of this test's own or, with
 * {@code -Dplayground.url}, before that of {@code quarkus:dev}. Whatever a test does, no request leaves the page's
 * origin and the console stays silent.
 */
@Tag("browser")
abstract class InBrowser {

    private static LocalGateway gateway;
    static String address;
    static PlaygroundPage page;

    @BeforeAll
    static void start() throws IOException {
        gateway = new LocalGateway(
                0, Program::answer, new Playground(Path.of("src/local/page"), Path.of("examples"), Path.of("docs")));
        address = System.getProperty("playground.url", "http://localhost:" + gateway.port() + "/");
        page = new PlaygroundPage(address);
    }

    @AfterAll
    static void stop() {
        page.close();
        gateway.close();
    }

    @BeforeEach
    void open() {
        page.open("");
    }

    @AfterEach
    void nothingWentElsewhereAndNothingFailed() {
        List<URI> requested = page.requested();
        assertFalse(requested.isEmpty());
        assertEquals(
                List.of(),
                requested.stream()
                        .filter(uri -> !uri.toString().startsWith(address)
                                && !List.of("data", "about").contains(uri.getScheme()))
                        .toList());
        assertEquals(List.of(), page.complaints());
    }

    /** The codes of the findings shown, in their order. */
    static List<String> codes() {
        page.settled();
        return page.all(".findings li").stream()
                .map(each -> String.valueOf(each.getDomAttribute("data-code")))
                .toList();
    }

    /** The displayed texts of elements. */
    static List<String> texts(String css) {
        return page.all(css).stream().map(WebElement::getText).toList();
    }

    /** The text of an element, displayed or not. */
    static String content(String css) {
        return page.find(css).getDomProperty("textContent");
    }

    /** axe-core has nothing to say of the page as it is. */
    static void assertAccessible() throws IOException {
        page.settled();
        assertEquals(List.of(), page.violations());
    }
}
