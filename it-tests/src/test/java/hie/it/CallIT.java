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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Senders whose acknowledgement is the destination's, and interceptors on the way there. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class CallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "calls";

    private final HieServer server;
    private final Rest rest;

    CallIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldPassTheDestinationsAcknowledgementBack() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("passed", 2661, sink.port(), "30");

            assertThat(send(2661, "CALL1").code()).isEqualTo("AA");
            sink.answer("AE");
            Ack refused = send(2661, "CALL2");

            assertThat(refused.code()).isEqualTo("AE");
            assertThat(refused.controlId()).isEqualTo("CALL2");
            assertThat(sink.arrived())
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(new String(message, StandardCharsets.US_ASCII))
                            .contains("|***^***")
                            .doesNotContain("Erika"));
        }
    }

    @Test
    void shouldTellTheSenderWhenThereIsNoReplyInTimeAndTraceTheLateOne() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("late", 2662, sink.port(), "0.5");
            String out = "/projects/"
                    + rest.projectStatus(WORKSPACE, "late").path("id").asText() + "/items/Out";
            rest.post(out + "/stop", null);
            await().atMost(PATIENCE).until(() -> state("late", "Out"), "stopped"::equals);

            Ack ack = send(2662, "LATE1");

            assertThat(ack.code()).isEqualTo("AE");
            assertThat(ack.text()).contains("no reply from Router within 0.5 s");
            rest.post(out + "/start", null);
            await().atMost(PATIENCE).until(() -> sink.arrived().size() == 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    rest.get("/messages?project=calls/late").path("messages"))
                            .extracting(message -> message.path("status").asText())
                            .contains("discarded"));
        }
    }

    @Test
    void shouldAnswerAnHttpCallerAsTheDestinationDoes() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            rest.apply(WORKSPACE, "posted", posted(sink.port(), "30"));
            await().atMost(PATIENCE).until(() -> state("posted", "In"), "running"::equals);

            Rest.Answer accepted = post("POST1");
            sink.answer("AE");
            Rest.Answer refused = post("POST2");
            String out = "/projects/"
                    + rest.projectStatus(WORKSPACE, "posted").path("id").asText() + "/items/Out";
            rest.post(out + "/stop", null);
            await().atMost(PATIENCE).until(() -> state("posted", "Out"), "stopped"::equals);
            rest.apply(WORKSPACE, "posted", posted(sink.port(), "0.5"));
            await().atMost(PATIENCE).until(() -> state("posted", "In"), "running"::equals);
            Rest.Answer late = post("POST3");

            assertThat(accepted.status()).isEqualTo(200);
            assertThat(accepted.toString()).contains("|SINK|", "MSA|AA|POST1");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.toString()).contains("|SINK|", "MSA|AE|POST2");
            assertThat(late.status()).isEqualTo(504);
            assertThat(late.toString()).contains("MSA|AE|POST3|no reply from Out within 0.5 s");
        }
    }

    /** What is no HL7 has no acknowledgement that could say why. */
    @Test
    void shouldTellAnHttpCallerWhyWhatIsNoHl7IsNotTaken() {
        rest.apply(
                WORKSPACE,
                "refusing",
                Map.of(
                        "project.yaml",
                        "workspace: calls\nname: refusing\n",
                        "items/In.yaml",
                        "name: In\nclass: HttpService\ntargets: [Out]\nsettings:\n  ReplyTarget: Out\n",
                        "items/Out.yaml",
                        "name: Out\nclass: MllpOperation\nsettings:\n  IPAddress: 127.0.0.1\n  Port: 9\n"
                                + "  RetryInterval: 0\n  FailureTimeout: 0\n"));
        await().atMost(PATIENCE).until(() -> state("refusing", "In"), "running"::equals);

        Rest.Answer answer = rest.send(
                "POST", "/in/calls/refusing/In", "application/json", "{}".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).startsWith("given up after 1 attempts");
    }

    private Rest.Answer post(String controlId) {
        return rest.send(
                "POST",
                "/in/calls/posted/In",
                "application/hl7-v2",
                ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.3\rPID|1||4711\r")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Map<String, String> posted(int destination, String timeout) {
        return Map.of(
                "project.yaml",
                "workspace: calls\nname: posted\n",
                "items/In.yaml",
                "name: In\nclass: HttpService\ntargets: [Out]\nsettings:\n  ReplyTarget: Out\n  ReplyTimeout: "
                        + timeout + "\n",
                "items/Out.yaml",
                "name: Out\nclass: MllpOperation\nsettings:\n  IPAddress: 127.0.0.1\n  Port: " + destination + "\n");
    }

    private String state(String project, String item) {
        return rest.itemStatus(WORKSPACE, project, item).path("state").asText();
    }

    private Ack send(int basePort, String controlId) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            return Ack.of(peer.exchange(("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId
                            + "|P|2.3\rPID|1||4711||Example^Erika\r")
                    .getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void deploy(String name, int basePort, int destination, String timeout) {
        rest.apply(
                WORKSPACE,
                name,
                Map.of(
                        "project.yaml",
                        "workspace: calls\nname: " + name + "\n",
                        "items/In.yaml",
                        """
                        name: In
                        class: MllpService
                        settings:
                          Port: %d
                          ReplyTarget: Router
                          ReplyTimeout: %s
                          Interceptors: Audit, Validation
                        targets:
                        - Router
                        """.formatted(basePort, timeout),
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
                        class: MllpOperation
                        settings:
                          IPAddress: 127.0.0.1
                          Port: %d
                          Interceptors: Masking, Sizes
                          MaskedFields: PID-5
                        """.formatted(destination)));
        await().atMost(PATIENCE)
                .until(() -> rest.projectStatus(WORKSPACE, name).path("state").asText(), "running"::equals);
        JsonNode out = rest.itemStatus(WORKSPACE, name, "Out");
        assertThat(out.path("state").asText()).isEqualTo("running");
    }
}
