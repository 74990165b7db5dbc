package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PoolSize on the real server: so many messages at a time, and no more, while others wait; seen from a slow destination. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class PoolIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofMillis(200);
    private static final String WORKSPACE = "pools";
    private static final int MESSAGES = 16;
    private static final int PORT_OF_ASKING_SERVICE = 2830;
    private static final int PORT_BEFORE_PROCESS = 2831;
    private static final int PORT_BEFORE_OPERATION = 2832;

    private final HieServer server;
    private final Rest rest;

    PoolIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    /** What deliveries cost is nothing to the item that is looked at: more of them are possible at a time than it may have. */
    @Test
    @Tag("setting:BusinessService.PoolSize")
    void shouldHaveAsManyMessagesInAnMllpServiceAsItsPoolSize() throws Exception {
        try (MllpSink sink = slow()) {
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

            assertThat(sendAll(PORT_OF_ASKING_SERVICE)).containsOnly("AA");

            assertAtATime("asking", sink, 2);
        }
    }

    @Test
    void shouldHaveAsManyMessagesInAJmsServiceAsItsPoolSize() throws Exception {
        try (MllpSink sink = slow()) {
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
        try (MllpSink sink = slow()) {
            Map<String, String> files = new HashMap<>();
            item(files, "In", "MllpService", "Ask", "Port: " + PORT_BEFORE_PROCESS, "PoolSize: 8");
            item(files, "Ask", "FanOutProcess", "Out", "PoolSize: 3", "Pattern: sync_reliable");
            item(files, "Out", "MllpOperation", "", "PoolSize: 8", "Port: " + sink.port(), "IPAddress: 127.0.0.1");
            apply("processes", files);

            assertThat(sendAll(PORT_BEFORE_PROCESS)).containsOnly("AA");

            assertAtATime("processes", sink, 3);
        }
    }

    @Test
    @Tag("setting:BusinessOperation.PoolSize")
    void shouldHaveAsManyMessagesInAnOperationAsItsPoolSize() throws Exception {
        try (MllpSink sink = slow()) {
            Map<String, String> files = new HashMap<>();
            item(files, "In", "MllpService", "Out", "Port: " + PORT_BEFORE_OPERATION, "PoolSize: 8");
            item(files, "Out", "MllpOperation", "", "PoolSize: 3", "Port: " + sink.port(), "IPAddress: 127.0.0.1");
            apply("operations", files);

            assertThat(sendAll(PORT_BEFORE_OPERATION)).containsOnly("AA");

            assertAtATime("operations", sink, 3);
        }
    }

    private static MllpSink slow() throws Exception {
        MllpSink sink = MllpSink.open();
        sink.takeTime(SLOW);
        return sink;
    }

    /** All are delivered; what is left undone in one test would hold up others. */
    private void assertAtATime(String project, MllpSink sink, int most) {
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
        return all(number -> {
            try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
                return Ack.of(peer.exchange(message(number).getBytes(StandardCharsets.US_ASCII)))
                        .code();
            }
        });
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

    /** What a sender does. */
    private interface Sender {
        String send(int number) throws Exception;
    }

    private static List<String> all(Sender sender) throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> work = IntStream.range(0, MESSAGES)
                    .mapToObj(number -> (Callable<String>) () -> sender.send(number))
                    .toList();
            List<String> results = new java.util.ArrayList<>();
            for (Future<String> result : senders.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
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
