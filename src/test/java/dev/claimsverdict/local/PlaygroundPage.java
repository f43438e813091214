package dev.claimsverdict.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.Browser;
import dev.claimsverdict.testing.TestApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.WebElement;
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
}
