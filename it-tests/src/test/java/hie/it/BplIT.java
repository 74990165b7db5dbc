package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A business process on the server, and a schema of the project's own. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class BplIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "processes";

    private static final String SCHEMA = """
            base: 2.5
            segments:
              ZPI:
              - name: PetName
                required: true
            structures:
              ADT_A01: MSH EVN? PID ZPI
            """;

    /** Waits where the message says so, asks, and answers with what it is told. */
    private static final String PROCESS = """
            do:
            - choose: Has it to wait?
              cases:
              - when: request.{MSH:SendingApplication} = "SLOW"
                do:
                - delay: %d
            - call: Lab
              target: Out
              request:
              - assign: callrequest
                value: request
              - assign: callrequest.{PID:PatientName.FamilyName.Surname}
                value: request.{ZPI:PetName}
              response:
              - assign: response
                value: callresponse
            """;

    private static final int HALF_AN_HOUR = 1800;

    private final HieServer server;
    private final Rest rest;

    BplIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldAskAnItemAndAnswerWithWhatItSays() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("asking", 2776, sink.port(), "ReplyTarget: Ask", 0);

            Ack answer = send(2776, "HIS", "BPL1", "ZPI|Rex\r");
            Ack refused = send(2776, "HIS", "BPL2", "ZPI||\r");

            assertThat(answer.code()).isEqualTo("AA");
            assertThat(refused.code()).isEqualTo("AR");
            assertThat(refused.text()).contains("ZPI-1: has no value, and schema Ward demands one (PetName)");
            assertThat(sink.arrived())
                    .singleElement()
                    .satisfies(message -> assertThat(new String(message, StandardCharsets.US_ASCII))
                            .contains("PID|1||4711||Rex^Erika"));
        }
    }

    @Test
    void shouldBeginAnewWithAMessageThatWaitedWhenItsItemStopped() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("waiting", 2777, sink.port(), "AckMode: Immediate", HALF_AN_HOUR);
            String ask = "/projects/"
                    + rest.projectStatus(WORKSPACE, "waiting").path("id").asText() + "/items/Ask";

            assertThat(send(2777, "SLOW", "BPL3", "ZPI|Tom\r").code()).isEqualTo("AA");
            await("it is begun").atMost(PATIENCE).until(() -> ask("in") == 1);
            rest.post(ask + "/stop", null);
            await().atMost(PATIENCE).until(() -> state("Ask"), "stopped"::equals);
            assertThat(sink.arrived()).isEmpty();
            deploy("waiting", 2777, sink.port(), "AckMode: Immediate", 0);
            rest.post(ask + "/start", null);

            await().atMost(PATIENCE).until(() -> sink.arrived().size() == 1);
            await().atMost(PATIENCE).until(() -> ask("queueDepth") == 0);
            assertThat(sink.arrived()).hasSize(1);
        }
    }

    private int ask(String figure) {
        return rest.itemStatus(WORKSPACE, "waiting", "Ask").path(figure).asInt();
    }

    private String state(String item) {
        return rest.itemStatus(WORKSPACE, "waiting", item).path("state").asText();
    }

    private Ack send(int basePort, String from, String controlId, String more) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            return Ack.of(peer.exchange(("MSH|^~\\&|" + from + "|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId
                            + "|P|2.5\rPID|1||4711||Example^Erika\r" + more)
                    .getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void deploy(String name, int basePort, int destination, String how, int delay) {
        rest.apply(
                WORKSPACE,
                name,
                Map.of(
                        "project.yaml",
                        "workspace: " + WORKSPACE + "\nname: " + name + "\n",
                        "schemas/Ward.yaml",
                        SCHEMA,
                        "processes/Asking.yaml",
                        PROCESS.formatted(delay),
                        "items/In.yaml",
                        """
                        name: In
                        class: MllpService
                        settings:
                          Port: %d
                          MessageSchemaCategory: Ward
                          Validation: fields
                          %s
                        targets: [Ask]
                        """.formatted(basePort, how),
                        "items/Ask.yaml",
                        """
                        name: Ask
                        class: BplProcess
                        settings:
                          Process: Asking
                          DrainTimeout: 0
                        targets: [Out]
                        """,
                        "items/Out.yaml",
                        """
                        name: Out
                        class: MllpOperation
                        settings:
                          IPAddress: 127.0.0.1
                          Port: %d
                        """.formatted(destination)));
        await().atMost(PATIENCE)
                .until(() -> rest.projectStatus(WORKSPACE, name).path("state").asText(), "running"::equals);
    }
}
