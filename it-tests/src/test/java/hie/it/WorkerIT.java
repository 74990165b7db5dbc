package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.host.Hungry;
import hie.it.host.Sluggish;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Items in operating-system processes of their own, which are killed, and which run out of memory. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class WorkerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String WORKSPACE = "workers";
    private static final int SENDERS = 4;
    private static final int KILLS = 2;
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 60;
    private static final int PORT_OF_KILLED = 2711;
    private static final int PORT_OF_HUNGRY = 2712;

    private final HieServer server;
    private final Rest rest;
    private final Workers workers;

    WorkerIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
        this.workers = new Workers(rest, WORKSPACE);
    }

    @Test
    @Tag("setting:QueuedHost.ExecutionMode")
    void shouldLoseNothingAndKeepTheOrderOfEachKeyWhenWorkersAreKilled() throws Exception {
        server.putExtension(Sluggish.class);
        try (MllpSink sink = MllpSink.open()) {
            rest.apply(WORKSPACE, "killed", killed(sink.port()));
            await().atMost(PATIENCE)
                    .until(() -> workers.pids("killed", "Router").size(), size -> size == 2);
            await().atMost(PATIENCE).until(() -> workers.pids("killed", "Out").size(), size -> size == 1);
            send(PORT_OF_KILLED, "WAIT", "W1");
            List<StubbornSender> senders = IntStream.range(0, SENDERS)
                    .mapToObj(number -> new StubbornSender(number, server.port(PORT_OF_KILLED)))
                    .toList();
            senders.forEach(StubbornSender::start);
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMoreAcknowledged(senders);
                    send(PORT_OF_KILLED, "WAIT", "W" + (kill + 2));
                    workers.killOne("killed", "Router");
                }
                awaitMoreAcknowledged(senders);
            } finally {
                senders.forEach(StubbornSender::stop);
            }
            int all =
                    senders.stream().mapToInt(StubbornSender::acknowledgedSoFar).sum();

            await("keys that do not wait")
                    .atMost(PATIENCE)
                    .until(() -> sink.arrived().size(), arrived -> arrived >= all);
            assertInOrderAndOnce(controlIds(sink), all);
            Files.createFile(server.data().resolve(Sluggish.GO_ON + "WAIT"));
            int withThoseThatWaited = all + KILLS + 1;
            await().atMost(PATIENCE).until(() -> sink.arrived().size(), arrived -> arrived >= withThoseThatWaited);
            assertThat(controlIds(sink)).endsWith("W1", "W2", "W3").hasSize(withThoseThatWaited);
            JsonNode both = rest.itemStatus(WORKSPACE, "killed", "Router").path("workers");
            assertThat(both.findValues("restarts").stream()
                            .mapToInt(JsonNode::asInt)
                            .sum())
                    .isEqualTo(KILLS);
            assertThat(both)
                    .allSatisfy(
                            worker -> assertThat(worker.path("memory").asLong()).isPositive());
            await().atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "killed", "Out")
                                    .path("out")
                                    .asInt(),
                            delivered -> delivered == withThoseThatWaited);
            Counted.say(
                    WorkerIT.class,
                    "%d worker processes killed, %d messages, none lost, none twice, while a key waited",
                    KILLS,
                    withThoseThatWaited);
            workers.remove("killed");
        }
    }

    private static void awaitMoreAcknowledged(List<StubbornSender> senders) {
        int before =
                senders.stream().mapToInt(StubbornSender::acknowledgedSoFar).sum();
        await().atMost(PATIENCE)
                .until(() -> senders.stream()
                                .mapToInt(StubbornSender::acknowledgedSoFar)
                                .sum()
                        >= before + ACKNOWLEDGED_BEFORE_A_KILL);
    }

    private static List<String> controlIds(MllpSink sink) {
        return sink.arrived().stream()
                .map(bytes -> new Hl7Sample(bytes).controlId())
                .toList();
    }

    /** A process moves each message exactly once, whatever becomes of its workers. */
    private static void assertInOrderAndOnce(List<String> arrived, int all) {
        assertThat(arrived).hasSize(all).doesNotHaveDuplicates();
        Map<Integer, Integer> last = new HashMap<>();
        for (String controlId : arrived) {
            Integer before = last.put(StubbornSender.senderOf(controlId), StubbornSender.sequenceOf(controlId));
            assertThat(StubbornSender.sequenceOf(controlId))
                    .as("%s arrived after number %s of the same patient", controlId, before)
                    .isEqualTo(before == null ? 1 : before + 1);
        }
    }

    @Test
    @Tag("setting:QueuedHost.WorkerMemory")
    void shouldGoOnWhenATransformRunsOutOfMemory() throws Exception {
        long engine = server.process().pid();
        server.putExtension(Hungry.class);
        rest.apply(WORKSPACE, "hungry", hungry());
        await().atMost(PATIENCE).until(() -> workers.pids("hungry", "Hungry").size(), size -> size == 1);
        Set<Long> first = workers.pids("hungry", "Hungry");

        send(PORT_OF_HUNGRY, "4711", "FINE1", "ASK", "EAT", "FINE2");
        send(PORT_OF_HUNGRY, "4712", "OTHER");

        Delivered.await(server.files("hungry"), content -> content.contains("FINE1"), 1);
        Delivered.await(server.files("hungry"), content -> content.contains("ASK"), 1);
        await().atMost(PATIENCE).until(() -> suspended("hungry").contains("its worker process has ended 3 times"));
        Delivered.await(server.files("hungry"), content -> content.contains("OTHER"), 1);
        String desk = deskOf("hungry");
        await("FINE2 is held behind EAT")
                .atMost(PATIENCE)
                .until(() -> rest.get(desk).path("count").asInt() == 2);
        assertThat(Delivered.in(server.files("hungry"))).hasSize(3);
        JsonNode head = rest.get(desk).path("messages").path(0);
        rest.post(desk + "/discard", Map.of("ids", List.of(head.path("id").asText())));
        Delivered.await(server.files("hungry"), content -> content.contains("FINE2"), 1);
        await().atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus(WORKSPACE, "hungry", "Hungry")
                                .path("errors")
                                .asInt(),
                        errors -> errors == 1);
        assertThat(workers.pids("hungry", "Hungry")).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(server.process().pid()).isEqualTo(engine);
        assertThat(rest.itemStatus("default", "hospital", "Router")
                        .path("state")
                        .asText())
                .as("items of the engine's own process")
                .isEqualTo("running");
        workers.remove("hungry");
    }

    @Test
    void shouldRunScriptsInAProcessOfTheirOwn() {
        rest.apply(
                WORKSPACE,
                "scripted",
                Map.of(
                        "project.yaml",
                        "workspace: " + WORKSPACE + "\nname: scripted\n",
                        "scripts/Mark.js",
                        "if (msg == 'not wanted') return false;\nmsg = <note>{msg}</note>.toString() + ' seen';\n",
                        "items/In.yaml",
                        "name: In\nclass: HttpService\ntargets: [Script]\n",
                        "items/Script.yaml",
                        "name: Script\nclass: ScriptProcess\nsettings:\n  Script: Mark\n  Inbound: text\n  ExecutionMode: multiprocess\ntargets: [Out]\n",
                        "items/Out.yaml",
                        "name: Out\nclass: FileOperation\nsettings:\n  FilePath: ${data}/files/scripted\n"));
        await().atMost(PATIENCE).until(() -> workers.pids("scripted", "Script").size(), size -> size == 1);
        for (String text : List.of("not wanted", "wanted")) {
            Rest.Answer answer = rest.send(
                    "POST",
                    "/in/" + WORKSPACE + "/scripted/In",
                    "text/plain",
                    text.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }

        Delivered.await(server.files("scripted"), "wanted seen"::equals, 1);
        assertThat(rest.itemStatus(WORKSPACE, "scripted", "Script")
                        .path("errors")
                        .asInt())
                .isZero();
        workers.remove("scripted");
    }

    private String suspended(String project) {
        return rest.get(deskOf(project)).toString();
    }

    private String deskOf(String project) {
        return "/projects/" + rest.projectStatus(WORKSPACE, project).path("id").asText() + "/suspended";
    }

    private void send(int port, String patient, String... controlIds) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(port), PATIENCE)) {
            for (String controlId : controlIds) {
                String text = "MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||"
                        + patient + "\r";
                assertThat(Ack.of(peer.exchange(text.getBytes(StandardCharsets.US_ASCII)))
                                .code())
                        .isEqualTo("AA");
            }
        }
    }

    private static Map<String, String> killed(int sinkPort) {
        return Map.of(
                "project.yaml",
                """
                workspace: %s
                name: killed
                """.formatted(WORKSPACE),
                "items/In.yaml",
                """
                name: In
                class: MllpService
                settings:
                  Port: %d
                targets:
                - Router
                """.formatted(PORT_OF_KILLED),
                "items/Router.yaml",
                """
                name: Router
                class: %s
                settings:
                  ExecutionMode: multiprocess
                  PoolSize: 2
                  OrderKey: PID-3.1
                  RestartDelay: 1
                targets:
                - Out
                """.formatted(Sluggish.class.getName()),
                "items/Out.yaml",
                """
                name: Out
                class: MllpOperation
                settings:
                  ExecutionMode: multiprocess
                  IPAddress: 127.0.0.1
                  Port: %d
                """.formatted(sinkPort));
    }

    private static Map<String, String> hungry() {
        return Map.of(
                "project.yaml",
                """
                workspace: %s
                name: hungry
                """.formatted(WORKSPACE),
                "items/In.yaml",
                """
                name: In
                class: MllpService
                settings:
                  Port: %d
                targets:
                - Hungry
                """.formatted(PORT_OF_HUNGRY),
                "items/Hungry.yaml",
                """
                name: Hungry
                class: %s
                settings:
                  ExecutionMode: multiprocess
                  WorkerMemory: 64
                  OrderKey: PID-3.1
                  HoldKeyOnSuspend: true
                  RestartDelay: 1
                targets:
                - Out
                """.formatted(Hungry.class.getName()),
                "items/Out.yaml",
                """
                name: Out
                class: FileOperation
                settings:
                  FilePath: ${data}/files/hungry
                """);
    }
}
