package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hie.it.browser.Browser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a real browser, a new one for each test. No page may make the browser complain, in any of them. */
@ExtendWith({SharedServer.class, CountedPassed.class})
abstract class InBrowser {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Path PICTURES =
            Path.of(System.getProperty("hie.it.directory", "target/it")).resolve("pictures");
    static final String PASSWORD = "wide-open-door-17";

    final HieServer server;
    final Rest rest;
    Browser browser;

    InBrowser(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @BeforeAll
    static void needBrowser(TestInfo test) {
        if (!Browser.isInstalled()) {
            Counted.say(test.getTestClass().orElseThrow(), "skipped: %s", Browser.missing());
        }
        assumeTrue(Browser.isInstalled(), Browser::missing);
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(URI.create("http://127.0.0.1:" + server.port(8080) + "/"));
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            try (Browser closing = browser) {
                assertThat(closing.complaints()).isEmpty();
            }
        }
    }

    /** Returns when the console has answered, with a page or a refusal. */
    final void signIn(String user, String password) {
        browser.visit("");
        browser.write("#username", user);
        browser.write("#password", password);
        browser.press("#signIn");
        browser.text("#user, #failed");
    }
}
