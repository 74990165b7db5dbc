package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The console as its users see it, in a real browser. No page may make the browser complain, in any of these tests. Pictures of
 * every page are left in {@code target/it/pictures}.
 */
class ConsoleIT extends InBrowser {

    private static final String WORKSPACE = "console";

    ConsoleIT(HieServer server) {
        super(server);
    }

    @Test
    void shouldLetInOnlyWhoKnowsThePassword() {
        signIn("admin", "not " + server.password());
        assertThat(browser.text("#failed")).isNotBlank();

        browser.visit("project/list.xhtml");
        assertThat(browser.count("#navProjects")).isZero();

        signIn("admin", server.password());
        assertThat(browser.text("#user")).isEqualTo("admin");
        assertThat(browser.text("#roles")).isEqualTo("administrator");
        assertThat(browser.text("#node")).isNotBlank();

        browser.press("[id='account:signOut']");
        browser.text("#signIn");
        browser.visit("project/list.xhtml");
        browser.text("#signIn");
        assertThat(browser.count("#user")).isZero();
    }

    @Test
    void shouldShowAProjectAndObeyItsButtons() {
        apply("buttons", 2641);
        signIn("admin", server.password());

        browser.press("tr[data-project='console/buttons'] a.name");

        browser.text("#projectState.RUNNING");
        for (String item : List.of("In", "Router", "Out")) {
            browser.text(badge(item, "RUNNING"));
        }
        browser.press(button("Out", "stop"));
        browser.text(badge("Out", "STOPPED"));
        assertThat(itemState("buttons", "Out")).isEqualTo("stopped");
        browser.press(button("Out", "start"));
        browser.text(badge("Out", "RUNNING"));
        assertThat(itemState("buttons", "Out")).isEqualTo("running");
        browser.press(button("Out", "pause"));
        browser.text(badge("Out", "PAUSED"));
        browser.press(button("Out", "resume"));
        browser.text(badge("Out", "RUNNING"));
        browser.press("[id='production:stop']");
        browser.press(".ui-confirmdialog-yes");
        browser.text("#projectState.STOPPED");
        browser.press("[id='production:start']");
        browser.text("#projectState.RUNNING");
        browser.text(badge("In", "RUNNING"));
    }

    @Test
    void shouldDrawTheProcessThatAnItemRuns() {
        rest.apply(
                WORKSPACE,
                "drawn",
                Map.of(
                        "project.yaml",
                        "workspace: console\nname: drawn\n",
                        "processes/Waiting.yaml",
                        "do:\n- choose: Long?\n  cases:\n  - when: request.{PV1:2} = \"I\"\n    do:\n    - delay: 5\n",
                        "items/Waits.yaml",
                        "name: Waits\nclass: BplProcess\nsettings:\n  Process: Waiting\n"));
        signIn("admin", server.password());
        browser.press("tr[data-project='console/drawn'] a.name");

        browser.press("tr[data-item='Waits'] [id$=':process']");

        browser.awaitText(
                "svg.process", text -> text.contains("when request.{PV1:2} = \"I\"") && text.contains("delay 5"));
    }

    @Test
    void shouldTryGoldenMessagesAndAcceptWhatCameOut() {
        rest.apply(
                WORKSPACE,
                "tested",
                Map.of(
                        "project.yaml",
                        "workspace: console\nname: tested\n",
                        "rules/Admissions.yaml",
                        "sets:\n- rules:\n  - name: Inpatients\n    do:\n    - {send: Billing, transform: To_Billing}\n",
                        "transforms/To_Billing.yaml",
                        "create: copy\ndo:\n- {set: \"target.{PID:8}\", value: '\"U\"'}\n",
                        "tests/Inpatient.yaml",
                        "rules: Admissions\nmessage: |\n  MSH|^~\\&|A\n  PID|1||4711|||||F\nexpect:\n  fired: [Inpatients]\n"
                                + "  sends:\n  - target: Billing\n    message: |\n      MSH|^~\\&|A\n      PID|1||4711|||||M\n",
                        "tests/New.yaml",
                        "transform: To_Billing\nmessage: |\n  MSH|^~\\&|A\n  PID|1||4711|||||F\n",
                        "items/Out.yaml",
                        "name: Out\nclass: FileOperation\nsettings:\n  FilePath: ${data}/tested\n"));
        signIn("admin", server.password());
        browser.press("tr[data-project='console/tested'] a.name");

        browser.press("[id='production:tests']");

        assertThat(browser.text("#sum")).isEqualTo("0 of 2 as expected by revision 2");
        assertThat(browser.text("tr[data-test='Inpatient']"))
                .contains("Different", "Billing: PID-8: expected M, was U");
        assertThat(browser.text("tr[data-test='New']")).contains("Nothing expected yet");
        browser.picture(PICTURES.resolve("tests-1280.png"));
        browser.press("tr[data-test='New'] [id$=':accept']");
        browser.press(".ui-confirmdialog-yes");
        browser.awaitText("#sum", text -> text.equals("1 of 2 as expected by revision 3"));
        browser.text("tr[data-test='New'] .badge.PASSED");
    }

    @Test
    void shouldCompareACandidateWithWhatIsDeployedOnStoredMessages(@TempDir Path folder) throws IOException {
        String transform = "create: copy\ndo:\n- {set: \"target.{PID:8}\", value: '\"%s\"'}\n";
        rest.apply(
                WORKSPACE,
                "compared",
                Map.of(
                        "project.yaml",
                        "workspace: console\nname: compared\n",
                        "rules/Admissions.yaml",
                        "sets:\n- rules:\n  - do:\n    - {send: Out, transform: To_Billing}\n",
                        "transforms/To_Billing.yaml",
                        transform.formatted("U"),
                        "items/In.yaml",
                        "name: In\nclass: HttpService\ntargets: [Router]\n",
                        "items/Router.yaml",
                        "name: Router\nclass: RoutingProcess\nsettings:\n  PoolSize: 0\n  BusinessRuleName: Admissions\ntargets: [Out]\n",
                        "items/Out.yaml",
                        "name: Out\nclass: FileOperation\nsettings:\n  FilePath: ${data}/compared\n"));
        await().atMost(PATIENCE).until(() -> itemState("compared", "In").equals("running"));
        Rest.Answer answer = rest.send(
                "POST",
                "/in/" + WORKSPACE + "/compared/In",
                "application/hl7-v2",
                "MSH|^~\\&|A|||||||1\rPID|1||4711|||||F\r".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> rest.messages(Map.of("project", WORKSPACE + "/compared", "item", "Router"))
                                .size()
                        > 0);
        Path candidate = Files.writeString(folder.resolve("To_Billing.yaml"), transform.formatted("X"));
        signIn("admin", server.password());
        browser.press("tr[data-project='console/compared'] a.name");

        browser.press("[id='production:compare']");
        browser.press("[id='compare:item'] option[value='Router']");
        browser.press("[id='compare:run']");

        assertThat(browser.text("#counts")).isEqualTo("1 the same, 0 different, 0 failed, 0 without content");
        browser.choose("[id='compare:files']", candidate);
        browser.press("[id='compare:run']");

        browser.awaitText("#counts", text -> text.startsWith("0 the same, 1 different"));
        assertThat(browser.text("tr.changed")).contains("Out: PID-8: deployed U, now X");
        assertThat(browser.overflow()).isZero();
        browser.picture(PICTURES.resolve("compare-1280.png"));
    }

    @Test
    void shouldShowByItselfWhatOthersDid() {
        String project = apply("poll", 2642);
        signIn("admin", server.password());
        browser.press("tr[data-project='console/poll'] a.name");
        browser.text(badge("Out", "RUNNING"));

        rest.post("/projects/" + project + "/items/Out/stop", null);

        browser.text(badge("Out", "STOPPED"));
    }

    @Test
    void shouldFindAMessageAndShowItsWayAndItsContent() throws IOException {
        apply("find", 2643);
        signIn("admin", server.password());
        send(2643, "FIND1", "Findable^Frieda");
        send(2643, "FIND2", "Other^Olga");
        awaitCompleted("find", 2);

        browser.press("#navMessages");
        browser.write("[id='filter:project']", "console/find");
        browser.write("[id='filter:controlId']", "FIND1");
        browser.press("[id='filter:search']");

        browser.awaitText("[id='found:messages']", found -> found.contains("FIND1") && !found.contains("FIND2"));
        assertThat(browser.address().getQuery()).contains("controlId=FIND1");
        browser.press("[id='found:messages'] a");
        browser.awaitText("h1", title -> title.contains("ADT_A01") && title.contains("FIND1"));
        assertThat(browser.text("#status")).isEqualTo("Completed");
        assertThat(browser.text("#patient")).isEqualTo("4711");
        assertThat(browser.text("#trace")).contains("In", "Router", "Out", "rule line 1");
        assertThat(browser.text("[id='session:content']")).doesNotContain("Findable");
        browser.press("[id$=':look']");
        assertThat(browser.text("#body")).contains("PID|1||4711||Findable^Frieda");
        assertThat(browser.text("[id='session:content']")).contains("MSA|AA|FIND1");
    }

    @Test
    void shouldGoThroughMessagesPageByPage() throws IOException {
        apply("pages", 2644);
        signIn("admin", server.password());
        try (MllpPeer peer = MllpPeer.connect(server.port(2644), PATIENCE)) {
            for (int i = 0; i < 51; i++) {
                String controlId = "PAGE%03d".formatted(i);
                assertThat(Ack.of(peer.exchange(message(controlId, "Page^Paula")))
                                .code())
                        .isEqualTo("AA");
            }
        }
        awaitCompleted("pages", 51);

        browser.visit("message/search.xhtml?project=console/pages");

        browser.awaitText("[id='found:messages']", page -> page.contains("PAGE050") && !page.contains("PAGE000"));
        browser.press("[id='found:older']");
        browser.awaitText("[id='found:messages']", page -> page.contains("PAGE000") && !page.contains("PAGE050"));
        browser.press("[id='found:newer']");
        browser.awaitText("[id='found:messages']", page -> page.contains("PAGE050") && !page.contains("PAGE000"));
    }

    @Test
    void shouldShowAViewerStatesAndTracesButNeitherButtonsNorContent() throws IOException {
        String project = apply("view", 2645);
        rest.post("/users", Map.of("name", "vera", "password", PASSWORD, "roles", List.of("viewer")));
        send(2645, "VIEW1", "Secret^Sabine");
        awaitCompleted("view", 1);
        signIn("vera", PASSWORD);

        browser.visit("project/view.xhtml?id=" + project);
        browser.text(badge("Out", "RUNNING"));
        assertThat(browser.count("[id$=':messages']")).isPositive();
        for (String verb : List.of("add", "edit", "start", "stop", "pause", "resume", "restart")) {
            assertThat(browser.count("[id$=':" + verb + "']")).as(verb).isZero();
        }

        browser.visit("message/search.xhtml?project=console/view&controlId=VIEW1");
        assertThat(browser.count("[id='filter:patientId']")).isZero();
        assertThat(browser.text("[id='found:messages']")).contains("VIEW1").doesNotContain("4711");
        browser.press("[id='found:messages'] a");
        assertThat(browser.text("#trace")).contains("Router");
        assertThat(browser.text("#patient")).doesNotContain("4711");
        assertThat(browser.count("[id$=':look']")).isZero();
        assertThat(browser.text("[id='session:content']")).isNotBlank();
        assertThat(browser.text("body")).doesNotContain("Secret", "4711");
    }

    @Test
    void shouldSayWhenThereIsNoSuchPage() {
        signIn("admin", server.password());
        browser.text("#user");

        browser.visit("project/view.xhtml?id=none");

        browser.text("#error");
        assertThat(browser.complaints())
                .as("what the browser says of a page that is missing, so that no other test is blind to it")
                .singleElement()
                .asString()
                .contains("404");
        browser.press("#home");
        browser.text("tr[data-project='default/hospital']");
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "1920, 1080"})
    void shouldFitTheWindow(int width, int height) throws IOException {
        String controlId = "W" + width;
        try (MllpPeer peer = MllpPeer.connect(server.hospitalPort(), PATIENCE)) {
            assertThat(Ack.of(peer.exchange(result(controlId))).code()).isEqualTo("AA");
        }
        await("message " + controlId + " in the warehouse")
                .atMost(PATIENCE)
                .until(() -> rest.messages(Map.of("project", "default/hospital", "controlId", controlId)).stream()
                        .anyMatch(message -> message.path("status").asText().equals("completed")));
        browser.resize(width, height);

        browser.visit("");
        browser.text("#signIn");
        assertFits("sign-in", width);
        signIn("admin", server.password());
        browser.text("tr[data-project='default/hospital']");
        assertFits("projects", width);
        browser.press("tr[data-project='default/hospital'] a.name");
        browser.text(badge("To Receiver", "RUNNING"));
        assertFits("project", width);
        browser.press("#navMessages");
        browser.text("[id='found:messages']");
        assertFits("messages", width);
        browser.visit("message/search.xhtml?project=default/hospital&controlId=" + controlId);
        browser.press("[id='found:messages'] a");
        browser.press("[id$=':look']");
        browser.text("#body");
        browser.text("[id$=':look']:enabled");
        assertFits("message", width);
    }

    private void assertFits(String page, int width) {
        browser.picture(PICTURES.resolve(page + "-" + width + ".png"));
        assertThat(browser.overflow())
                .as("pixels by which %s is wider than %d", page, width)
                .isZero();
    }

    private static String badge(String item, String state) {
        return "tr[data-item='" + item + "'] .badge." + state;
    }

    private static String button(String item, String verb) {
        return "tr[data-item='" + item + "'] [id$=':" + verb + "']";
    }

    private String itemState(String project, String item) {
        return rest.itemStatus(WORKSPACE, project, item).path("state").asText();
    }

    private void send(int basePort, String controlId, String name) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            assertThat(Ack.of(peer.exchange(message(controlId, name))).code()).isEqualTo("AA");
        }
    }

    private void awaitCompleted(String project, int messages) {
        await(messages + " messages of " + project + " in the warehouse")
                .atMost(PATIENCE)
                .until(
                        () -> rest.messages(Map.of("project", WORKSPACE + "/" + project, "status", "completed"))
                                .size(),
                        count -> count == messages);
    }

    private static byte[] message(String controlId, String name) {
        return ("MSH|^~\\&|HIS|WARD|HIE|HUB|20260101000000||ADT^A01^ADT_A01|" + controlId
                        + "|P|2.5\rEVN|A01|20260101000000\rPID|1||4711||" + name + "\rPV1|1|I|W1^101^1\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] result(String controlId) {
        return """
                MSH|^~\\&|PAS|NORTHSIDE|HIE|HUB|20260101124542||ORU^R01^ORU_R01|%1$s|P|2.5||||||UNICODE UTF-8
                PID|1||700116^^^NORTHSIDE^MR||Morgan^Rhys||19630715|F|||74 Harbour Row^^Northside^^NS1 3AA
                OBR|1|%1$s||CBC^Full blood count^L|||20260101120000
                OBX|1|NM|HGB^Haemoglobin^L||137|g/L|115-165|N|||F
                OBX|2|NM|WBC^White cells^L||7.9|10*9/L|4-11|N|||F
                OBX|3|NM|PLT^Platelets^L||191|10*9/L|150-400|N|||F
                """.formatted(controlId).replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
    }

    /** Applies a chain of three items, waits until it runs and gives the project's id. */
    private String apply(String project, int port) {
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
                        - Router
                        """.formatted(port),
                        "items/Router.yaml",
                        """
                        name: Router
                        class: RoutingProcess
                        settings:
                          Rules: otherwise send Out
                        targets:
                        - Out
                        """,
                        "items/Out.yaml",
                        """
                        name: Out
                        class: FileOperation
                        settings:
                          FilePath: ${data}/files/%s
                        """.formatted(project)));
        await("project " + project + " to run")
                .atMost(PATIENCE)
                .until(
                        () -> rest.projectStatus(WORKSPACE, project)
                                .path("state")
                                .asText(),
                        "running"::equals);
        return rest.projectStatus(WORKSPACE, project).path("id").asText();
    }
}
