package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.jms.ExampleJmsClient;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queue types, limits and overflow strategies on a server that is killed in the middle. */
class QueueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String WORKSPACE = "queues";
    private static final int PORT = 2671;

    private static HieServer server;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = HieServer.start("queues", Map.of("HIE_SAMPLE", "false"));
        rest = server.rest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldTurnAwayWhatDoesNotFitAndDeliverTheNewestFirstAfterAKill() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("lifo", sink.port(), "QueueType: lifo", "QueueSize: 3", "OverflowStrategy: reject_new");
            stopOut("lifo");
            assertThat(send("L1", "L2", "L3")).containsExactly("AA", "AA", "AA");
            Ack full = exchange("L4");
            assertThat(full.code()).isEqualTo("AR");
            assertThat(full.text()).contains("is full (QueueSize 3)");
            JsonNode status = out("lifo");
            assertThat(status.path("queueDepth").asInt()).isEqualTo(3);
            assertThat(status.path("queueLimit").asInt()).isEqualTo(3);
            Rest.Answer http = rest.send("POST", "/in/" + WORKSPACE + "/lifo/Http", "x");
            assertThat(http.status()).isEqualTo(503);
            assertThat(http.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(seconds -> assertThat(seconds).containsOnlyDigits());

            server.kill();
            server.startAgain();

            assertThat(exchange("L5").code()).isEqualTo("AR");
            startOut("lifo");
            await().atMost(PATIENCE).until(() -> controlIds(sink), List.of("L3", "L2", "L1")::equals);
            assertThat(exchange("L6").code()).isEqualTo("AA");
            await().atMost(PATIENCE).until(() -> controlIds(sink).contains("L6"));
            remove("lifo");
        }
    }

    @Test
    void shouldDropTheOldestAndSaySoInTheWarehouse() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("drop", sink.port(), "QueueSize: 2", "OverflowStrategy: drop_oldest");
            stopOut("drop");
            assertThat(send("D1", "D2", "D3")).containsOnly("AA");

            await().atMost(PATIENCE).until(() -> messages("drop", "D1"), List.of("dropped")::equals);
            server.kill();
            server.startAgain();
            startOut("drop");

            await().atMost(PATIENCE).until(() -> controlIds(sink), List.of("D2", "D3")::equals);
            await().atMost(PATIENCE).until(() -> messages("drop", "D3"), List.of("completed")::equals);
            assertThat(messages("drop", "D1")).containsExactly("dropped");
            remove("drop");
        }
    }

    @Test
    void shouldHoldTheSenderBackUntilThereIsRoom() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("block", sink.port(), "QueueSize: 1", "BlockTimeout: 60");
            stopOut("block");
            assertThat(send("B1")).containsExactly("AA");
            try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
                peer.send(framed(message("B2", "1")));
                assertThat(peer.hasMore(Duration.ofSeconds(1))).isFalse();

                startOut("block");

                assertThat(Ack.of(peer.reply()).code()).isEqualTo("AA");
            }
            await().atMost(PATIENCE).until(() -> controlIds(sink), List.of("B1", "B2")::equals);
            remove("block");
        }
    }

    @Test
    void shouldLoseNothingWhenTypeAndSizeAreChangedWhileMessagesWait() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("change", sink.port(), "QueueType: fifo");
            stopOut("change");
            send("C1", "C2");
            deploy("change", sink.port(), "QueueType: lifo", "QueueSize: 4");
            send("C3", "C4");
            deploy("change", sink.port(), "QueueType: priority", "QueueSize: 1", "OverflowStrategy: reject_new");
            assertThat(exchange("C5").code()).isEqualTo("AR");
            startOut("change");

            await().atMost(PATIENCE)
                    .until(
                            () -> controlIds(sink),
                            found -> found.size() == 4 && found.containsAll(List.of("C1", "C2", "C3", "C4")));
            remove("change");
        }
    }

    @Test
    void shouldKeepTheOrderOfAKeyThroughRetryAndKillWhileOtherKeysFlowOn() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            sink.refuse("K1");
            deploy(
                    "keys",
                    sink.port(),
                    "PoolSize: 4",
                    "OrderKey: PID-3.1",
                    "RetryInterval: 0.2",
                    "ReplyCodeActions: ':?E=R,:?A=C'");
            assertThat(sendFor("7", "K1", "K2", "K3")).containsOnly("AA");
            List<String> others = IntStream.range(0, 12).mapToObj(i -> "O" + i).toList();
            for (int i = 0; i < others.size(); i++) {
                assertThat(sendFor(String.valueOf(100 + i), others.get(i))).containsExactly("AA");
            }
            await("other keys flow on")
                    .atMost(PATIENCE)
                    .until(() -> controlIds(sink).containsAll(flowing(sink)));
            assertThat(controlIds(sink)).doesNotContain("K2", "K3");

            server.kill();
            long triedBefore = count(sink, "K1");
            server.startAgain();
            await("K1 is tried on").atMost(PATIENCE).until(() -> count(sink, "K1") > triedBefore);
            assertThat(controlIds(sink)).doesNotContain("K2", "K3");
            sink.refuse(null);

            await().atMost(PATIENCE).until(() -> controlIds(sink).containsAll(List.of("K2", "K3")));
            assertThat(controlIds(sink).stream()
                            .filter(List.of("K1", "K2", "K3")::contains)
                            .distinct())
                    .containsExactly("K1", "K2", "K3");
            await().atMost(PATIENCE).until(() -> controlIds(sink).containsAll(others));
            remove("keys");
        }
    }

    @Test
    void shouldKeepTheOrderOfAHeldKeyThroughResendingAndAKill() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            sink.refuse("H1");
            deploy("held", sink.port(), "PoolSize: 4", "OrderKey: PID-3.1", "HoldKeyOnSuspend: true");
            assertThat(sendFor("7", "H1", "H2", "H3")).containsOnly("AA");
            String desk = "/projects/" + id("held") + "/suspended";
            await().atMost(PATIENCE).until(() -> rest.get(desk).path("count").asInt() == 3);

            assertThat(sendFor("7", "H4")).containsOnly("AA");
            assertThat(sendFor("8", "FREE")).containsOnly("AA");
            await("other keys flow on").atMost(PATIENCE).until(() -> count(sink, "FREE") == 1);
            await().atMost(PATIENCE).until(() -> rest.get(desk).path("count").asInt() == 4);
            stopOut("held");
            await().atMost(PATIENCE).until(() -> out("held").path("state").asText(), "stopped"::equals);
            sink.refuse(null);
            rest.post(desk + "/retry", Map.of("item", "Out", "count", 4));
            server.kill();
            server.startAgain();
            startOut("held");

            await().atMost(PATIENCE).until(() -> count(sink, "H4") == 1);
            assertThat(controlIds(sink).stream().filter(id -> id.startsWith("H")))
                    .containsExactly("H1", "H1", "H2", "H3", "H4");
            assertThat(rest.get(desk).path("count").asInt()).isZero();
            remove("held");
        }
    }

    @Test
    void shouldTraceWhatExpiresAndNotDeliverIt() throws Exception {
        try (MllpSink sink = MllpSink.open()) {
            deploy("expire", sink.port(), 0.5, "QueueType: fifo");
            stopOut("expire");
            assertThat(send("E1")).containsExactly("AA");

            await().atMost(PATIENCE).until(() -> messages("expire", "E1"), List.of("expired")::equals);
            startOut("expire");
            await().atMost(PATIENCE)
                    .until(() -> out("expire").path("queueDepth").asInt() == 0);
            assertThat(controlIds(sink)).isEmpty();
            remove("expire");
        }
    }

    @Test
    @Tag("setting:JmsService.QueueSize")
    @Tag("setting:JmsService.OverflowStrategy")
    void shouldHaveTheSendOfAJmsClientFailWhenTheEntryQueueIsFull() {
        applyJms("QueueSize: 2", "OverflowStrategy: reject_new");
        verb("jms", "Entry", "stop");
        jms("one");
        jms("two");

        assertThatThrownBy(() -> jms("three")).isInstanceOf(JMSRuntimeException.class);

        verb("jms", "Entry", "start");
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(JMSRuntimeException.class)
                .untilAsserted(() -> jms("four"));
        remove("jms");
    }

    @Test
    @Tag("setting:JmsService.OverflowStrategy")
    void shouldHaveTheSendOfAJmsClientWaitUntilThereIsRoom() {
        applyJms("QueueSize: 1");
        verb("jms", "Entry", "stop");
        jms("one");
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> jms("two"));

        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> !sending.isDone());
        verb("jms", "Entry", "start");

        assertThat(sending).succeedsWithin(PATIENCE);
        remove("jms");
    }

    private static void applyJms(String... settings) {
        rest.apply(
                WORKSPACE,
                "jms",
                Map.of(
                        "project.yaml",
                        "workspace: queues\nname: jms\n",
                        "items/Entry.yaml",
                        """
                        name: Entry
                        class: JmsService
                        settings:
                          %s
                        targets:
                        - Files
                        """.formatted(String.join("\n  ", settings)),
                        "items/Files.yaml",
                        """
                        name: Files
                        class: FileOperation
                        settings:
                          FilePath: ${data}/files/queues
                        """));
        await().atMost(PATIENCE).until(() -> state("jms"), "running"::equals);
    }

    private static void jms(String text) {
        ExampleJmsClient.send(
                "tcp://127.0.0.1:" + server.port(5445), "admin", server.password(), "hie.in.queues.jms.Entry", text);
    }

    /** With four lanes, one of them stuck: the keys of the other three. */
    private static List<String> flowing(MllpSink sink) {
        List<String> arrived = controlIds(sink);
        return arrived.stream().filter(id -> id.startsWith("O")).count() >= 6 ? List.of() : List.of("not yet");
    }

    private static long count(MllpSink sink, String controlId) {
        return controlIds(sink).stream().filter(controlId::equals).count();
    }

    private static List<String> messages(String project, String controlId) {
        return rest.messages(Map.of("project", WORKSPACE + "/" + project)).stream()
                .filter(message -> message.path("controlId").asText().equals(controlId))
                .map(message -> message.path("status").asText())
                .toList();
    }

    private static JsonNode out(String project) {
        return rest.itemStatus(WORKSPACE, project, "Out");
    }

    private static String state(String project) {
        return rest.projectStatus(WORKSPACE, project).path("state").asText();
    }

    private static void stopOut(String project) {
        verb(project, "Out", "stop");
    }

    private static void startOut(String project) {
        verb(project, "Out", "start");
    }

    private static void verb(String project, String item, String verb) {
        rest.post("/projects/" + id(project) + "/items/" + item + "/" + verb, null);
    }

    private static String id(String project) {
        return rest.projectStatus(WORKSPACE, project).path("id").asText();
    }

    /** Frees the port for the next test. */
    private static void remove(String project) {
        rest.post("/projects/" + id(project) + "/stop", null);
    }

    private static List<String> send(String... controlIds) throws IOException {
        return sendFor("1", controlIds);
    }

    private static List<String> sendFor(String patient, String... controlIds) throws IOException {
        List<String> codes = new ArrayList<>();
        try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
            for (String controlId : controlIds) {
                codes.add(Ack.of(peer.exchange(message(controlId, patient))).code());
            }
        }
        return codes;
    }

    private static Ack exchange(String controlId) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(PORT), PATIENCE)) {
            return Ack.of(peer.exchange(message(controlId, "1")));
        }
    }

    private static byte[] message(String controlId, String patient) {
        return ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||" + patient + "\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] framed(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = 0x0b;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = 0x1c;
        frame[message.length + 2] = 0x0d;
        return frame;
    }

    private static List<String> controlIds(MllpSink sink) {
        return sink.arrived().stream()
                .map(message -> new String(message, StandardCharsets.US_ASCII).split("\\|", -1)[9])
                .toList();
    }

    private static void deploy(String name, int destination, String... settings) {
        deploy(name, destination, 0, settings);
    }

    private static void deploy(String name, int destination, double timeToLive, String... settings) {
        rest.apply(
                WORKSPACE,
                name,
                Map.of(
                        "project.yaml",
                        "workspace: queues\nname: " + name + "\n",
                        "items/In.yaml",
                        """
                        name: In
                        class: MllpService
                        settings:
                          Port: %d
                          TimeToLive: %s
                        targets:
                        - Out
                        """.formatted(PORT, timeToLive),
                        "items/Http.yaml",
                        """
                        name: Http
                        class: HttpService
                        settings:
                          ContentType: text/plain
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
                          %s
                        """.formatted(destination, String.join("\n  ", settings))));
        await().atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus(WORKSPACE, name, "In")
                                .path("state")
                                .asText(),
                        "running"::equals);
    }
}
