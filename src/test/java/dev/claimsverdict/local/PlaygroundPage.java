package dev.claimsverdict.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.Browser;
import dev.claimsverdict.testing.TestApi;
import java.util.List;
import java.util.Map;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The playground in a Chromium, by what a user sees and does. Each answer waits until the verdict shown belongs to the
 * inputs as they are.
 */
final class PlaygroundPage extends Browser {

    private final String address;

    /**
     * Starts the browser.
     *
     * @param address where the page is, with a slash at the end
     */
    PlaygroundPage(String address) {
        this.address = address;
    }

    /** Loads the page as in a new tab, light, 1280 pixels wide, with this fragment. */
    void open(String fragment) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
        width(1280, 900);
        driver.get(address + "guide.html");
        run("sessionStorage.clear()");
        driver.get(address + fragment);
        settled();
    }

    /** Loads the page again in the same tab. */
    void reload() {
        driver.navigate().refresh();
        settled();
    }

    /** Loads another page of the same origin. */
    void visit(String path) {
        driver.get(address + path);
        until("return document.querySelector('h1') !== null");
    }

    /** What a function of one of the page's modules returns, as JSON has it. */
    JsonNode module(String file, String function, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        Object answer = driver.executeAsyncScript("""
                const [file, name, given, done] = arguments;
                import(file).then((module) => Promise.resolve(module[name](...given)))
                  .then((value) => done(JSON.stringify(value ?? null)), (error) => done('"failed: ' + error.message + '"'));
                """, "/" + file, function, List.of(arguments));
        return TestApi.json((String) answer);
    }

    /** Pastes a text as the clipboard does: into a field, or into the page where no field is meant. */
    void clipboard(String css, String text) {
        run("""
                const data = new DataTransfer();
                data.setData('text/plain', arguments[1]);
                const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
                if (arguments[0].dispatchEvent(event) && arguments[0].value !== undefined) {
                  arguments[0].value = arguments[1];
                  arguments[0].dispatchEvent(new Event('input', {bubbles: true}));
                }
                """, find(css), text);
        settled();
    }

    /** Waits until the verdict shown is that of the inputs as they are. */
    void settled() {
        until("const d = document.documentElement.dataset; return d.judged !== undefined && d.judged === d.revision");
    }

    /** Clicks what a label is about; radio buttons lie under their label's text. */
    void click(String css) {
        run("arguments[0].click()", find(css));
        settled();
    }

    void select(String css, String value) {
        new Select(find(css)).selectByValue(value);
        settled();
    }

    /** Chooses an example; its file has to come first, so the state changes later. */
    void example(String file) {
        Object before = run("return document.documentElement.dataset.revision");
        new Select(find("#example")).selectByValue(file);
        new WebDriverWait(driver, PATIENCE)
                .until(_ -> !before.equals(run("return document.documentElement.dataset.revision")));
        settled();
    }

    /** Puts a text into a field in place of what is there, as pasting does. */
    void paste(String css, String text) {
        run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                find(css),
                text);
        settled();
    }

    /** The verdict's own word, as the badge has it. */
    String verdict() {
        settled();
        return text(".badge h2 code");
    }

    /** The JSON that the API answered. */
    JsonNode answer() {
        settled();
        return TestApi.json((String) run("return document.querySelector('.raw pre').textContent"));
    }

    /** The curl command for the same request. */
    String curl() {
        settled();
        return (String) run("return document.querySelectorAll('.raw pre')[1].textContent");
    }

    /** What is selected in the focused field. */
    String selection() {
        return (String) run("const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd)");
    }

    /** Moves the mouse onto an element. */
    void hover(String css) {
        new Actions(driver).moveToElement(find(css)).perform();
    }

    /** Drops files or folders of the disk onto an element, as from a file manager. */
    void drop(String css, Path... files) {
        WebElement onto = find(css);
        Map<String, Object> data = Map.of(
                "items",
                List.of(),
                "files",
                Stream.of(files).map(file -> file.toAbsolutePath().toString()).toList(),
                "dragOperationsMask",
                1);
        Map<?, ?> at = (Map<?, ?>) run("""
                arguments[0].scrollIntoView({block: 'center'});
                const {left, top, width, height} = arguments[0].getBoundingClientRect();
                return {x: left + width / 2, y: top + height / 2}""", onto);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            driver.executeCdpCommand(
                    "Input.dispatchDragEvent", Map.of("type", type, "x", at.get("x"), "y", at.get("y"), "data", data));
        }
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Presses Tab until the focus is where it should go, as far as a patient user would. */
    void tabTo(String css) {
        for (int i = 0; i < 60; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
        }
        throw new AssertionError("Tab never comes to " + css);
    }

    /** What the browser wrote to its console since it was last asked, but for what informs, as of a 422 that it got. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("the server responded with a status of 422"))
                .toList();
    }

    /** The addresses that the browser asked for since it was last asked. */
    List<URI> requested() {
        List<URI> requested = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = TestApi.json(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                requested.add(URI.create(message.at("/params/request/url").asText()));
            }
        }
        return requested;
    }

    /** What axe-core finds against WCAG 2.2 A and AA and its own best practices, a line each. */
    List<String> violations() throws IOException {
        try (InputStream axe = PlaygroundPage.class.getResourceAsStream("/axe.min.js")) {
            run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        // The longest document takes axe-core several seconds on a quiet machine.
        driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(6));
        Object found = driver.executeAsyncScript("""
                const done = arguments[0];
                axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done(violations.flatMap(
                  ({id, help, nodes}) => nodes.map((node) => `${id}: ${help}: ${node.html}: ${node.failureSummary}`))));
                """);
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    /** The window as a PNG. */
    byte[] png() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }
}
