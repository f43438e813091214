package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
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
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium, by what its user sees and does. The driver is that of the system ({@code -Dchromedriver}); none is ever downloaded. */
public class Browser implements AutoCloseable {

    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    protected final ChromeDriver driver;

    /** Starts the browser. */
    public Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("chromium", "/usr/bin/chromium"));
        // Chromium's sandbox doesn't work for root, which CI is; the page is our own.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(System.getProperty("chromedriver", "/usr/bin/chromedriver")))
                        .build(),
                options);
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Loads a page, light, 1280 pixels wide. */
    public void load(URI page) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
        width(1280, 900);
        driver.get(page.toString());
    }

    /** The media that the page is shown on, such as {@code print}. */
    public void media(String media) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", media));
    }

    /** The width and height of the window in CSS pixels, as the page sees it. */
    public void width(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the user's system prefers, such as {@code prefers-color-scheme} {@code dark}. */
    public void prefers(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Waits until a script answers true. */
    public void until(String script) {
        new WebDriverWait(driver, PATIENCE).until(_ -> Boolean.TRUE.equals(run(script)));
    }

    public Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The text of an element as it is displayed. */
    public String text(String css) {
        return find(css).getText();
    }

    public String value(String css) {
        return (String) run("return arguments[0].value", find(css));
    }

    /** Moves the mouse onto an element. */
    public void hover(String css) {
        new Actions(driver).moveToElement(find(css)).perform();
    }

    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Presses Tab until the focus is where it should go, as far as a patient user would. */
    public void tabTo(String css) {
        for (int i = 0; i < 60; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
        }
        throw new AssertionError("Tab never comes to " + css);
    }

    /** What the browser wrote to its console since it was last asked, but for what informs, as of a 422 that it got. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("the server responded with a status of 422"))
                .toList();
    }

    /** The addresses that the browser asked for since it was last asked. */
    public List<URI> requested() {
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
    public List<String> violations() throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
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
    public byte[] png() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }
}
