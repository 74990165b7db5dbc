package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.messaging.Broker;
import hie.store.message.HopStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages whose time is over, on a broker with a disk. */
class ExpiryTest extends QueueOnDisk {

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "lifo"})
    void shouldTraceWhatExpiresOnTheQueueAndNotDeliverIt(String type) throws Exception {
        Map<String, String> settings = Map.of("QueueType", type);
        open(settings);
        Message brief = message("brief", 4);
        send(brief.with(brief.header().withTimeToLive(Duration.ofMillis(1))));
        send("a");
        restart(settings);
        broker.expire(type.equals("fifo") ? QUEUE : QUEUE.replace("hie.item", "hie.lifo"));

        await().atMost(PATIENCE).until(() -> broker.queues().depth(Broker.EXPIRED_QUEUE) == 1);
        new ExpiredMessages(broker, fixture.items).trace();

        assertThat(hops(HopStatus.EXPIRED)).singleElement().satisfies(hop -> {
            assertThat(hop.message()).isEqualTo(brief.header().id());
            assertThat(hop.project()).isEqualTo("default/hospital");
            assertThat(hop.item()).isEqualTo("Out");
            assertThat(hop.from()).isEqualTo("In");
        });
        assertThat(deliverAll()).containsExactly("a");
        assertThat(broker.queues().depth(Broker.EXPIRED_QUEUE)).isZero();
        new ExpiredMessages(broker, fixture.items).trace();
        assertThat(hops(HopStatus.EXPIRED)).isEmpty();
    }

    @Test
    void shouldNotDeliverWhatExpiresBetweenAttempts() throws Exception {
        Map<String, String> settings = Map.of("RetryInterval", "0.01");
        open(settings);
        AtomicInteger attempts = new AtomicInteger();
        ItemRuntime failing = fixture.operation("Out", settings, message -> {
            attempts.incrementAndGet();
            return Delivery.retry(null, "down");
        });
        Message brief = message("brief", 4);
        send(brief.with(brief.header().withTimeToLive(Duration.ofSeconds(1))));

        assertThat(broker.feed(QUEUE, new QueueItemBean(failing), 1)).isEqualTo(1);

        assertThat(attempts.get()).isPositive();
        assertThat(hops(HopStatus.EXPIRED))
                .singleElement()
                .satisfies(hop -> assertThat(hop.attempts()).isEqualTo(attempts.get()));
    }

    @Test
    @Tag("setting:BusinessService.TimeToLive")
    void shouldGiveMessagesTheTimeToLiveOfTheirService() throws Exception {
        open(Map.of());
        ItemRuntime brief = fixture.operation("Out", Map.of(), message -> {
            delivered.add(String.valueOf(message.header().timeToLive()));
            return Delivery.completed(null, "");
        });
        ItemRuntime service = fixture.service(
                "In",
                Map.of("TimeToLive", "60"),
                (message, outbox) -> {
                    outbox.send("Out", message);
                    return Receipt.accepted(null);
                },
                "Out");
        Message now = message("a", 4);
        try (ServiceWorker worker = new ServiceWorker(service)) {
            worker.receive(now);
            worker.receive(now.with(now.header().withTimeToLive(Duration.ofSeconds(30))));
        }

        broker.feed(QUEUE, new QueueItemBean(brief), 2);

        assertThat(delivered).containsExactly("PT1M", "PT30S");
    }
}
