package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts that take longer than they may, and hosts of items that stop. */
class WorkerHostTest {

    private static final Duration NO_GRACE = Duration.ofMillis(1);

    private final ItemFixture fixture = new ItemFixture();
    private final Semaphore stubborn = new Semaphore(0);
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    private static Message addressed(String item) {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("In").to(item, null));
    }

    /** Does not hear that it is interrupted. */
    private Delivery endless() {
        threads.add(Thread.currentThread());
        stubborn.acquireUninterruptibly();
        return Delivery.completed(null, "AA");
    }

    private OperationWorker operation(Map<String, String> settings, Duration grace, ItemFixture.Operation work)
            throws HostStartException {
        ItemRuntime item = fixture.operation("Out", settings, work);
        return new OperationWorker(item, WorkerHost.of(item, BusinessOperation.class, grace), item.borrowSession());
    }

    @Test
    @Tag("setting:BusinessService.MessageTimeout")
    void shouldAnswerTheSenderOfAServiceThatDoesNotEndAndGoOnWithAnother() throws Exception {
        AtomicReference<ItemFixture.Service> work = new AtomicReference<>((message, outbox) -> {
            endless();
            outbox.send("Out", message);
            return Receipt.accepted(null);
        });
        ItemRuntime item = fixture.service(
                "In",
                Map.of("MessageTimeout", "0.05"),
                (message, outbox) -> work.get().receive(message, outbox),
                "Out");
        ServiceWorker worker = new ServiceWorker(item, WorkerHost.of(item, BusinessService.class, NO_GRACE));

        ServiceWorker.Failed late = (ServiceWorker.Failed) worker.receive(Messages.adt());

        assertThat(late.reply()).asString().isEqualTo("AE");
        assertThat(late.reason()).contains("0.05 s (MessageTimeout)", "left behind");
        assertThat(item.leftBehind()).isEqualTo(1);
        work.set((message, outbox) -> Receipt.accepted(null));
        assertThat(worker.receive(Messages.adt())).isInstanceOf(ServiceWorker.Accepted.class);

        stubborn.release();
        await().until(() -> item.leftBehind() == 0);
        assertThat(fixture.broker.on(ItemFixture.key("Out").queueName()))
                .as("what it sends too late goes nowhere")
                .isEmpty();
        worker.close();
    }

    @Test
    @Tag("setting:QueuedHost.MessageTimeout")
    void shouldLeaveAHostBehindThatDoesNotEndAndGoOnWithAnother() throws Exception {
        AtomicReference<ItemFixture.Operation> work = new AtomicReference<>(message -> endless());
        OperationWorker worker = operation(
                Map.of("MessageTimeout", "0.05"),
                NO_GRACE,
                message -> work.get().deliver(message));

        worker.work(addressed("Out"), FakeBroker.taken());

        assertThat(fixture.broker.suspensions()).singleElement().satisfies(suspension -> {
            assertThat(suspension.status()).isEqualTo(HopStatus.SUSPENDED);
            assertThat(suspension.why()).contains("0.05 s (MessageTimeout)", "left behind");
        });
        assertThat(fixture.broker.consumed()).hasSize(1);
        assertThat(worker.item().leftBehind()).isEqualTo(1);
        assertThat(fixture.registry.get("hie.item.left.behind").gauge().value()).isEqualTo(1);
        work.set(message -> {
            threads.add(Thread.currentThread());
            return Delivery.completed(null, "AA");
        });
        worker.work(addressed("Out"), FakeBroker.taken());
        assertThat(fixture.broker.hops())
                .extracting(Hop::status)
                .containsExactly(HopStatus.SUSPENDED, HopStatus.COMPLETED);
        assertThat(threads).doesNotHaveDuplicates().hasSize(2);

        stubborn.release();
        await().until(() -> worker.item().leftBehind() == 0);
        assertThat(fixture.broker.hops()).as("what comes late has no effect").hasSize(2);
    }

    @Test
    void shouldFreeTheWorkerOfAHostThatHearsTheInterruption() throws Exception {
        OperationWorker worker = operation(Map.of("MessageTimeout", "0.05"), Duration.ofSeconds(60), message -> {
            Thread.sleep(Duration.ofHours(1));
            return Delivery.completed(null, "AA");
        });

        worker.work(addressed("Out"), FakeBroker.taken());

        assertThat(fixture.broker.suspensions())
                .singleElement()
                .satisfies(suspension -> assertThat(suspension.why())
                        .isEqualTo("its host was interrupted after 0.05 s (MessageTimeout)"));
        assertThat(worker.item().leftBehind()).isZero();
    }

    @Test
    void shouldNotTryAgainWhatWasInterrupted() throws Exception {
        OperationWorker worker = operation(Map.of("MessageTimeout", "0.05"), Duration.ofSeconds(60), message -> {
            try {
                Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                return Delivery.retry(null, "interrupted").unanswered();
            }
            return Delivery.failed(null, "");
        });

        worker.work(addressed("Out"), FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.SUSPENDED);
    }

    @Test
    void shouldTakeAnOutcomeThatComesWithinTheGrace() throws Exception {
        OperationWorker worker = operation(Map.of("MessageTimeout", "0.05"), Duration.ofSeconds(60), message -> {
            try {
                Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                return Delivery.completed(null, "AA");
            }
            return Delivery.failed(null, "");
        });

        worker.work(addressed("Out"), FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.COMPLETED);
    }

    @Test
    @Tag("setting:QueuedHost.MessageTimeout")
    void shouldSendNothingThatAProcessPutInItsOutboxTooLate() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        AtomicReference<Exception> refused = new AtomicReference<>();
        fixture.define("Out", ItemFixture.OperationHost.class, hie.engine.catalog.HostKind.OPERATION, Map.of());
        ItemRuntime item = fixture.process(
                "Router",
                Map.of("MessageTimeout", "0.05"),
                (message, outbox) -> {
                    outbox.send("Out", message);
                    stubborn.acquireUninterruptibly();
                    try {
                        outbox.call("Out", message, Duration.ofSeconds(1));
                    } catch (Exception e) {
                        refused.set(e);
                    }
                    late.countDown();
                },
                "Out");
        ProcessWorker worker =
                new ProcessWorker(item, WorkerHost.of(item, BusinessProcess.class, NO_GRACE), item.borrowSession());

        worker.work(addressed("Router"), FakeBroker.taken());
        stubborn.release();
        late.await();

        assertThat(fixture.broker.on(ItemFixture.key("Out").queueName())).isEmpty();
        assertThat(refused.get()).hasMessage("the host was waited for no more");
        assertThat(fixture.broker.suspensions())
                .singleElement()
                .satisfies(suspension -> assertThat(suspension.status()).isEqualTo(HopStatus.SUSPENDED));
    }

    @Test
    void shouldStopAnItemThatHasLeftTooManyBehind() throws Exception {
        OperationWorker worker = operation(Map.of("MessageTimeout", "0.01"), NO_GRACE, message -> endless());

        for (int i = 0; i < HostsAtWork.MOST_LEFT_BEHIND; i++) {
            worker.work(addressed("Out"), FakeBroker.taken());
        }

        assertThat(fixture.items.disabled()).containsOnlyKeys(ItemFixture.key("Out"));
        stubborn.release(HostsAtWork.MOST_LEFT_BEHIND);
    }

    @Test
    @Tag("setting:QueuedHost.DrainTimeout")
    void shouldInterruptWhatIsInTheWorksWhenStoppingTakesTooLongAndGiveItBack() throws Exception {
        for (String limit : java.util.List.of("0", "3600")) {
            CountDownLatch begun = new CountDownLatch(1);
            ItemRuntime item = fixture.process(
                    "Router", Map.of("DrainTimeout", "0.05", "MessageTimeout", limit), (message, outbox) -> {
                        begun.countDown();
                        Thread.sleep(Duration.ofHours(1));
                    });
            ProcessWorker worker = new ProcessWorker(item);
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread working = Thread.ofPlatform().start(() -> {
                try {
                    worker.work(addressed("Router"), FakeBroker.taken());
                } catch (JMSException | RuntimeException e) {
                    outcome.set(e);
                }
            });
            begun.await();

            item.drain();
            working.join();

            assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        }
        assertThat(fixture.broker.errors()).isEmpty();
        assertThat(fixture.broker.consumed()).isEmpty();
    }

    @Test
    void shouldNotInterruptTheEngineWhileTheHostCallsIt() throws Exception {
        HostSpan span = new HostSpan();
        span.begin();

        span.shield();
        span.interrupt();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        span.unshield();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> Thread.sleep(Duration.ofHours(1)));
        span.interrupt();
        span.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
