package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of messages that cannot be delivered, and of items that cannot run. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class FailureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "failure";

    private final HieServer server;
    private final Rest rest;

    FailureIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldSendSuspendedMessagesAgainFromTheDesk() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            sink.answer("AE");
            deploy("desk", 2651, sink.port(), Map.of());
            send(2651, "DESK1", "DESK2", "DESK3");
            String desk = "/projects/" + project("desk").path("id").asText() + "/suspended";
            JsonNode page = await().atMost(PATIENCE).until(() -> rest.get(desk), list -> count(list) == 3);

            JsonNode first = page.path("messages").get(0);
            assertThat(first.path("item").asText()).isEqualTo("Out");
            assertThat(first.path("from").asText()).isEqualTo("In");
            assertThat(first.path("status").asText()).isEqualTo("suspended");
            assertThat(first.path("why").asText()).isEqualTo("AE");
            assertThat(first.path("attempts").asInt()).isEqualTo(1);
            String one = desk + "/" + first.path("id").asText();
            byte[] body = rest.bytes(one + "/body");
            assertThat(body).isEqualTo(message("DESK1"));
            assertThat(rest.send("POST", desk + "/retry", Map.of("item", "Out", "count", 2))
                            .status())
                    .as("the caller has seen another number")
                    .isEqualTo(409);

            sink.answer("AA");
            rest.postBytes(one + "/retry", message("DESK1C"));
            JsonNode done = rest.post(desk + "/retry", Map.of("item", "Out", "count", 2));

            assertThat(done.path("messages").asInt()).isEqualTo(2);
            await().atMost(PATIENCE)
                    .until(
                            () -> controlIds(sink),
                            List.of("DESK1", "DESK2", "DESK3", "DESK1C", "DESK2", "DESK3")::equals);
            assertThat(count(rest.get(desk))).isZero();
            String session = first.path("session").asText();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(rest.get("/sessions/" + session).path("messages"))
                                    .extracting(m -> m.path("controlId").asText() + " "
                                            + m.path("status").asText())
                                    .containsExactlyInAnyOrder("DESK1 resent", "DESK1C completed"));
        }
    }

    @Test
    void shouldDiscardASuspendedMessageAndSaySo() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            sink.answer("AE");
            deploy("discard", 2652, sink.port(), Map.of());
            send(2652, "DROP1");
            String desk = "/projects/" + project("discard").path("id").asText() + "/suspended";
            JsonNode page = await().atMost(PATIENCE).until(() -> rest.get(desk), list -> count(list) == 1);
            JsonNode only = page.path("messages").get(0);

            rest.post(desk + "/discard", Map.of("ids", List.of(only.path("id").asText())));

            assertThat(count(rest.get(desk))).isZero();
            String message = "/messages/" + only.path("message").asText();
            await().atMost(PATIENCE)
                    .until(() -> rest.get(message).path("status").asText(), "discarded"::equals);
        }
    }

    @Test
    @Tag("setting:MllpOperation.ReplyCodeActions")
    void shouldStopAnOperationThatItsReplyCodeActionsDisableAndKeepTheMessage() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            sink.answer("AR");
            deploy("disable", 2653, sink.port(), Map.of("ReplyCodeActions", ":?R=D,:?A=C"));
            send(2653, "STOP1", "STOP2");

            JsonNode out = await().atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "disable", "Out"),
                            item -> item.path("state").asText().equals("stopped"));

            assertThat(out.path("reason").asText()).isEqualTo("AR");
            await().atMost(PATIENCE)
                    .until(() -> rest.itemStatus(WORKSPACE, "disable", "Out")
                                    .path("queueDepth")
                                    .asInt()
                            == 2);
            sink.answer("AA");
            rest.post("/projects/" + project("disable").path("id").asText() + "/items/Out/start", null);
            await().atMost(PATIENCE).until(() -> controlIds(sink), List.of("STOP1", "STOP1", "STOP2")::equals);
        }
    }

    @Test
    @Tag("setting:BusinessOperation.CircuitBreakerThreshold")
    @Tag("setting:BusinessOperation.CircuitBreakerDelay")
    void shouldOpenTheBreakerOfADestinationThatIsDownAndDeliverInOrderAfterwards() throws Exception {
        try (Socket nobodyListens = new Socket()) {
            nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            deploy(
                    "breaker",
                    2654,
                    nobodyListens.getLocalPort(),
                    Map.of("RetryInterval", "0.1", "CircuitBreakerThreshold", "2", "CircuitBreakerDelay", "86400"));
            assertThat(rest.itemStatus(WORKSPACE, "breaker", "Out")
                            .path("breaker")
                            .asText())
                    .isEqualTo("closed");

            send(2654, "WAIT1", "WAIT2");

            await().atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "breaker", "Out"),
                            out -> out.path("breaker").asText().equals("open")
                                    && out.path("retries").asInt() == 2
                                    && out.path("queueDepth").asInt() == 2);
        }
        try (MllpSink sink = MllpSink.open()) {
            deploy("breaker", 2654, sink.port(), Map.of("CircuitBreakerThreshold", "2"));
            await().atMost(PATIENCE).until(() -> controlIds(sink), List.of("WAIT1", "WAIT2")::equals);
        }
    }

    @Test
    @Tag("setting:Host.RestartPolicy")
    void shouldLeaveATroubledItemAloneWhenItsRestartPolicySaysSo() throws Exception {
        int taken = server.port(2655);
        try (ServerSocket somebody = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(somebody.isBound()).isTrue();
            rest.apply(
                    WORKSPACE,
                    "restart",
                    Map.of(
                            "project.yaml",
                            "workspace: failure\nname: restart\n",
                            "items/Never.yaml",
                            service("Never", 2655, "never"),
                            "items/Always.yaml",
                            service("Always", 2655, "always")));

            JsonNode never = await().atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "restart", "Never"),
                            item -> item.path("state").asText().equals("troubled"));
            assertThat(never.path("nextRestart").isNull()).isTrue();
            await("it has been tried again, and will be")
                    .atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, "restart", "Always"),
                            always -> always.path("restarts").asInt() >= 1
                                    && always.path("nextRestart").isTextual());
        }
        await().atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus(WORKSPACE, "restart", "Always")
                                .path("state")
                                .asText(),
                        "running"::equals);
        assertThat(rest.itemStatus(WORKSPACE, "restart", "Never").path("state").asText())
                .isEqualTo("troubled");
    }

    private JsonNode project(String name) {
        return rest.projectStatus(WORKSPACE, name);
    }

    private static int count(JsonNode list) {
        return list.path("count").asInt();
    }

    private void send(int basePort, String... controlIds) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            for (String controlId : controlIds) {
                assertThat(Ack.of(peer.exchange(message(controlId))).code()).isEqualTo("AA");
            }
        }
    }

    private static List<String> controlIds(MllpSink sink) {
        return sink.arrived().stream()
                .map(message -> new String(message, StandardCharsets.US_ASCII).split("\\|", -1)[9])
                .toList();
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||4711\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void deploy(String name, int basePort, int destination, Map<String, String> settings) {
        StringBuilder more = new StringBuilder();
        settings.forEach((key, value) ->
                more.append("  ").append(key).append(": '").append(value).append("'\n"));
        rest.apply(
                WORKSPACE,
                name,
                Map.of(
                        "project.yaml",
                        "workspace: failure\nname: " + name + "\n",
                        "items/In.yaml",
                        """
                        name: In
                        class: MllpService
                        settings:
                          Port: %d
                        targets:
                        - Out
                        """.formatted(basePort),
                        "items/Out.yaml",
                        """
                        name: Out
                        class: MllpOperation
                        settings:
                          IPAddress: 127.0.0.1
                          Port: %d
                        """.formatted(destination) + more));
        await().atMost(PATIENCE).until(() -> project(name).path("state").asText(), "running"::equals);
    }

    private static String service(String name, int port, String policy) {
        return """
                name: %s
                class: MllpService
                settings:
                  Port: %d
                  RestartPolicy: %s
                """.formatted(name, port, policy) + (policy.equals("never") ? "" : "  RestartDelay: 1\n");
    }
}
