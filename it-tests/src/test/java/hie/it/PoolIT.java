package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PoolSize on the real server: so many messages at a time, and no more, while others wait; seen from a destination that makes them wait. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class PoolIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofMillis(500);
    private static final String WORKSPACE = "pools";
    private static final int MESSAGES = 16;
    private static final int PORT_OF_ASKING_SERVICE = 2830;
    private static final int PORT_BEFORE_PROCESS = 2831;
    private static final int PORT_BEFORE_OPERATION = 2832;

    private final HieServer server;
    private final Rest rest;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    PoolIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @AfterEach
    void end() {
        senders.shutdownNow();
    }

    /** What deliveries cost is nothing to the item that is looked at: more of them are possible at a time than it may have. */
    @Test
    @Tag("setting:BusinessService.PoolSize")
    void shouldHaveAsManyMessagesInAnMllpServiceAsItsPoolSize() throws Exception {
        try (MllpSink sink = holding()) {
            Map<String, String> files = new HashMap<>();
            item(
                    files,
                    "In",
                    "MllpService",
                    "Out",
                    "Port: " + PORT_OF_ASKING_SERVICE,
                    "PoolSize: 2",
                    "ReplyTarget: Out");
            item(files, "Out", "MllpOperation", "", "PoolSize: 8", "Port: " + sink.port(), "IPAddress: 127.0.0.1");
            apply("asking", files);

            Future<List<String>> answers = senders.submit(() -> sendAll(PORT_OF_ASKING_SERVICE));

            assertAtATime("asking", sink, 2);
            assertThat(answers.get()).containsOnly("AA");
        }
    }

    @Test
    void shouldHaveAsManyMessagesInAJmsServiceAsItsPoolSize() throws Exception {
        try (MllpSink sink = holding()) {
            Map<String, String> files = new HashMap<>();
            item(files, "In", "JmsService", "Ask", "PoolSize: 2");
            item(files, "Ask", "FanOutProcess", "Out", "PoolSize: 0", "Pattern: sync_reliable");
            item(files, "Out", "MllpOperation", "", "PoolSize: 8", "Port: " + sink.port(), "IPAddress: 127.0.0.1");
            apply("clients", files);

            sendAllByJms("hie.in." + WORKSPACE + ".clients.In");

            assertAtATime("clients", sink, 2);
        }
    }

    @Test
    @Tag("setting:BusinessProcess.PoolSize")
    void shouldHaveAsManyMessagesInAProcessAsItsPoolSize() throws Exception {
        try (MllpSink sink = holding()) {
            Map<String, String> files = new HashMap<>();
            item(files, "In", "MllpService", "Ask", "Port: " + PORT_BEFORE_PROCESS, "PoolSize: 8");
            item(files, "Ask", "FanOutProcess", "Out", "PoolSize: 3", "Pattern: sync_reliable");
            item(files, "Out", "MllpOperation", "", "PoolSize: 8", "Port: " + sink.port(), "IPAddress: 127.0.0.1");
            apply("processes", files);

            Future<List<String>> answers = senders.submit(() -> sendAll(PORT_BEFORE_PROCESS));

            assertAtATime("processes", sink, 3);
            assertThat(answers.get()).containsOnly("AA");
        }
    }

    @Test
    @Tag("setting:BusinessOperation.PoolSize")
    void shouldHaveAsManyMessagesInAnOperationAsItsPoolSize() throws Exception {
        try (MllpSink sink = holding()) {
            Map<String, String> files = new HashMap<>();
            item(files, "In", "MllpService", "Out", "Port: " + PORT_BEFORE_OPERATION, "PoolSize: 8");
            item(files, "Out", "MllpOperation", "", "PoolSize: 3", "Port: " + sink.port(), "IPAddress: 127.0.0.1");
            apply("operations", files);

            Future<List<String>> answers = senders.submit(() -> sendAll(PORT_BEFORE_OPERATION));

            assertAtATime("operations", sink, 3);
            assertThat(answers.get()).containsOnly("AA");
        }
    }

    private static MllpSink holding() throws Exception {
        MllpSink sink = MllpSink.open();
        sink.hold();
        return sink;
    }

    /** As many as may be, while none is answered; then all are delivered: what is left undone in one test would hold up others. */
    private void assertAtATime(String project, MllpSink sink, int most) {
        await().during(A_WHILE).atMost(PATIENCE).until(sink::inHand, inHand -> inHand == most);
        sink.goOn();
        await().atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus(WORKSPACE, project, "Out")
                                .path("out")
                                .asInt(),
                        delivered -> delivered == MESSAGES);
        assertThat(sink.arrived()).hasSize(MESSAGES);
        assertThat(sink.mostAtATime()).isEqualTo(most);
    }

    private static String message(int number) {
        return "MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|POOL" + number + "|P|2.3\rPID|1||" + number + "\r";
    }

    /** Each on a connection of its own, all at once. */
    private List<String> sendAll(int basePort) throws Exception {
        List<Callable<String>> work = IntStream.range(0, MESSAGES)
                .mapToObj(number -> (Callable<String>) () -> send(basePort, number))
                .toList();
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : senders.invokeAll(work)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private String send(int basePort, int number) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            return Ack.of(peer.exchange(message(number).getBytes(StandardCharsets.US_ASCII)))
                    .code();
        }
    }

    private void sendAllByJms(String queue) throws Exception {
        try (JMSContext client = new ActiveMQConnectionFactory(
                        "tcp://127.0.0.1:" + server.port(5445) + "?enable1xPrefixes=true")
                .createContext("admin", server.password())) {
            JMSProducer producer = client.createProducer();
            for (int number = 0; number < MESSAGES; number++) {
                producer.send(client.createQueue(queue), message(number).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void apply(String project, Map<String, String> files) {
        files.put("project.yaml", "workspace: " + WORKSPACE + "\nname: " + project + "\n");
        rest.apply(WORKSPACE, project, files);
        for (String item : List.of("In", "Out")) {
            await().atMost(PATIENCE)
                    .until(
                            () -> rest.itemStatus(WORKSPACE, project, item)
                                    .path("state")
                                    .asText(),
                            "running"::equals);
        }
    }

    private static void item(Map<String, String> files, String name, String type, String targets, String... settings) {
        files.put(
                "items/" + name + ".yaml",
                "name: " + name + "\nclass: " + type + "\ntargets: [" + targets + "]\nsettings:\n  "
                        + String.join("\n  ", settings) + "\n");
    }
}
