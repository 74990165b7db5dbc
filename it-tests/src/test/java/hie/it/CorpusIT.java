package hie.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every file of the corpus through the sample production: what is acknowledged arrives as it was sent, the rest is refused and kept. */
@ExtendWith(SharedServer.class)
class CorpusIT {

    private static final int CONNECTIONS = 8;
    private static final Duration REPLY = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration DELIVERY = Duration.ofMinutes(3);
    private static final int EVERY = 15;
    private static final List<String> FOLDERS = List.of("received", "results", "other");

    private final HieServer server;
    private final Rest rest;

    CorpusIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    /** A message and what the server said to it. */
    private record Exchange(Path file, Hl7Sample message, Ack ack) {}

    @Test
    void shouldAcknowledgeDeliverOrRefuseEveryFile() throws Exception {
        Corpus corpus = new Corpus();
        assumeTrue(
                corpus.isHere(),
                () -> "skipped: the message corpus is not at " + corpus.directory()
                        + "; name its folder with -Dhie.it.corpus=DIR");
        List<Corpus.Sample> samples = corpus.samples();
        List<Hl7Sample> sent =
                samples.stream().flatMap(sample -> sample.messages().stream()).toList();
        List<Hl7Sample> good = sent.stream().filter(Hl7Sample::hasHeader).toList();
        Instant begun = Instant.now();
        Map<String, Set<Path>> before = FOLDERS.stream().collect(toMap(Function.identity(), this::files));

        List<Exchange> exchanges = sendAll(samples);

        assertThat(exchanges).hasSameSizeAs(sent);
        assertThat(exchanges).allSatisfy(CorpusIT::isAnsweredAsItDeserves);
        assertArrived(before, "received", having(good, "ADT", "ORU"));
        assertArrived(before, "results", having(good, "ORU"));
        List<Hl7Sample> others = new ArrayList<>(good);
        others.removeAll(having(good, "ADT", "ORU"));
        assertArrived(before, "other", others);
        List<Hl7Sample> refused =
                sent.stream().filter(message -> !message.hasHeader()).toList();
        assertKept(begun, sent, refused);
        Counted.say(
                CorpusIT.class,
                "%d files (%d brought their frame, %d cut by an end sequence inside) = %d frames, %d accepted, %d refused;"
                        + " delivered %d to the receiver, %d to results, %d to other",
                samples.size(),
                samples.stream().filter(Corpus.Sample::wasFramed).count(),
                samples.stream().filter(Corpus.Sample::isCut).count(),
                sent.size(),
                good.size(),
                refused.size(),
                having(good, "ADT", "ORU").size(),
                having(good, "ORU").size(),
                others.size());
    }

    private static List<Hl7Sample> having(List<Hl7Sample> messages, String... codes) {
        return messages.stream()
                .filter(message -> List.of(codes).contains(message.messageCode()))
                .toList();
    }

    private List<Exchange> sendAll(List<Corpus.Sample> samples) throws Exception {
        Queue<Corpus.Sample> queue = new ConcurrentLinkedQueue<>(samples);
        List<Exchange> all = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<List<Exchange>>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(senders.submit(() -> sendFrom(queue)));
            }
            for (Future<List<Exchange>> sender : running) {
                all.addAll(sender.get());
            }
        }
        return all;
    }

    private List<Exchange> sendFrom(Queue<Corpus.Sample> queue) throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        try (MllpPeer peer = MllpPeer.connect(server.hospitalPort(), REPLY)) {
            for (Corpus.Sample sample = queue.poll(); sample != null; sample = queue.poll()) {
                try {
                    peer.send(sample.wire());
                    for (Hl7Sample message : sample.messages()) {
                        exchanges.add(new Exchange(sample.file(), message, Ack.of(peer.reply())));
                    }
                } catch (IOException e) {
                    throw new IOException("no acknowledgement for " + sample.file() + ": " + e.getMessage(), e);
                }
            }
            assertThat(peer.hasMore(QUIET))
                    .as("more acknowledgements than messages")
                    .isFalse();
        }
        return exchanges;
    }

    private static void isAnsweredAsItDeserves(Exchange exchange) {
        Ack ack = exchange.ack();
        if (exchange.message().hasHeader()) {
            assertThat(ack.code()).as("%s", exchange.file()).isEqualTo("AA");
            if (exchange.message().isSingle()) {
                assertThat(ack.controlId())
                        .as("%s", exchange.file())
                        .isEqualTo(exchange.message().controlId());
            }
        } else {
            assertThat(ack.code()).as("%s", exchange.file()).isIn("AR", "AE");
            assertThat(ack.text().isEmpty() && !ack.hasErrorSegment())
                    .as("%s was refused without a reason", exchange.file())
                    .isFalse();
        }
    }

    private void assertArrived(Map<String, Set<Path>> before, String folder, List<Hl7Sample> expected) {
        await("files in " + folder)
                .atMost(DELIVERY)
                .until(() -> arrived(before, folder).size(), count -> count >= expected.size());

        assertThat(hashes(arrived(before, folder), CorpusIT::content))
                .as("contents of %s", folder)
                .isEqualTo(hashes(expected, Hl7Sample::bytes));
    }

    private Set<Path> arrived(Map<String, Set<Path>> before, String folder) {
        Set<Path> now = files(folder);
        now.removeAll(before.get(folder));
        return now;
    }

    /** Every message is there by control id and length; the bodies are read of all that were refused and of a sample of the rest. */
    private void assertKept(Instant begun, List<Hl7Sample> sent, List<Hl7Sample> refused) {
        Map<String, String> criteria = Map.of("project", "default/hospital", "from", begun.toString(), "limit", "200");
        await("messages in the warehouse")
                .atMost(DELIVERY)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> received(criteria).size(), count -> count >= sent.size());

        List<JsonNode> kept = received(criteria);
        assertThat(kept.stream()
                        .collect(groupingBy(message -> message.path("size").asInt(), counting())))
                .as("lengths in the warehouse")
                .isEqualTo(sent.stream().collect(groupingBy(message -> message.bytes().length, counting())));
        List<JsonNode> keptRefused = kept.stream()
                .filter(message -> message.path("status").asText().equals("refused"))
                .toList();
        assertThat(hashes(keptRefused, this::body)).as("refused messages").isEqualTo(hashes(refused, Hl7Sample::bytes));
        assertThat(keptRefused)
                .allSatisfy(message -> assertThat(
                                rest.get("/messages/" + message.path("id").asText())
                                        .path("reason")
                                        .asText())
                        .isNotEmpty());
        Set<String> known = hashes(sent, Hl7Sample::bytes).keySet();
        for (int i = 0; i < kept.size(); i += EVERY) {
            assertThat(known).contains(Corpus.hash(body(kept.get(i))));
        }
    }

    private List<JsonNode> received(Map<String, String> criteria) {
        return rest.messages(criteria).stream()
                .filter(message -> message.path("source").asText().equals("From HIS"))
                .toList();
    }

    private byte[] body(JsonNode message) {
        return rest.messageBody(message.path("id").asText());
    }

    private static <T> Map<String, Long> hashes(Collection<T> things, Function<T, byte[]> bytes) {
        return things.stream().collect(groupingBy(thing -> Corpus.hash(bytes.apply(thing)), counting()));
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<Path> files(String folder) {
        Path directory = server.files(folder);
        if (!Files.isDirectory(directory)) {
            return new HashSet<>();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return new HashSet<>(found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
