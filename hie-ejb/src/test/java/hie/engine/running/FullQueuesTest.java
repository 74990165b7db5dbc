package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overflow strategies reject_new and drop_oldest on a broker with a disk, at the limit of a queue. */
class FullQueuesTest extends QueueOnDisk {

    @ParameterizedTest
    @Tag("setting:QueuedHost.QueueSize")
    @Tag("setting:QueuedHost.OverflowStrategy")
    @ValueSource(strings = {"fifo", "priority", "lifo", "unordered"})
    void shouldTurnAwayWhatDoesNotFitThroughARestart(String type) throws Exception {
        Map<String, String> settings = Map.of("QueueType", type, "QueueSize", "2", "OverflowStrategy", "reject_new");
        open(settings);
        send("a", "b");
        awaitDepth(2);
        ServiceWorker.Outcome outcome = send(message("c", 4));
        assertThat(outcome).isInstanceOfSatisfying(ServiceWorker.Failed.class, failed -> {
            assertThat(failed.reason()).contains("full (QueueSize 2)");
            assertThat(new String(failed.reply(), StandardCharsets.US_ASCII)).isEqualTo("FULL");
        });

        restart(settings);
        assertThat(isTaken("d")).isFalse();
        assertThat(deliver(1)).hasSize(1);
        awaitDepth(1);
        assertThat(isTaken("e")).isTrue();
        awaitDepth(2);
        assertThat(isTaken("f")).isFalse();
        assertThat(deliverAll()).hasSize(2).contains("e");
    }

    @Test
    void shouldNeverHoldMoreThanItsSizeWhenManySendAtOnce() throws Exception {
        open(Map.of("QueueSize", "20", "OverflowStrategy", "reject_new"));
        AtomicInteger taken = new AtomicInteger();
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(CompletableFuture.runAsync(() -> assertThatCode(() -> {
                        for (int n = 0; n < 20; n++) {
                            if (isTaken("m")) {
                                taken.incrementAndGet();
                            }
                        }
                    })
                    .doesNotThrowAnyException()));
        }
        senders.forEach(CompletableFuture::join);

        assertThat(taken).hasValue(20);
        awaitDepth(20);
    }

    @Test
    void shouldKeepAProcesssMessageWhileItsTargetIsFull() throws Exception {
        open(Map.of("QueueSize", "1", "OverflowStrategy", "reject_new"));
        ItemRuntime router =
                fixture.process("Router", Map.of(), (message, outbox) -> outbox.send("Out", message), "Out");
        ItemRuntime toRouter = fixture.service(
                "ToRouter",
                (message, outbox) -> {
                    outbox.send("Router", message);
                    return Receipt.accepted(null);
                },
                "Router");
        send("a");
        try (ServiceWorker worker = new ServiceWorker(toRouter)) {
            worker.receive(message("b", 4));
        }
        QueueItemBean bean = new QueueItemBean(router);
        CompletableFuture<Integer> routing = CompletableFuture.supplyAsync(() -> {
            try {
                return broker.feed(router.key().queueName(), bean, 1);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().during(Duration.ofMillis(100)).until(() -> !routing.isDone());
        router.signalStop();
        await().atMost(PATIENCE).until(routing::isDone);
        assertThat(routing.join()).isZero();
        assertThat(broker.queues().depth(router.key().queueName())).isEqualTo(1);

        assertThat(deliver(1)).containsExactly("a");
        ItemRuntime again =
                fixture.process("Router", Map.of(), (message, outbox) -> outbox.send("Out", message), "Out");
        assertThat(broker.feed(router.key().queueName(), new QueueItemBean(again), 1))
                .isEqualTo(1);
        assertThat(deliverAll()).containsExactly("b");
    }

    @ParameterizedTest
    @Tag("setting:QueuedHost.OverflowStrategy")
    @CsvSource({"fifo, b c d", "priority, b c d", "lifo, d c b", "unordered, b c d"})
    void shouldDropTheOldestAndSaySoThroughARestart(String type, String left) throws Exception {
        Map<String, String> settings = Map.of("QueueType", type, "QueueSize", "3", "OverflowStrategy", "drop_oldest");
        open(settings);
        Message oldest = message("a", type.equals("priority") ? 0 : 4);
        send(oldest);
        send("b");
        restart(settings);
        send("c");
        assertThat(hops(HopStatus.DROPPED)).isEmpty();

        send("d");

        assertThat(hops(HopStatus.DROPPED)).singleElement().satisfies(hop -> {
            assertThat(hop.message()).isEqualTo(oldest.header().id());
            assertThat(hop.project()).isEqualTo("default/hospital");
            assertThat(hop.item()).isEqualTo("Out");
            assertThat(hop.from()).isEqualTo("In");
            assertThat(hop.detail()).contains("drop_oldest");
        });
        awaitDepth(3);
        restart(settings);
        assertThat(deliverAll()).containsExactly(left.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "lifo"})
    void shouldNotDropForAMessageThatIsNotTakenAfterAll(String type) throws Exception {
        open(Map.of("QueueType", type, "QueueSize", "1", "OverflowStrategy", "drop_oldest"));
        send("a");
        awaitDepth(1);
        try (var session = broker.openSession()) {
            Message other = message("b", 4);
            assertThat(session.send(QUEUE, other.with(other.header().to("Out", null))))
                    .hasSize(1);
            session.rollback();
        }

        assertThat(hops(HopStatus.DROPPED)).isEmpty();
        List<String> all = new ArrayList<>();
        await("the broker undoes it").atMost(PATIENCE).until(() -> all.addAll(deliverAll()));
        assertThat(all).containsExactly("a");
        send("c");
        assertThat(deliverAll()).containsExactly("c");
    }

    @Test
    void shouldLetATransactionThatIsLargerThanTheQueueInWhenItIsEmpty() throws Exception {
        open(Map.of("QueueSize", "2", "OverflowStrategy", "reject_new"));
        ItemRuntime splitter = fixture.service(
                "Splitter",
                (message, outbox) -> {
                    for (int i = 0; i < 5; i++) {
                        outbox.send("Out", message.derive("Splitter", new byte[] {(byte) ('0' + i)}));
                    }
                    return Receipt.accepted(null);
                },
                "Out");
        try (ServiceWorker worker = new ServiceWorker(splitter)) {
            assertThat(worker.receive(message("x", 4))).isInstanceOf(ServiceWorker.Accepted.class);
            assertThat(worker.receive(message("y", 4))).isInstanceOf(ServiceWorker.Failed.class);
        }

        assertThat(deliverAll()).containsExactly("0", "1", "2", "3", "4");
    }
}
