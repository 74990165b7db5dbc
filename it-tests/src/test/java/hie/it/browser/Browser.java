package hie.it.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium of this machine's own with a fresh profile; nothing is downloaded. Elements are named by CSS selectors. Every look
 * and every touch waits up to {@link #PATIENCE}, because pages replace parts of themselves at any moment. For one thread.
 */
public final class Browser implements AutoCloseable {

    /** How long a page may take to show what is expected of it. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver");
    private static final Duration POLL = Duration.ofMillis(100);

    /** Warns at each start that the typed commands for this browser's version are not there; nobody here uses them. */
    private static final Logger TYPED_COMMANDS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        TYPED_COMMANDS.setLevel(Level.OFF);
    }

    private final ChromeDriver driver;
    private final URI base;

    private Browser(ChromeDriver driver, URI base) {
        this.driver = driver;
        this.base = base;
    }

    /** Whether this machine has a browser and its driver. */
    public static boolean isInstalled() {
        return onPath(BROWSERS).isPresent() && onPath(DRIVERS).isPresent();
    }

    /** What to install when there is none. */
    public static String missing() {
        return "no browser on this machine; install one with: apt-get install chromium chromium-driver";
    }

    private static Optional<Path> onPath(List<String> programs) {
        return programs.stream()
                .flatMap(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a browser for the pages below {@code base}, 1280 by 800; its driver makes and removes the profile. */
    public static Browser open(URI base) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath(BROWSERS).orElseThrow().toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath(DRIVERS).orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), base);
        browser.resize(1280, 800);
        return browser;
    }

    /** Gives the page a width and a height, in pixels. */
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Goes to a page, by its path below the base. */
    public void visit(String path) {
        driver.get(base.resolve(path).toString());
    }

    /** Where the browser is. */
    public URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** Waits until an element can be seen, and says what is written in it. */
    public String text(String selector) {
        return await("'" + selector + "' to be seen")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> visible(selector).map(WebElement::getText), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until what is written in an element fits. */
    public void awaitText(String selector, Predicate<String> expected) {
        await("the text of '" + selector + "'")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> visible(selector).map(WebElement::getText).filter(expected), Optional::isPresent);
    }

    /** How many elements there are at this moment, seen or not. */
    public int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** Presses a button or follows a link, once it is there and enabled. */
    public void press(String selector) {
        touch(selector, WebElement::click);
    }

    /** Writes into a field, in place of what is there. */
    public void write(String selector, String text) {
        touch(selector, field -> {
            field.clear();
            field.sendKeys(text);
        });
    }

    /** Chooses files in a field for files. */
    public void choose(String selector, Path... files) {
        String paths = Arrays.stream(files).map(Path::toString).collect(Collectors.joining("\n"));
        touch(selector, field -> field.sendKeys(paths));
    }

    private void touch(String selector, Consumer<WebElement> hand) {
        await("'" + selector + "' to be touched")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    Optional<WebElement> element = visible(selector).filter(WebElement::isEnabled);
                    element.ifPresent(hand);
                    return element.isPresent();
                });
    }

    private Optional<WebElement> visible(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst();
    }

    /** By how many pixels the page is wider than its window; 0 when it fits. */
    public long overflow() {
        return ((Number) driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** What the browser complained of since it was asked last: errors of scripts, resources that are missing, breaches of policy. */
    public List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Takes a picture of what can be seen now. */
    public void picture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the browser. */
    @Override
    public void close() {
        driver.quit();
    }
}
