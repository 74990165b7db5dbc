package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.browser.Browser;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console's pages for what needs somebody: suspended messages, incidents, revisions to go back to. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class ConsoleDeskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES =
            Path.of(System.getProperty("hie.it.directory", "target/it")).resolve("pictures");
    private static final String WORKSPACE = "desk";

    private final HieServer server;
    private final Rest rest;
    private Browser browser;

    ConsoleDeskIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @BeforeAll
    static void needBrowser() {
        if (!Browser.isInstalled()) {
            Counted.say(ConsoleDeskIT.class, "skipped: %s", Browser.missing());
        }
        assumeTrue(Browser.isInstalled(), Browser::missing);
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(URI.create("http://127.0.0.1:" + server.port(8080) + "/"));
        browser.visit("");
        browser.write("#username", "admin");
        browser.write("#password", server.password());
        browser.press("#signIn");
        browser.text("#user");
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            try (Browser closing = browser) {
                assertThat(closing.complaints()).isEmpty();
            }
        }
    }

    @Test
    void shouldSendSuspendedMessagesAgainCorrectThemAndDiscardThem() throws IOException {
        try (MllpSink sink = refusing()) {
            apply("suspended", 2681, sink.port(), "Out");
            send(2681, "DESK1", "DESK2", "DESK3", "DESK4");
            await().atMost(PATIENCE).until(() -> suspended("suspended"), count -> count == 4);

            browser.press("#navSuspended");
            browser.write("[id='filter:project']", WORKSPACE + "/suspended");
            browser.press("[id='filter:search']");
            awaitCount(4);
            assertThat(browser.count("tr[data-suspension]")).isEqualTo(4);
            assertThat(browser.text("#suspended")).contains("Out", "AE");
            browser.press("tr[data-suspension] [id$=':look']");
            browser.awaitText("#body", body -> body.contains("PID|1||4711"));

            sink.answer("AA");
            browser.press("tr[data-suspension] [id$=':retry']");
            awaitCount(3);
            browser.press("tr[data-suspension] [id$=':discard']");
            browser.press(".ui-confirmdialog-yes");
            awaitCount(2);
            browser.press("tr[data-suspension] [id$=':look']");
            browser.text("#body");
            browser.write(
                    "[id='found:correction']",
                    new String(message("CORRECTED"), StandardCharsets.US_ASCII).replace('\r', '\n'));
            browser.press("[id='found:retryCorrected']");
            awaitCount(1);
            browser.press("[id='found:retryAll']");
            browser.press(".ui-confirmdialog-yes");

            browser.text("#nothing");
            await().atMost(PATIENCE).until(() -> sink.arrived().size(), arrived -> arrived == 4 + 3);
            assertThat(sink.arrived())
                    .filteredOn(bytes -> new String(bytes, StandardCharsets.US_ASCII).contains("|CORRECTED|"))
                    .hasSize(1);
            assertThat(suspended("suspended")).isZero();
        }
    }

    @Test
    void shouldCorrectAndDiscardTheChosenAndAllWithTheirNumberShownFirst() throws IOException {
        try (MllpSink sink = refusing()) {
            apply("many", 2840, sink.port(), "Out");
            send(2840, "MANY1", "MANY2", "MANY3", "MANY4", "MANY5");
            await().atMost(PATIENCE).until(() -> suspended("many"), count -> count == 5);
            sink.answer("AA");
            browser.visit("suspended/list.xhtml?project=" + WORKSPACE + "/many");
            awaitCount(5);

            tick(1, 1);
            tick(2, 2);
            browser.write("[id='found:path']", "PID-8");
            browser.write("[id='found:value']", "U");
            browser.press("[id='found:tryOnChosen']");
            browser.awaitText("#trial", text -> text.contains("Messages: 2") && text.contains("changed by it: 2"));
            browser.press("[id='found:sendCorrected']");
            browser.press(".ui-confirmdialog-yes");
            awaitCount(3);
            await().atMost(PATIENCE).until(() -> sink.arrived().size(), arrived -> arrived == 5 + 2);
            assertThat(sink.arrived())
                    .filteredOn(bytes -> new String(bytes, StandardCharsets.US_ASCII).contains("Example^Erika|||U\r"))
                    .hasSize(2);

            tick(1, 1);
            browser.press("[id='found:discardChosen']");
            browser.press(".ui-confirmdialog-yes");
            awaitCount(2);
            browser.press("[id='found:discardAll']");
            browser.awaitText(".ui-confirm-dialog", text -> text.contains("Messages: 2"));
            browser.press(".ui-confirmdialog-yes");
            browser.text("#nothing");
            assertThat(suspended("many")).isZero();
        }
    }

    /** Ticks a row, from 1, and waits until the page says how many are ticked. */
    private void tick(int row, int chosen) {
        browser.press("tr[data-suspension]:nth-child(" + row + ") [id$=':choose']");
        browser.awaitText("[id='found:many']", text -> text.contains("Discard chosen (" + chosen + ")"));
    }

    @Test
    void shouldWorkOnOneMessageAfterTheOtherAtThePressOfAButton() throws IOException {
        rest.apply(
                WORKSPACE,
                "steps",
                Map.of("project.yaml", """
                        workspace: %s
                        name: steps
                        """.formatted(WORKSPACE), "items/In.yaml", """
                        name: In
                        class: MllpService
                        settings:
                          Port: 2722
                        targets:
                        - Out
                        """, "items/Out.yaml", """
                        name: Out
                        class: FileOperation
                        settings:
                          ExecutionMode: single_process
                          FilePath: ${data}/files/steps
                        """));
        String id = rest.projectStatus(WORKSPACE, "steps").path("id").asText();
        rest.post("/projects/" + id + "/items/Out/pause", null);
        send(2722, "STEP1", "STEP2");

        browser.visit("project/view.xhtml?id=" + id);
        browser.press("tr[data-item='Out'] [id$=':step']");

        browser.awaitText("#step", text -> text.contains("Completed"));
        await().atMost(PATIENCE)
                .until(() -> rest.itemStatus(WORKSPACE, "steps", "Out")
                                .path("queueDepth")
                                .asInt()
                        == 1);
        await("its message in the warehouse")
                .atMost(PATIENCE)
                .until(() -> !rest.messages(Map.of("project", WORKSPACE + "/steps", "controlId", "STEP1"))
                        .isEmpty());
        browser.press("[id='production:trace']");
        browser.awaitText("h1", title -> title.contains("STEP1"));
    }

    @Test
    void shouldShowTheWorkerProcessesOfAnItem() {
        rest.apply(
                WORKSPACE,
                "processes",
                Map.of(
                        "project.yaml",
                        "workspace: " + WORKSPACE + "\nname: processes\n",
                        "items/Out.yaml",
                        "name: Out\nclass: FileOperation\nsettings:\n  ExecutionMode: multiprocess\n"
                                + "  FilePath: ${data}/files/processes\n"));
        await().atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus(WORKSPACE, "processes", "Out")
                                .path("state")
                                .asText(),
                        "running"::equals);
        JsonNode worker =
                rest.itemStatus(WORKSPACE, "processes", "Out").path("workers").get(0);

        browser.visit("project/view.xhtml?id="
                + rest.projectStatus(WORKSPACE, "processes").path("id").asText());

        assertThat(browser.text("tr[data-item='Out'] .workers li"))
                .contains("process " + worker.path("pid").asText(), " MB", "0 processed", "0 failed", "0 restarts");
        rest.apply(WORKSPACE, "processes", Map.of("project.yaml", "workspace: " + WORKSPACE + "\nname: processes\n"));
    }

    @Test
    void shouldShowAnIncidentAndWhoHasSeenIt() throws IOException {
        try (MllpSink sink = refusing()) {
            apply("incidents", 2682, sink.port(), "Faulty destination");
            send(2682, "INC1");
            browser.press("#navIncidents");

            browser.awaitText("[id='incidents']", text -> text.contains("desk/incidents"));
            String row =
                    "tr[data-incident='" + incident("desk/incidents").path("id").asText() + "']";
            assertThat(browser.text(row)).contains("Faulty destination", "message failed");
            browser.press(row + " [id$=':acknowledge']");

            browser.awaitText(row, text -> text.contains("admin"));
            assertThat(browser.count(row + " [id$=':acknowledge']")).isZero();
            assertThat(incident("desk/incidents").path("acknowledgedBy").asText())
                    .isEqualTo("admin");
        }
    }

    @Test
    void shouldShowWhatRevisionsChangedAndRollBack() throws IOException {
        apply("revisions", 2683, 1, "Out");
        apply("revisions", 2683, 2, "Out");
        JsonNode status = rest.projectStatus(WORKSPACE, "revisions");
        int second = status.path("revision").asInt();

        browser.visit("project/revisions.xhtml?id=" + status.path("id").asText());
        browser.press("tr[data-revision='" + (second - 1) + "'] [id$=':show']");
        browser.awaitText("#changes", text -> text.contains("Port") && text.contains("Out"));
        browser.press("tr[data-revision='" + (second - 1) + "'] [id$=':rollBack']");
        browser.press(".ui-confirmdialog-yes");

        browser.text("tr[data-revision='" + (second + 1) + "'] .badge.RUNNING");
        assertThat(rest.projectStatus(WORKSPACE, "revisions").path("revision").asInt())
                .isEqualTo(second + 1);
        assertThat(rest.get("/projects/" + status.path("id").asText() + "/revisions/" + (second + 1) + "/changes?since="
                        + (second - 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280, 800, 2684", "1920, 1080, 2685"})
    void shouldFitTheWindow(int width, int height, int port) throws IOException {
        String project = "width" + width;
        try (MllpSink sink = refusing()) {
            apply(project, port, sink.port(), "To the laboratory");
            send(port, "FIT1", "FIT2");
            await().atMost(PATIENCE).until(() -> suspended(project), count -> count == 2);
            browser.resize(width, height);

            browser.visit("suspended/list.xhtml?project=" + WORKSPACE + "/" + project);
            browser.press("tr[data-suspension] [id$=':look']");
            browser.text("#body");
            assertFits("suspended", width);
            browser.visit("incident/list.xhtml");
            browser.awaitText("[id='incidents']", text -> text.contains(project));
            assertFits("incidents", width);
            JsonNode status = rest.projectStatus(WORKSPACE, project);
            browser.visit("project/revisions.xhtml?id=" + status.path("id").asText() + "&revision="
                    + status.path("revision").asInt());
            browser.text("#changes");
            assertFits("revisions", width);
        }
    }

    private void assertFits(String page, int width) {
        browser.picture(PICTURES.resolve(page + "-" + width + ".png"));
        assertThat(browser.overflow())
                .as("pixels by which %s is wider than %d", page, width)
                .isZero();
    }

    private void awaitCount(int count) {
        browser.awaitText("#count", text -> text.endsWith(" " + count));
    }

    private static MllpSink refusing() throws IOException {
        MllpSink sink = MllpSink.open();
        sink.answer("AE");
        return sink;
    }

    private int suspended(String project) {
        return rest.get("/projects/"
                        + rest.projectStatus(WORKSPACE, project).path("id").asText() + "/suspended")
                .path("count")
                .asInt();
    }

    private JsonNode incident(String project) {
        for (JsonNode incident : rest.get("/incidents?state=open&project=" + Rest.encoded(project))) {
            return incident;
        }
        throw new AssertionError("no open incident of " + project);
    }

    private void send(int basePort, String... controlIds) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            for (String controlId : controlIds) {
                assertThat(Ack.of(peer.exchange(message(controlId))).code()).isEqualTo("AA");
            }
        }
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|HIS|WARD|HIE|HUB|20260101000000||ADT^A01^ADT_A01|" + controlId
                        + "|P|2.5\rPID|1||4711||Example^Erika\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void apply(String project, int port, int destination, String operation) {
        rest.apply(
                WORKSPACE,
                project,
                Map.of(
                        "project.yaml",
                        """
                        workspace: %s
                        name: %s
                        """.formatted(WORKSPACE, project),
                        "items/In.yaml",
                        """
                        name: In
                        class: MllpService
                        settings:
                          Port: %d
                        targets:
                        - %s
                        """.formatted(port, operation),
                        "items/Out.yaml",
                        """
                        name: %s
                        class: MllpOperation
                        settings:
                          IPAddress: 127.0.0.1
                          Port: %d
                          AlertOnError: true
                        """.formatted(operation, destination)));
        await("project " + project + " to run")
                .atMost(PATIENCE)
                .until(
                        () -> rest.projectStatus(WORKSPACE, project)
                                .path("state")
                                .asText(),
                        "running"::equals);
    }
}
