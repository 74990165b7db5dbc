package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A feed with enhanced acknowledgements, duplicates, batches and bad messages, on the assembled server. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class Hl7FeedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "feeds";
    private static final int PORT = 2741;

    private final HieServer server;
    private final Rest rest;

    Hl7FeedIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    private static String adt(String controlId, String asked, String rest) {
        return "MSH|^~\\&|IT|IT|HIE|HIE|2026||ADT^A01|" + controlId + "|P|2.5" + asked
                + "\rEVN||2026\rPID|1||4711||A^B\r" + rest;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldAnswerTwiceKnowDuplicatesTakeBatchesApartAndSetBadMessagesAside() throws Exception {
        try (MllpSink out = MllpSink.open();
                MllpSink bad = MllpSink.open()) {
            deploy(out.port(), bad.port());
            byte[] enhanced = bytes(adt("F1", "|||AL|AL", "PV1|1|I\r"));
            try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
                assertThat(Ack.of(peer.exchange(enhanced)).code()).isEqualTo("CA");
                Ack applied = Ack.of(peer.reply());
                assertThat(applied.code()).isEqualTo("AA");
                assertThat(applied.controlId()).isEqualTo("F1");

                String batch = new String(
                        peer.exchange(bytes("BHS|^~\\&|IT|IT|HIE|HIE|2026||||B1\r" + adt("F2", "", "PV1|1|I\r")
                                + adt("F3", "", "") + "BTS|2\r")),
                        StandardCharsets.US_ASCII);
                assertThat(batch)
                        .startsWith("BHS|")
                        .contains("MSA|AA|F2\r", "MSA|AA|F3\r")
                        .contains("BTS|2");
                await().atMost(PATIENCE)
                        .until(() -> out.arrived().size() == 2 && bad.arrived().size() == 1);
            }
            restartService();
            try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
                assertThat(Ack.of(peer.exchange(enhanced)).code()).isEqualTo("CA");
                assertThat(Ack.of(peer.exchange(bytes(adt("F4", "", "PV1|1|I\r"))))
                                .code())
                        .isEqualTo("AA");
            }
            await().atMost(PATIENCE).until(() -> out.arrived().size() >= 3);
            assertThat(out.arrived().stream().map(message -> new String(message, StandardCharsets.US_ASCII)))
                    .as("the duplicate of F1 goes nowhere")
                    .satisfiesExactly(
                            message -> assertThat(message).contains("|F1|"),
                            message -> assertThat(message).contains("|F2|"),
                            message -> assertThat(message).contains("|F4|"));
        }
    }

    private void restartService() {
        String in =
                "/projects/" + rest.projectStatus(WORKSPACE, "feed").path("id").asText() + "/items/In";
        rest.post(in + "/stop", null);
        await().atMost(PATIENCE).until(() -> state("In"), "stopped"::equals);
        rest.post(in + "/start", null);
        await().atMost(PATIENCE).until(() -> state("In"), "running"::equals);
    }

    private String state(String item) {
        return rest.itemStatus(WORKSPACE, "feed", item).path("state").asText();
    }

    private void deploy(int out, int bad) {
        rest.apply(
                WORKSPACE,
                "feed",
                Map.of(
                        "project.yaml",
                        "workspace: feeds\nname: feed\n",
                        "items/In.yaml",
                        """
                        name: In
                        class: MllpService
                        settings:
                          Port: %d
                          AckMode: MSH-determined
                          DuplicateWindow: 3600
                          BatchHandling: Individual
                          Validation: dm-z
                          BadMessageHandler: Bad
                        targets:
                        - Out
                        - Bad
                        """.formatted(PORT),
                        "items/Out.yaml",
                        operation("Out", out),
                        "items/Bad.yaml",
                        operation("Bad", bad)));
        await().atMost(PATIENCE)
                .until(() -> rest.projectStatus(WORKSPACE, "feed").path("state").asText(), "running"::equals);
    }

    private static String operation(String name, int port) {
        return """
                name: %s
                class: MllpOperation
                settings:
                  IPAddress: 127.0.0.1
                  Port: %d
                """.formatted(name, port);
    }
}
