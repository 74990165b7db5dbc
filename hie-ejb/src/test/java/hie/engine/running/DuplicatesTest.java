package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.catalog.HostKind;
import hie.engine.host.MllpService;
import hie.engine.item.HostStartException;
import hie.engine.messaging.DurableBroker;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is sent a message a second time. */
class DuplicatesTest {

    private static final String OUT = ItemFixture.key("Out").queueName();

    @TempDir
    Path data;

    private static Message message(String controlId, String text) {
        return Messages.hl7("MSH|^~\\&|HIS|WARD|HIE|HUB|2026||ADT^A01|" + controlId + "|P|2.5\rPID|1||" + text + "\r");
    }

    private static ItemRuntime service(ItemFixture fixture, Map<String, String> more) throws HostStartException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("Port", "1");
        fixture.operation("Out", Map.of(), message -> null);
        return fixture.items.open(fixture.define("In", MllpService.class, HostKind.SERVICE, settings, "Out"));
    }

    private static String text(ServiceWorker.Outcome outcome) {
        return new String(outcome.reply(), StandardCharsets.ISO_8859_1);
    }

    @Test
    @Tag("setting:Hl7Service.DuplicateWindow")
    void shouldAnswerADuplicateAsBeforeAndSendItNowhere() throws Exception {
        ItemFixture fixture = new ItemFixture();
        ServiceWorker worker = new ServiceWorker(service(fixture, Map.of("DuplicateWindow", "60")));

        Message original = message("1", "7");
        ServiceWorker.Outcome first = worker.receive(original);
        ServiceWorker.Outcome second = worker.receive(message("1", "7"));
        ServiceWorker.Outcome reused = worker.receive(message("1", "8"));

        assertThat(second).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(text(second)).isEqualTo(text(first));
        assertThat(text(reused)).as("another message under the same id").isNotEqualTo(text(first));
        assertThat(fixture.broker.on(OUT)).hasSize(2);
        assertThat(fixture.broker.hops())
                .filteredOn(hop -> hop.status() == HopStatus.DISCARDED)
                .singleElement()
                .satisfies(hop -> {
                    assertThat(hop.item()).isEqualTo("In");
                    assertThat(hop.detail())
                            .contains("a duplicate of message "
                                    + original.header().id());
                });
    }

    @Test
    void shouldTakeEveryMessageWhenNothingIsRemembered() throws Exception {
        ItemFixture fixture = new ItemFixture();
        ServiceWorker worker = new ServiceWorker(service(fixture, Map.of()));

        worker.receive(message("1", "7"));
        worker.receive(message("1", "7"));

        assertThat(fixture.broker.on(OUT)).hasSize(2);
        assertThat(fixture.broker.on("hie.seen.default.hospital.In")).isEmpty();
    }

    @Test
    void shouldTakeAMessageAgainWhoseFirstCopyWasNotStored() throws Exception {
        ItemFixture fixture = new ItemFixture();
        ServiceWorker worker = new ServiceWorker(service(fixture, Map.of("DuplicateWindow", "60")));
        fixture.broker.failNextCommit(new JMSException("disk full"));

        ServiceWorker.Outcome failed = worker.receive(message("1", "7"));
        ServiceWorker.Outcome taken = worker.receive(message("1", "7"));

        assertThat(failed).isInstanceOf(ServiceWorker.Failed.class);
        assertThat(taken).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(fixture.broker.on(OUT)).hasSize(1);
    }

    @Test
    void shouldTakeOneOfManyCopiesThatComeAtOnce() throws Exception {
        ItemFixture fixture = new ItemFixture();
        ItemRuntime item = service(fixture, Map.of("DuplicateWindow", "60"));
        int copies = 16;
        CountDownLatch ready = new CountDownLatch(copies);
        Set<String> replies = ConcurrentHashMap.newKeySet();
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < copies; i++) {
                ServiceWorker worker = new ServiceWorker(item);
                done.add(connections.submit((Callable<?>) () -> {
                    ready.countDown();
                    ready.await();
                    return replies.add(text(worker.receive(message("1", "7"))));
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }

        assertThat(replies).hasSize(1);
        assertThat(fixture.broker.on(OUT)).hasSize(1);
    }

    @Test
    void shouldKnowAfterARestartWhatItHadAccepted() throws Exception {
        Map<String, String> settings = Map.of("DuplicateWindow", "3600", "DuplicateCount", "3");
        try (DurableBroker broker = new DurableBroker(data)) {
            ItemFixture before = new ItemFixture(broker, broker.queues());
            ItemRuntime first = service(before, settings);
            String reply = null;
            try (ServiceWorker worker = new ServiceWorker(first)) {
                for (int id = 1; id <= 5; id++) {
                    reply = text(worker.receive(message(String.valueOf(id), "7")));
                }
            }
            await().until(() -> broker.queues().depth("hie.seen.default.hospital.In") == 3);
            first.close();
            broker.restart();

            ItemFixture after = new ItemFixture(broker, broker.queues());
            ItemRuntime second = service(after, settings);
            assertThat(second.seen().size()).isEqualTo(3);
            try (ServiceWorker worker = new ServiceWorker(second)) {
                assertThat(text(worker.receive(message("5", "7")))).isEqualTo(reply);
                worker.receive(message("1", "7"));
            }
            await().until(() -> broker.queues().depth(OUT) == 6);
            second.close();

            ItemRuntime off = service(new ItemFixture(broker, broker.queues()), Map.of());
            assertThat(broker.browse("hie.seen.default.hospital.In")).isEmpty();
            off.close();
        }
    }
}
