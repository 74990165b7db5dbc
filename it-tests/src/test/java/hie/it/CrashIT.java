package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.MllpSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code kill -9} under load, again and again: what was acknowledged is delivered, in order, and is in the warehouse. */
class CrashIT {

    private static final int KILLS = Integer.getInteger("hie.it.kills", 5);
    private static final int SENDERS = 8;
    private static final int LANES = 4;
    private static final int PORT = 2591;
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 50;
    private static final int EARLIEST_MILLIS = 1_000;
    private static final int LATEST_MILLIS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void shouldLoseNothingAcknowledgedWhenKilledUnderLoad() throws Exception {
        long seed = Long.getLong("hie.it.seed", System.nanoTime());
        Random moments = new Random(seed);
        System.out.printf("CrashIT: seed %d (again with -Dhie.it.seed=%d)%n", seed, seed);
        try (MllpSink sink = MllpSink.open();
                HieServer server = HieServer.start("crash", Map.of("HIE_SAMPLE", "false"))) {
            server.rest().apply("it", "crash", files(sink.port()));
            List<StubbornSender> senders = IntStream.range(0, SENDERS)
                    .mapToObj(number -> new StubbornSender(number, server.port(PORT)))
                    .toList();
            senders.forEach(StubbornSender::start);
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMoreAcknowledged(senders);
                    letTimePass(moments.nextInt(EARLIEST_MILLIS, LATEST_MILLIS));
                    server.kill();
                    server.startAgain();
                }
                awaitMoreAcknowledged(senders);
            } finally {
                senders.forEach(StubbornSender::stop);
            }

            assertNothingLost(senders, sink, server);
        }
    }

    private static void assertNothingLost(List<StubbornSender> senders, MllpSink sink, HieServer server) {
        List<String> acknowledged = senders.stream()
                .flatMap(sender -> sender.acknowledged().stream())
                .toList();
        await("acknowledged messages at the destination")
                .atMost(PATIENCE)
                .until(() -> missing(acknowledged, controlIds(sink.arrived())), Set::isEmpty);
        await("empty queues").atMost(PATIENCE).until(() -> queued(server), depth -> depth == 0);
        await("acknowledged messages in the warehouse")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> missing(acknowledged, inWarehouse(server)), Set::isEmpty);

        List<String> arrived = controlIds(sink.arrived());
        List<String> first = new ArrayList<>(new LinkedHashSet<>(arrived));
        int repeated = arrived.size() - first.size();
        int most = KILLS * (SENDERS + LANES);
        int sentAgain = senders.stream().mapToInt(StubbornSender::sentAgain).sum();
        Counted.say(
                CrashIT.class,
                "%d kills, %d acknowledged, 0 lost, %d arrived of which %d twice (at most %d may), %d attempts of the senders failed",
                KILLS,
                acknowledged.size(),
                arrived.size(),
                repeated,
                most,
                sentAgain);
        assertInOrder(first);
        assertThat(repeated).as("messages delivered more than once").isLessThanOrEqualTo(most);
    }

    private static void assertInOrder(List<String> firstArrivals) {
        Map<Integer, Integer> last = new HashMap<>();
        for (String controlId : firstArrivals) {
            Integer before = last.put(StubbornSender.senderOf(controlId), StubbornSender.sequenceOf(controlId));
            assertThat(StubbornSender.sequenceOf(controlId))
                    .as("%s arrived after number %s of the same patient", controlId, before)
                    .isEqualTo(before == null ? 1 : before + 1);
        }
    }

    private static void awaitMoreAcknowledged(List<StubbornSender> senders) {
        int before = acknowledgedSoFar(senders);
        await("the server accepts again")
                .atMost(PATIENCE)
                .until(() -> acknowledgedSoFar(senders) >= before + ACKNOWLEDGED_BEFORE_A_KILL);
    }

    private static int acknowledgedSoFar(List<StubbornSender> senders) {
        return senders.stream().mapToInt(StubbornSender::acknowledgedSoFar).sum();
    }

    /** The moment of a kill shall not depend on anything the server does. */
    private static void letTimePass(int millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static long queued(HieServer server) {
        long depth = 0;
        for (JsonNode item : server.rest().projectStatus("it", "crash").path("items")) {
            depth += item.path("queueDepth").asLong();
        }
        return depth;
    }

    private static Set<String> missing(Collection<String> wanted, Collection<String> present) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(new HashSet<>(present));
        return missing;
    }

    private static List<String> controlIds(List<byte[]> messages) {
        return messages.stream().map(bytes -> new Hl7Sample(bytes).controlId()).toList();
    }

    private static Set<String> inWarehouse(HieServer server) {
        Set<String> found = new HashSet<>();
        server.rest()
                .messages(Map.of("project", "it/crash", "limit", "1000"))
                .forEach(message -> found.add(message.path("controlId").asText()));
        return found;
    }

    private static Map<String, String> files(int sinkPort) {
        return Map.of(
                "project.yaml",
                """
                workspace: it
                name: crash
                """,
                "items/In.yaml",
                """
                name: In
                class: MllpService
                settings:
                  Port: %d
                targets:
                - Router
                """.formatted(PORT),
                "items/Router.yaml",
                """
                name: Router
                class: RoutingProcess
                settings:
                  PoolSize: 0
                  Rules: |
                    otherwise send Out
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
                  PoolSize: %d
                  OrderKey: PID-3.1
                """.formatted(sinkPort, LANES));
    }
}
