package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operation with several messages under way that holds keys back, before a destination that refuses one message. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class HeldPipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "held";
    private static final String PROJECT = "pipeline";
    private static final int PORT = 2981;

    private final HieServer server;
    private final Rest rest;

    HeldPipelineIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    @Tag("setting:QueuedHost.HoldKeyOnSuspend")
    void shouldHoldAKeyBackWhileOthersFlowAndKeepItsOrderWhenItIsSentAgain() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            sink.refuse("A1");
            deploy(sink.port());
            String path = "/projects/" + project().path("id").asText();
            String desk = path + "/suspended";

            send("A1", "B1", "A2", "B2", "A3");

            awaitArrived(sink, "B", "B1", "B2");
            awaitSuspended(desk, 3);
            send("A4", "B3");
            awaitArrived(sink, "B", "B1", "B2", "B3");
            awaitSuspended(desk, 4);
            assertThat(arrived(sink, "A")).containsExactly("A1");

            sink.refuse(null);
            assertThat(rest.post(desk + "/retry", Map.of("item", "Out", "count", 4))
                            .path("messages")
                            .asInt())
                    .isEqualTo(4);

            awaitArrived(sink, "A", "A1", "A1", "A2", "A3", "A4");
            send("A5");
            awaitArrived(sink, "A", "A1", "A1", "A2", "A3", "A4", "A5");
            awaitSuspended(desk, 0);
            rest.post(path + "/stop", null);
        }
    }

    private static void awaitArrived(MllpSink sink, String key, String... controlIds) {
        await().atMost(PATIENCE).until(() -> arrived(sink, key), List.of(controlIds)::equals);
    }

    private void awaitSuspended(String desk, int count) {
        await().atMost(PATIENCE).until(() -> rest.get(desk).path("count").asInt(), found -> found == count);
    }

    private static List<String> arrived(MllpSink sink, String key) {
        return sink.arrived().stream()
                .map(bytes -> new Hl7Sample(bytes).controlId())
                .filter(id -> id.startsWith(key))
                .toList();
    }

    /** The first character of a control id is the patient. */
    private void send(String... controlIds) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
            for (String controlId : controlIds) {
                String text = "MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||"
                        + controlId.charAt(0) + "\r";
                assertThat(Ack.of(peer.exchange(text.getBytes(StandardCharsets.US_ASCII)))
                                .code())
                        .isEqualTo("AA");
            }
        }
    }

    private void deploy(int destination) {
        rest.apply(
                WORKSPACE,
                PROJECT,
                Map.of(
                        "project.yaml",
                        "workspace: " + WORKSPACE + "\nname: " + PROJECT + "\n",
                        "items/In.yaml",
                        "name: In\nclass: MllpService\ntargets: [Out]\nsettings:\n  Port: " + PORT + "\n",
                        "items/Out.yaml",
                        "name: Out\nclass: MllpOperation\nsettings:\n  ExecutionMode: async\n  OrderKey: PID-3.1\n"
                                + "  HoldKeyOnSuspend: true\n  IPAddress: 127.0.0.1\n  Port: " + destination + "\n"));
        await().atMost(PATIENCE).until(() -> project().path("state").asText(), "running"::equals);
    }

    private JsonNode project() {
        return rest.projectStatus(WORKSPACE, PROJECT);
    }
}
