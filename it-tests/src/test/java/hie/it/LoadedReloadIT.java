package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Items are changed while messages flow through them and through others. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class LoadedReloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BETWEEN_RELOADS = 40;

    private final HieServer server;
    private final Rest rest;

    LoadedReloadIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldDisturbNoOtherItemAndLoseNothingWhenItemsAreReloadedUnderLoad() throws Exception {
        Map<String, String> files = new HashMap<>();
        files.put("project.yaml", "workspace: life\nname: loaded\n");
        chain(files, "A", 2695);
        chain(files, "B", 2696);
        rest.apply("life", "loaded", files);
        await().atMost(PATIENCE).until(() -> state(), "running"::equals);

        try (Sender a = new Sender("A", 2695);
                Sender b = new Sender("B", 2696)) {
            awaitMore(a, b);
            files.put("items/OutB.yaml", files.get("items/OutB.yaml").replace("loadedB", "loadedB2"));
            reload(files, "OutB");
            awaitMore(a, b);
            files.put(
                    "items/RouterB.yaml",
                    files.get("items/RouterB.yaml").replace("otherwise", "# changed\n    otherwise"));
            reload(files, "RouterB");
            awaitMore(a, b);
            files.put("items/OutB.yaml", files.get("items/OutB.yaml").replace("loadedB2", "loadedB"));
            reload(files, "OutB");
            awaitMore(a, b);

            int sentA = a.stop();
            int sentB = b.stop();

            await().atMost(PATIENCE).until(() -> delivered("loadedA").size() >= sentA);
            await().atMost(PATIENCE)
                    .until(() ->
                            delivered("loadedB").size() + delivered("loadedB2").size() >= sentB);
            List<String> allOfB = new ArrayList<>(delivered("loadedB"));
            allOfB.addAll(delivered("loadedB2"));
            assertThat(delivered("loadedA")).as("each of A once").containsExactlyInAnyOrderElementsOf(a.sent());
            assertThat(allOfB).as("each of B once").containsExactlyInAnyOrderElementsOf(b.sent());
            assertThat(delivered("loadedB2")).isNotEmpty();
            JsonNode now = rest.projectStatus("life", "loaded");
            for (String item : List.of("InA", "RouterA", "OutA")) {
                assertThat(Rest.item(now, item).path("in").asInt())
                        .as(item + " has counted on since the beginning")
                        .isEqualTo(sentA);
            }
            assertThat(Rest.item(now, "InB").path("in").asInt()).isEqualTo(sentB);
            assertThat(Rest.item(now, "RouterB").path("in").asInt())
                    .as("what was reloaded counts anew")
                    .isLessThan(sentB);
            assertThat(Rest.item(now, "OutB").path("in").asInt()).isLessThan(sentB);
        }
    }

    /** Both senders get some more messages acknowledged, on the connections that they have had from the beginning. */
    private static void awaitMore(Sender a, Sender b) {
        int fromA = a.acknowledged.get() + BETWEEN_RELOADS;
        int fromB = b.acknowledged.get() + BETWEEN_RELOADS;
        await().atMost(PATIENCE).until(() -> {
            a.requireSound();
            b.requireSound();
            return a.acknowledged.get() >= fromA && b.acknowledged.get() >= fromB;
        });
    }

    private void reload(Map<String, String> files, String changed) {
        JsonNode outcome = rest.apply("life", "loaded", files);

        assertThat(outcome.path("changes"))
                .singleElement()
                .satisfies(change -> assertThat(change.path("name").asText()).isEqualTo(changed));
        await().atMost(PATIENCE).until(() -> state(), "running"::equals);
    }

    private String state() {
        return rest.projectStatus("life", "loaded").path("state").asText();
    }

    /** The control ids in a folder of files. */
    private List<String> delivered(String folder) {
        return Delivered.in(server.files(folder)).stream()
                .map(content -> content.split("\\|")[9])
                .toList();
    }

    /** Sends one message after another on one connection until it is stopped; any other answer than AA ends it. */
    private final class Sender implements AutoCloseable {

        private final String name;
        private final MllpPeer peer;
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final CompletableFuture<Void> run;
        private volatile boolean stopped;

        Sender(String name, int port) throws Exception {
            this.name = name;
            this.peer = MllpPeer.connect(server.port(port), PATIENCE);
            this.run = new CompletableFuture<>();
            Thread.ofVirtual().start(this::sendAll);
        }

        private void sendAll() {
            try {
                while (!stopped) {
                    String id = name + acknowledged.get();
                    String code = Ack.of(peer.exchange(message(id))).code();
                    if (!code.equals("AA")) {
                        throw new AssertionError(id + " got " + code);
                    }
                    acknowledged.incrementAndGet();
                }
                run.complete(null);
            } catch (Exception | AssertionError e) {
                run.completeExceptionally(e);
            }
        }

        void requireSound() {
            if (run.isCompletedExceptionally()) {
                run.join();
            }
        }

        /** How many were acknowledged. */
        int stop() {
            stopped = true;
            assertThat(run).succeedsWithin(PATIENCE);
            return acknowledged.get();
        }

        List<String> sent() {
            return IntStream.range(0, acknowledged.get())
                    .mapToObj(i -> name + i)
                    .toList();
        }

        @Override
        public void close() throws Exception {
            stopped = true;
            peer.close();
        }
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||4711\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void chain(Map<String, String> files, String name, int port) {
        files.put("items/In" + name + ".yaml", """
                name: In%1$s
                class: MllpService
                settings:
                  Port: %2$d
                targets:
                - Router%1$s
                """.formatted(name, port));
        files.put("items/Router" + name + ".yaml", """
                name: Router%1$s
                class: RoutingProcess
                settings:
                  Rules: |-
                    otherwise send Out%1$s
                targets:
                - Out%1$s
                """.formatted(name));
        files.put("items/Out" + name + ".yaml", """
                name: Out%1$s
                class: FileOperation
                settings:
                  FilePath: ${data}/files/loaded%1$s
                """.formatted(name));
    }
}
