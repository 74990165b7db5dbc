package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.host.LateStarter;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a project and its items, ruled through the API. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class LifecycleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROUTES = "otherwise send Out";

    private final HieServer server;
    private final Rest rest;

    LifecycleIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldBuildAProjectPieceByPieceAndObeyEveryVerb() throws Exception {
        rest.post("/workspaces", Map.of("name", "pieces", "description", "made by a test"));
        String id = rest.post("/workspaces/pieces/projects", Map.of("name", "pieces"))
                .path("id")
                .asText();
        String project = "/projects/" + id;
        rest.post(project + "/items", item("In", "MllpService", Map.of("Port", "2601")));
        rest.post(project + "/items", item("Router", "RoutingProcess", Map.of("PoolSize", "0", "Rules", ROUTES)));
        rest.post(project + "/items", item("Out", "FileOperation", Map.of("FilePath", "${data}/files/pieces")));
        rest.post(project + "/connections", Map.of("from", "In", "to", "Router"));
        rest.post(project + "/connections", Map.of("from", "Router", "to", "Out"));

        assertThat(state(rest.post(project + "/deploy", null))).isEqualTo("stopped");
        assertThat(state(rest.post(project + "/start", null))).isEqualTo("running");
        assertThat(exchange(2601, "LIFE1").code()).isEqualTo("AA");
        assertThat(state(rest.post(project + "/pause", null))).isEqualTo("paused");
        assertThat(state(rest.post(project + "/resume", null))).isEqualTo("running");
        assertThat(state(rest.post(project + "/restart", null))).isEqualTo("running");
        assertThat(state(rest.post(project + "/reload", null))).isEqualTo("running");
        assertThat(exchange(2601, "LIFE2").code()).isEqualTo("AA");
        Delivered.await(server.files("pieces"), content -> content.contains("|LIFE"), 2);
        String out = project + "/items/Out";
        assertThat(state(rest.post(out + "/pause", null))).isEqualTo("paused");
        assertThat(state(rest.post(out + "/resume", null))).isEqualTo("running");
        assertThat(state(rest.post(out + "/stop", null))).isEqualTo("stopped");
        assertThat(exchange(2601, "LIFE3").code()).isEqualTo("AA");
        awaitDepth("pieces", "pieces", "Out", 1);
        assertThat(state(rest.post(out + "/start", null))).isEqualTo("running");
        Delivered.await(server.files("pieces"), content -> content.contains("|LIFE"), 3);
        assertThat(state(rest.post(project + "/stop", null))).isEqualTo("stopped");
        assertThat(refusesConnections(2601)).isTrue();
    }

    @Test
    void shouldRestartOnlyTheItemThatChanged() throws Exception {
        Map<String, String> files = new HashMap<>(chain("reload", 2602));
        rest.apply("life", "reload", files);
        awaitState("reload", "running");

        try (MllpPeer peer = MllpPeer.connect(server.port(2602), PATIENCE)) {
            assertThat(Ack.of(peer.exchange(message("RELOAD1"))).code()).isEqualTo("AA");
            Delivered.await(server.files("reload"), content -> content.contains("RELOAD1"), 1);
            JsonNode before = rest.itemStatus("life", "reload", "In");
            files.put("items/Out.yaml", files.get("items/Out.yaml").replace("files/reload", "files/reload2"));

            JsonNode changed = rest.apply("life", "reload", files);

            awaitState("reload", "running");
            JsonNode after = rest.itemStatus("life", "reload", "In");
            assertThat(changed.path("changes")).hasSize(1);
            assertThat(after.path("in").asLong()).isEqualTo(1);
            assertThat(after.path("lastActivity")).isEqualTo(before.path("lastActivity"));
            assertThat(rest.itemStatus("life", "reload", "Out").path("in").asLong())
                    .as("the changed item counts from its new start")
                    .isZero();
            assertThat(Ack.of(peer.exchange(message("RELOAD2"))).code())
                    .as("on the connection that was open before")
                    .isEqualTo("AA");
        }
        Delivered.await(server.files("reload2"), content -> content.contains("RELOAD2"), 1);
        assertThat(Delivered.in(server.files("reload"))).hasSize(1);
    }

    @Test
    void shouldLetNothingThroughAPausedItemThatIsChanged() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            Map<String, String> files = new HashMap<>(chain("paused", 2931));
            files.put("items/Out.yaml", """
                    name: Out
                    class: MllpOperation
                    settings:
                      IPAddress: 127.0.0.1
                      Port: %d
                    """.formatted(sink.port()));
            rest.apply("life", "paused", files);
            awaitState("paused", "running");
            String project = "/projects/"
                    + rest.projectStatus("life", "paused").path("id").asText() + "/items/";
            assertThat(state(rest.post(project + "Out/pause", null))).isEqualTo("paused");
            assertThat(exchange(2931, "PAUSED1").code()).isEqualTo("AA");
            awaitDepth("life", "paused", "Out", 1);
            assertThat(state(rest.post(project + "In/pause", null))).isEqualTo("paused");
            files.put("items/Out.yaml", files.get("items/Out.yaml") + "  RetryInterval: 7\n");
            files.put("items/In.yaml", files.get("items/In.yaml").replace("settings:", "settings:\n  IdleTimeout: 7"));

            rest.apply("life", "paused", files);

            for (String item : List.of("In", "Out")) {
                assertThat(state(rest.itemStatus("life", "paused", item))).isEqualTo("paused");
            }
            assertThat(refusesConnections(2931)).isTrue();
            assertThat(rest.itemStatus("life", "paused", "Out")
                            .path("queueDepth")
                            .asInt())
                    .isEqualTo(1);
            assertThat(sink.arrived()).isEmpty();

            assertThat(state(rest.post(project + "In/resume", null))).isEqualTo("running");
            assertThat(state(rest.post(project + "Out/resume", null))).isEqualTo("running");
            assertThat(exchange(2931, "PAUSED2").code()).isEqualTo("AA");
            await().atMost(PATIENCE).until(() -> sink.arrived().size() == 2);
        }
    }

    @Test
    void shouldRouteByARuleSetAndRestartOnlyWhatUsesTheTableThatChanged() throws Exception {
        Map<String, String> files = new HashMap<>(chain("rules", 2606));
        files.put(
                "items/Router.yaml",
                files.get("items/Router.yaml").replace("Rules: otherwise send Out", "BusinessRuleName: Site.Rules"));
        files.put("tables/Patients.csv", "4711,known\n");
        files.put("rules/Site.Rules.yaml", """
                # a comment that is kept
                sets:
                - rules:
                  - name: Known patients
                    constraint: {source: In, msgClass: EnsLib.HL7.Message, docName: ADT_A01}
                    do:
                    - when: Lookup("Patients", HL7.{PID:PatientIdentifierList(1).IDNumber}) = "known"
                      do:
                      - send: Out
                        transform: Site.Mark
                      - return:
                """);
        files.put("transforms/Site.Mark.yaml", """
                create: copy
                do:
                - set: target.{PID:PatientName(1).FamilyName}
                  value: '"Marked"'
                """);
        Map<String, String> faulty = new HashMap<>(files);
        faulty.put("rules/Site.Rules.yaml", files.get("rules/Site.Rules.yaml").replace("send: Out", "send: Nowhere"));

        assertThat(rest.send("POST", Rest.project("life", "rules") + "/plan", Map.of("files", faulty))
                        .toString())
                .startsWith("400")
                .contains("rule set 'Site.Rules', rule 'Known patients', line 9", "no connection to 'Nowhere'");
        rest.apply("life", "rules", files);
        awaitState("rules", "running");
        assertThat(exchange(2606, "RULES1").code()).isEqualTo("AA");
        Delivered.await(
                server.files("rules"),
                content -> content.contains("RULES1") && content.contains("PID|1||4711||Marked\r"),
                1);
        files.put("tables/Patients.csv", "9,known\n");

        JsonNode changed = rest.apply("life", "rules", files);

        awaitState("rules", "running");
        assertThat(changed.path("changes"))
                .singleElement()
                .satisfies(change -> assertThat(change.path("kind").asText()).isEqualTo("lookup table"));
        assertThat(rest.itemStatus("life", "rules", "In").path("in").asLong())
                .as("the service was not restarted")
                .isEqualTo(1);
        assertThat(rest.itemStatus("life", "rules", "Router").path("in").asLong())
                .as("the router was")
                .isZero();
        assertThat(exchange(2606, "RULES2").code()).isEqualTo("AA");
        await("the second message is traced with the reason why it went nowhere")
                .atMost(PATIENCE)
                .until(() -> trace("RULES2"), text -> text.contains("sent nowhere"));
        assertThat(trace("RULES1"))
                .contains("rule 'Known patients' of 'Site.Rules': when holds, line 7; send Out by Site.Mark");
        assertThat(Delivered.in(server.files("rules"))).hasSize(1);
        assertThat(rest.get(Rest.project("life", "rules") + "/export")
                        .path("files")
                        .path("rules/Site.Rules.yaml")
                        .asText())
                .isEqualTo(files.get("rules/Site.Rules.yaml"));
        String id = rest.projectStatus("life", "rules").path("id").asText();
        assertThat(rest.get("/projects/" + id + "/tables").toString()).isEqualTo("[\"Patients\"]");
        assertThat(new String(rest.bytes("/projects/" + id + "/tables/Patients"), StandardCharsets.UTF_8))
                .isEqualTo("9,known\n");
    }

    /** Everything that the warehouse says of a message's session. */
    private String trace(String controlId) {
        return rest.messages(Map.of("controlId", controlId)).stream()
                .map(message -> rest.get("/sessions/" + message.path("session").asText())
                        .toString())
                .reduce("", String::concat);
    }

    @Test
    void shouldSayWhichPortIsTakenAndRecoverWhenItIsFree() throws Exception {
        int port = server.port(2603);
        try (ServerSocket somebody = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(somebody.isBound()).isTrue();
            rest.apply("life", "taken", chain("taken", 2603));

            awaitState("taken", "troubled");
            JsonNode in = rest.itemStatus("life", "taken", "In");
            assertThat(in.path("state").asText()).isEqualTo("troubled");
            assertThat(in.path("reason").asText()).contains(String.valueOf(port));
            assertThat(rest.itemStatus("life", "taken", "Out").path("state").asText())
                    .isEqualTo("running");
        }
        awaitState("taken", "running");
        assertThat(exchange(2603, "TAKEN1").code()).isEqualTo("AA");
    }

    @Test
    void shouldReachTheDesiredStateAfterAKillInMidDeploy() throws Exception {
        int operations = 25;
        Map<String, String> files = new HashMap<>(chain("middle", 2604));
        for (int i = 0; i < operations; i++) {
            files.put("items/Extra%d.yaml".formatted(i), """
                    name: Extra %d
                    class: FileOperation
                    settings:
                      FilePath: ${data}/files/extra%d
                    """.formatted(i, i));
        }
        files.put("items/Late.yaml", """
                name: Late
                class: %s
                targets:
                - Out
                """.formatted(LateStarter.class.getName()));
        try (HieServer own = HieServer.start("mid-deploy", Map.of("HIE_SAMPLE", "false"))) {
            own.putExtension(LateStarter.class);
            Rest api = own.rest();
            CompletableFuture<JsonNode> apply = CompletableFuture.supplyAsync(() -> api.apply("life", "middle", files));
            await().atMost(PATIENCE).until(() -> isHalfDeployed(api));
            api.apply("life", "beside", chain("beside", 2605));
            assertThat(running(api.projectStatus("life", "beside")))
                    .as("another project, while an item is still starting")
                    .containsExactlyInAnyOrder("In", "Router", "Out");
            assertThat(apply).isNotDone();
            own.kill();

            assertThat(apply)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(IOException.class);
            own.startAgain();
            assertThat(running(own.rest().projectStatus("life", "middle")))
                    .as("the server's start does not wait for it")
                    .hasSize(operations + 3)
                    .doesNotContain("Late");
            Files.createFile(own.data().resolve(LateStarter.GO_ON));
            await().atMost(PATIENCE)
                    .until(
                            () -> running(own.rest().projectStatus("life", "middle"))
                                    .size(),
                            count -> count == operations + 4);
        }
    }

    /** The kill hits while the operations run and the process before them has yet to start. */
    private static boolean isHalfDeployed(Rest api) {
        for (JsonNode project : api.get("/status").path("projects")) {
            if (project.path("name").asText().equals("middle")
                    && running(project).contains("Out")) {
                return !running(project).contains("Late");
            }
        }
        return false;
    }

    private static List<String> running(JsonNode project) {
        List<String> running = new ArrayList<>();
        for (JsonNode item : project.path("items")) {
            if (item.path("state").asText().equals("running")) {
                running.add(item.path("name").asText());
            }
        }
        return running;
    }

    private void awaitState(String project, String wanted) {
        await("project " + project + " " + wanted)
                .atMost(PATIENCE)
                .until(() -> state(rest.projectStatus("life", project)), wanted::equals);
    }

    /** The broker counts a message a moment after it has come or gone. */
    private void awaitDepth(String workspace, String project, String item, int depth) {
        await("queue of " + item)
                .atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus(workspace, project, item)
                                .path("queueDepth")
                                .asInt(),
                        found -> found == depth);
    }

    private Ack exchange(int basePort, String controlId) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            return Ack.of(peer.exchange(message(controlId)));
        }
    }

    private boolean refusesConnections(int basePort) throws IOException {
        try {
            MllpPeer.connect(server.port(basePort), PATIENCE).close();
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }

    private static String state(JsonNode projectOrItem) {
        return projectOrItem.path("state").asText();
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||4711\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Object> item(String name, String className, Map<String, String> settings) {
        return Map.of("name", name, "className", className, "settings", settings);
    }

    @Test
    void shouldStepAnItemMessageByMessageAndPipelineAnother() throws Exception {
        try (MllpSink sink = MllpSink.open();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            rest.apply("life", "modes", modes(sink.port(), silent.getLocalPort()));
            awaitState("modes", "running");
            String stepped = "/projects/"
                    + rest.projectStatus("life", "modes").path("id").asText() + "/items/Stepped";
            assertThat(state(rest.post(stepped + "/pause", null))).isEqualTo("paused");
            try (MllpPeer peer = MllpPeer.connect(server.port(2721), PATIENCE)) {
                for (int i = 1; i <= 40; i++) {
                    assertThat(Ack.of(peer.exchange(message("MODE" + i))).code())
                            .isEqualTo("AA");
                }
            }

            await().atMost(PATIENCE).until(() -> sink.arrived().size() == 40);
            awaitDepth("life", "modes", "Stepped", 40);
            assertThat(sink.arrived())
                    .extracting(LifecycleIT::controlId)
                    .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 40)
                            .mapToObj(i -> "MODE" + i)
                            .toList());
            JsonNode first = rest.post(stepped + "/step", null);
            assertThat(first.path("outcome").asText()).isEqualTo("completed");
            assertThat(rest.post(stepped + "/step", null).path("message").asText())
                    .isNotEqualTo(first.path("message").asText());
            Delivered.await(server.files("modes"), content -> content.contains("|MODE"), 2);
            awaitDepth("life", "modes", "Stepped", 38);
            assertThat(state(rest.post(stepped + "/resume", null))).isEqualTo("running");
            Delivered.await(server.files("modes"), content -> content.contains("|MODE"), 40);
            assertThat(rest.send("POST", stepped + "/step", null).status()).isEqualTo(409);
            await().atMost(PATIENCE)
                    .until(() -> rest.get("/projects/"
                                    + rest.projectStatus("life", "modes")
                                            .path("id")
                                            .asText() + "/suspended")
                            .toString()
                            .contains("MessageTimeout"));
        }
    }

    private static String controlId(byte[] message) {
        return new String(message, StandardCharsets.US_ASCII).split("\\|")[9];
    }

    private static Map<String, String> modes(int far, int silent) {
        String out = """
                name: %s
                class: MllpOperation
                settings:
                  IPAddress: 127.0.0.1
                  Port: %d
                  %s
                """;
        return Map.of(
                "project.yaml",
                """
                workspace: life
                name: modes
                """,
                "items/In.yaml",
                """
                name: In
                class: MllpService
                settings:
                  Port: 2721
                targets:
                - All
                """,
                "items/All.yaml",
                """
                name: All
                class: FanOutProcess
                settings:
                  Pattern: async_reliable
                targets:
                - Stepped
                - Far
                - Slow
                """,
                "items/Stepped.yaml",
                """
                name: Stepped
                class: FileOperation
                settings:
                  ExecutionMode: single_process
                  FilePath: ${data}/files/modes
                """,
                "items/Far.yaml",
                out.formatted("Far", far, "ExecutionMode: async"),
                "items/Slow.yaml",
                out.formatted("Slow", silent, "MessageTimeout: 1\n  HoldKeyOnSuspend: true\n  ResponseTimeout: 3600"));
    }

    private static Map<String, String> chain(String project, int port) {
        return Map.of(
                "project.yaml",
                """
                workspace: life
                name: %s
                """.formatted(project),
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
                  PoolSize: 0
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
                """.formatted(project));
    }
}
