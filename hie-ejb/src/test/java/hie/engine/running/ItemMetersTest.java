package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.item.ItemStoppingException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ItemMetersTest {

    private static final String LABELS = "{item=\"%s\",kind=\"%s\",project=\"hospital\",workspace=\"default\"}";

    private final ItemFixture fixture = new ItemFixture();

    @Test
    void shouldCountWhatAServiceTakesSendsAndRefuses() throws Exception {
        fixture.operation("Out", Map.of(), message -> Delivery.completed(null, "AA"));
        AtomicInteger asked = new AtomicInteger();
        ItemRuntime in = fixture.service(
                "In",
                (message, outbox) -> {
                    if (asked.getAndIncrement() == 0) {
                        outbox.send("Out", message);
                        return Receipt.accepted(null);
                    }
                    return Receipt.refused(null, "no header");
                },
                "Out");

        try (ServiceWorker worker = new ServiceWorker(in)) {
            worker.receive(message("In"));
            worker.receive(message("In"));
        }

        assertThat(value("hie_item_received_total", "In", "service")).isEqualTo(2);
        assertThat(value("hie_item_sent_total", "In", "service")).isEqualTo(1);
        assertThat(value("hie_item_errors_total", "In", "service")).isEqualTo(1);
        assertThat(value("hie_item_processing_seconds_count", "In", "service")).isEqualTo(2);
    }

    @Test
    void shouldTimeDeliveriesFromTheMessagesEntryIntoTheEngine() throws Exception {
        ItemRuntime out = fixture.operation("Out", Map.of(), message -> Delivery.completed(null, "AA"));
        MessageHeader header = MessageHeader.inbound(
                entered(Instant.now().minusSeconds(20)), Instant.now().minusSeconds(20), "In", Message.HL7_V2);

        try (OperationWorker worker = new OperationWorker(out)) {
            worker.work(new Message(header.to("Out", null), MessageBody.of(new byte[] {1})), FakeBroker.taken());
        }

        assertThat(value("hie_item_end_to_end_seconds_count", "Out", "operation"))
                .isEqualTo(1);
        assertThat(value("hie_item_end_to_end_seconds_sum", "Out", "operation")).isBetween(20.0, 600.0);
        assertThat(fixture.registry.scrape())
                .contains("hie_item_end_to_end_seconds_bucket")
                .contains("le=\"0.0025\"");
    }

    @Test
    void shouldCountRetriesAndTellThatADestinationIsOutOfReach() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        ItemRuntime out = fixture.operation("Out", Map.of("RetryInterval", "0.01"), message -> {
            if (asked.getAndIncrement() == 0) {
                throw new IOException("refused");
            }
            failed.countDown();
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
            return Delivery.completed(null, "AA");
        });

        try (OperationWorker worker = new OperationWorker(out)) {
            Thread works = Thread.ofVirtual().start(() -> work(worker));
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(value("hie_item_unreachable", "Out", "operation")).isEqualTo(1);
            assertThat(value("hie_item_retries_total", "Out", "operation")).isEqualTo(1);
            seen.countDown();
            assertThat(works.join(java.time.Duration.ofSeconds(10))).isTrue();
        }

        assertThat(value("hie_item_unreachable", "Out", "operation")).isZero();
    }

    @Test
    void shouldTellWhereTheCircuitBreakerStands() throws Exception {
        fixture.operation("Without", Map.of(), message -> Delivery.retry(null, "AR"));
        ItemRuntime out = fixture.operation(
                "Out",
                Map.of("CircuitBreakerThreshold", "1", "CircuitBreakerDelay", "3600", "RetryInterval", "0"),
                message -> Delivery.retry(null, "AR"));
        assertThat(value("hie_item_breaker_state", "Out", "operation")).isZero();
        OperationWorker worker = new OperationWorker(out);
        Thread works = Thread.ofVirtual()
                .start(() -> assertThatExceptionOfType(ItemStoppingException.class)
                        .isThrownBy(() -> worker.work(hie.engine.Messages.adt(), FakeBroker.taken())));

        await().until(() -> value("hie_item_breaker_state", "Out", "operation") == 2);

        out.signalStop();
        works.join();
        assertThat(value("hie_item_breaker_state", "Without", "operation")).isZero();
    }

    @Test
    void shouldTellDepthAndOldestAgeWhetherTheItemRunsOrNot() throws Exception {
        fixture.define("Out", ItemFixture.OperationHost.class, hie.engine.catalog.HostKind.OPERATION, Map.of());
        String queue = ItemFixture.key("Out").queueName();
        fixture.depths.put(queue, 3L);
        fixture.firsts.put(queue, Instant.now().minusSeconds(60));

        assertThat(value("hie_item_queue_depth", "Out", "operation")).isEqualTo(3);
        assertThat(value("hie_item_queue_oldest_age_seconds", "Out", "operation"))
                .isBetween(60.0, 600.0);
    }

    @Test
    void shouldTakeTheMessageInTheWorksForTheOldest() throws Exception {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        ItemRuntime out = fixture.operation("Out", Map.of(), message -> {
            delivering.countDown();
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
            return Delivery.completed(null, "AA");
        });
        fixture.depths.put(out.key().queueName(), 1L);

        try (OperationWorker worker = new OperationWorker(out)) {
            Thread works =
                    Thread.ofVirtual().start(() -> work(worker, Instant.now().minusSeconds(90)));
            assertThat(delivering.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(value("hie_item_queue_oldest_age_seconds", "Out", "operation"))
                    .isBetween(90.0, 600.0);
            seen.countDown();
            assertThat(works.join(java.time.Duration.ofSeconds(10))).isTrue();
        }

        assertThat(value("hie_item_queue_oldest_age_seconds", "Out", "operation"))
                .isZero();
    }

    @Test
    void shouldForgetAnItemThatStopsAndCountAnewWhenItStarts() throws Exception {
        ItemRuntime in = fixture.service("In", (message, outbox) -> Receipt.accepted(null));
        try (ServiceWorker worker = new ServiceWorker(in)) {
            worker.receive(message("In"));
        }

        fixture.items.close(in);
        assertThat(fixture.registry.scrape()).doesNotContain("hie_item_received_total{item=\"In\"");
        fixture.service("In", (message, outbox) -> Receipt.accepted(null));

        assertThat(value("hie_item_received_total", "In", "service")).isZero();
        assertThat(value("hie_item_processing_seconds_count", "In", "service")).isZero();
    }

    @Test
    void shouldForgetTheQueueOfAnItemThatIsNoLongerDeployed() throws Exception {
        fixture.define("Out", ItemFixture.OperationHost.class, hie.engine.catalog.HostKind.OPERATION, Map.of());

        fixture.items.keepOnly(Map.of());

        assertThat(fixture.registry.scrape()).doesNotContain("hie_item_queue_depth{");
    }

    private static void work(OperationWorker worker) {
        work(worker, Instant.now());
    }

    private static void work(OperationWorker worker, Instant created) {
        try {
            MessageHeader header = MessageHeader.inbound(MessageIds.next(), created, "In", Message.HL7_V2);
            worker.work(new Message(header.to("Out", null), MessageBody.of(new byte[] {1})), FakeBroker.taken());
        } catch (jakarta.jms.JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.util.UUID entered(Instant when) {
        return new java.util.UUID((when.toEpochMilli() << 16) | 0x7000L, 0x8000000000000001L);
    }

    private static Message message(String source) {
        MessageHeader header = MessageHeader.inbound(MessageIds.next(), Instant.now(), source, Message.HL7_V2);
        return new Message(header, MessageBody.of(new byte[] {1}));
    }

    private double value(String name, String item, String kind) {
        String line = name + LABELS.formatted(item, kind) + " ";
        return fixture.registry
                .scrape()
                .lines()
                .filter(found -> found.startsWith(line))
                .map(found -> Double.parseDouble(found.substring(line.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(line + " is not in\n" + fixture.registry.scrape()));
    }
}
