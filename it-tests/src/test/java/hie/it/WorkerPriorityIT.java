package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.host.Sluggish;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A queue of priorities that feeds worker processes, of which one is killed. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class WorkerPriorityIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String WORKSPACE = "workers";
    private static final int PORT = 2980;
    private static final int FIRST = 0;
    private static final int NORMAL = 4;
    private static final int LAST = 9;
    private static final List<String> WAITING = List.of("WAIT-A", "WAIT-B");
    private static final List<String> URGENT = List.of("FIRST1", "FIRST2", "NORMAL1", "NORMAL2");
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private final HieServer server;
    private final Rest rest;
    private final Workers workers;

    WorkerPriorityIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
        this.workers = new Workers(rest, WORKSPACE);
    }

    /** Each worker has a message in hand that it cannot end; what its death gives back has no other place than it had. */
    @Test
    void shouldKeepTheOrderOfPrioritiesAndLoseNothingWhenAWorkerIsKilled() throws Exception {
        server.putExtension(Sluggish.class);
        try (MllpSink sink = MllpSink.open()) {
            rest.apply(WORKSPACE, "urgent", urgent(sink.port()));
            await().atMost(PATIENCE)
                    .until(() -> workers.pids("urgent", "Router").size(), size -> size == 2);
            for (String patient : WAITING) {
                send(patient, LAST, patient);
            }
            await("both workers have begun")
                    .atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "urgent", "Router")
                                    .path("in")
                                    .asInt(),
                            begun -> begun == WAITING.size());
            send("1", LAST, "LAST1");
            send("2", NORMAL, "NORMAL1");
            send("3", FIRST, "FIRST1");
            send("4", LAST, "LAST2");
            send("3", FIRST, "FIRST2");
            send("2", NORMAL, "NORMAL2");
            assertThat(sink.arrived()).isEmpty();

            workers.killOne("urgent", "Router");

            await("what was given back is the first of its priority again, and cannot be ended")
                    .during(A_WHILE)
                    .atMost(PATIENCE)
                    .until(() -> controlIds(sink), URGENT::equals);
            for (String patient : WAITING) {
                Files.createFile(server.data().resolve(Sluggish.GO_ON + patient));
            }
            await().atMost(PATIENCE).until(() -> sink.arrived().size(), arrived -> arrived >= 8);
            assertThat(controlIds(sink).subList(URGENT.size(), 8))
                    .containsExactlyInAnyOrder("WAIT-A", "WAIT-B", "LAST1", "LAST2");
            assertThat(controlIds(sink)).as("each once").hasSize(8);
            await().atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "urgent", "Router")
                                    .path("queueDepth")
                                    .asInt(),
                            depth -> depth == 0);
            workers.remove("urgent");
        }
    }

    private static List<String> controlIds(MllpSink sink) {
        return sink.arrived().stream()
                .map(bytes -> new Hl7Sample(bytes).controlId())
                .toList();
    }

    private void send(String patient, int priority, String controlId) throws IOException {
        String text = "MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||" + patient
                + "|||||" + priority + "\r";
        try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
            assertThat(Ack.of(peer.exchange(text.getBytes(StandardCharsets.US_ASCII)))
                            .code())
                    .isEqualTo("AA");
        }
    }

    private static Map<String, String> urgent(int sinkPort) {
        return Map.of(
                "project.yaml",
                "workspace: " + WORKSPACE + "\nname: urgent\n",
                "items/In.yaml",
                "name: In\nclass: MllpService\ntargets: [Router]\nsettings:\n  Port: " + PORT
                        + "\n  MessagePriority: PID-8\n",
                "items/Router.yaml",
                "name: Router\nclass: " + Sluggish.class.getName()
                        + "\ntargets: [Out]\nsettings:\n  ExecutionMode: multiprocess\n  PoolSize: 2\n"
                        + "  OrderKey: PID-3.1\n  QueueType: priority\n  RestartDelay: 1\n",
                "items/Out.yaml",
                "name: Out\nclass: MllpOperation\nsettings:\n  IPAddress: 127.0.0.1\n  Port: " + sinkPort + "\n");
    }
}
