package hie.engine.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.catalog.HostKind;
import hie.engine.messaging.Broker;
import hie.engine.messaging.DurableBroker;
import hie.engine.messaging.JmsEnvelope;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each queue type and each overflow strategy on a broker with a disk: a service sends to an operation. */
class QueueStrategiesTest {

    private static final String QUEUE = ItemFixture.key("Out").queueName();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private DurableBroker broker;
    private ItemFixture fixture;
    private ItemRuntime in;
    private ItemRuntime out;
    private final List<String> delivered = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        broker = new DurableBroker(data);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    /** The items as they start with a server: nothing is remembered but what is on disk. */
    private void open(Map<String, String> settings) throws HostStartException {
        fixture = new ItemFixture(broker, broker.queues());
        out = fixture.operation("Out", settings, message -> {
            delivered.add(text(message));
            return Delivery.completed(null, "");
        });
        in = fixture.service(
                "In",
                (message, outbox) -> {
                    outbox.send("Out", message);
                    return Receipt.accepted(null);
                },
                "Out");
    }

    private void restart(Map<String, String> settings) throws Exception {
        in.close();
        out.close();
        broker.restart();
        open(settings);
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.US_ASCII);
    }

    private static Message message(String text, int priority) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.now(), "In", "text/plain")
                        .withPriority(priority),
                MessageBody.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private ServiceWorker.Outcome send(Message message) throws HostStartException {
        try (ServiceWorker worker = new ServiceWorker(in)) {
            return worker.receive(message);
        }
    }

    private void send(String... texts) throws HostStartException {
        for (String text : texts) {
            assertThat(send(message(text, 4))).isInstanceOf(ServiceWorker.Accepted.class);
        }
    }

    /** The broker counts a message a moment after its commit. */
    private void awaitDepth(int depth) {
        await().until(() -> broker.queues().depth(QUEUE) == depth);
    }

    private boolean isTaken(String text) throws HostStartException {
        return send(message(text, 4)) instanceof ServiceWorker.Accepted;
    }

    private List<String> deliver(int most) throws Exception {
        QueueItemBean bean = new QueueItemBean(out);
        broker.feed(QUEUE, bean, most);
        bean.release();
        List<String> now = List.copyOf(delivered);
        delivered.clear();
        return now;
    }

    private List<String> deliverAll() throws Exception {
        return deliver(Integer.MAX_VALUE);
    }

    private List<Hop> hops(HopStatus status) throws Exception {
        return broker.drain(Broker.TRACE_QUEUE).stream()
                .flatMap(trace -> TraceCodec.decode(trace).hops().stream())
                .filter(hop -> hop.status() == status)
                .toList();
    }

    @ParameterizedTest
    @Tag("setting:QueuedHost.QueueType")
    @CsvSource({"fifo, low1 high low2 normal", "priority, high normal low1 low2", "lifo, normal low2 high low1"})
    void shouldTakeMessagesInTheOrderOfTheQueueTypeThroughARestart(String type, String expected) throws Exception {
        Map<String, String> settings = Map.of("QueueType", type);
        open(settings);
        send(message("low1", 9));
        send(message("high", 0));
        restart(settings);
        send(message("low2", 9));
        send(message("normal", 4));

        assertThat(deliver(1)).containsExactly(expected.split(" ")[0]);
        restart(settings);
        assertThat(deliverAll())
                .containsExactlyElementsOf(List.of(expected.split(" ")).subList(1, 4));
        awaitDepth(0);
    }

    @Test
    void shouldTellTheReceiverThePriorityThatTheQueueDidNotHeed() throws Exception {
        open(Map.of());
        AtomicInteger priority = new AtomicInteger();
        ItemRuntime reading = fixture.operation("Out", Map.of(), message -> {
            priority.set(message.header().priority());
            return Delivery.completed(null, "");
        });
        send(message("a", 7));

        broker.feed(QUEUE, new QueueItemBean(reading), 1);

        assertThat(priority).hasValue(7);
    }

    @Test
    void shouldTakeTheNewestFirstAlsoAmongLargeAndLateMessages() throws Exception {
        Map<String, String> settings = Map.of("QueueType", "lifo");
        open(settings);
        String large = "x".repeat(300_000);
        send("a", large, "b");

        assertThat(deliver(1)).containsExactly("b");
        send("c");
        assertThat(deliver(2)).containsExactly("c", large);
        restart(settings);
        assertThat(deliverAll()).containsExactly("a");
    }

    @Test
    void shouldGiveTheNewestMessageBackWhenTheItemStops() throws Exception {
        Map<String, String> settings = Map.of("QueueType", "lifo");
        open(settings);
        send("a", "b");
        out.signalStop();

        assertThat(deliver(1)).isEmpty();

        restart(settings);
        assertThat(deliverAll()).containsExactly("b", "a");
    }

    @Test
    void shouldHaveTheNewestMessageAgainWhenTheServerEndsWhileItIsInTheWorks() throws Exception {
        Map<String, String> settings = Map.of("QueueType", "lifo");
        open(settings);
        send("a", "b");
        assertThat(broker.takeStored(QUEUE, Broker.Pick.NEWEST)).isPresent();

        restart(settings);

        assertThat(deliverAll()).containsExactly("b", "a");
    }

    @ParameterizedTest
    @Tag("setting:QueuedHost.OrderKey")
    @ValueSource(strings = {"fifo", "priority"})
    void shouldGroupMessagesByTheirOrderKey(String type) throws Exception {
        assertThat(groups(Map.of("QueueType", type, "OrderKey", "PID-3.1", "PoolSize", "4")))
                .containsExactly("4711");
    }

    @Test
    @Tag("setting:QueuedHost.OrderKey")
    void shouldGroupMessagesOfOtherFormatsByTheirOrderKey() throws Exception {
        open(Map.of("OrderKey", "Document.patient.id", "PoolSize", "4"));
        send(hie.engine.Messages.of("{\"patient\": {\"id\": 4711}}", "application/json"));

        assertThat(groupsOnQueue()).containsExactly("4711");
    }

    @Test
    @Tag("setting:QueuedHost.QueueType")
    void shouldPromiseNothingAboutOrderWhenUnordered() throws Exception {
        assertThat(groups(Map.of("QueueType", "unordered", "PoolSize", "4"))).containsExactly((String) null);
    }

    private List<String> groups(Map<String, String> settings) throws Exception {
        open(settings);
        send(hie.engine.Messages.adt());
        return groupsOnQueue();
    }

    private List<String> groupsOnQueue() throws Exception {
        List<String> groups = new ArrayList<>();
        broker.feed(
                QUEUE,
                taken -> groups.add(JmsEnvelope.read(taken.message()).header().orderKey()),
                1);
        return groups;
    }

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
        assertThat(broker.queues().depth(QUEUE)).isEqualTo(20);
    }

    @Test
    @Tag("setting:QueuedHost.OverflowStrategy")
    void shouldHaveTheSenderWaitUntilThereIsRoom() throws Exception {
        Map<String, String> settings = Map.of("QueueSize", "1", "BlockTimeout", "3600");
        open(settings);
        send("a");
        restart(settings);
        CompletableFuture<Boolean> blocked = sendMeanwhile("b");
        await().during(Duration.ofMillis(100)).until(() -> !blocked.isDone());

        assertThat(deliver(1)).containsExactly("a");

        await().atMost(PATIENCE).until(blocked::isDone);
        assertThat(blocked.join()).isTrue();
        assertThat(deliverAll()).containsExactly("b");
    }

    @Test
    @Tag("setting:QueuedHost.BlockTimeout")
    void shouldNotHaveTheSenderWaitForLongerThanItMay() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "0.05"));
        send("a");

        assertThat(isTaken("b")).isFalse();
        assertThat(deliverAll()).containsExactly("a");
    }

    @Test
    void shouldReleaseASenderThatWaitsWhenItStops() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "3600"));
        send("a");
        CompletableFuture<Boolean> blocked = sendMeanwhile("b");
        await().during(Duration.ofMillis(100)).until(() -> !blocked.isDone());

        in.signalStop();

        await().atMost(PATIENCE).until(blocked::isDone);
        assertThat(blocked.join()).isFalse();
    }

    @Test
    void shouldReleaseASenderThatWaitsWhenTheLimitIsRaised() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "3600"));
        send("a");
        CompletableFuture<Boolean> blocked = sendMeanwhile("b");

        fixture.define("Out", ItemFixture.OperationHost.class, HostKind.OPERATION, Map.of("QueueSize", "2"));

        await().atMost(PATIENCE).until(blocked::isDone);
        assertThat(blocked.join()).isTrue();
    }

    private CompletableFuture<Boolean> sendMeanwhile(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return isTaken(text);
            } catch (HostStartException e) {
                throw new IllegalStateException(e);
            }
        });
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
    void shouldLoseNothingWhenTheQueueTypeIsChangedWhileMessagesWait() throws Exception {
        open(Map.of("QueueType", "fifo"));
        send("a", "b");
        restart(Map.of("QueueType", "lifo"));
        send("c", "d");
        assertThat(deliver(3)).containsExactly("a", "b", "d");
        send("e");
        restart(Map.of("QueueType", "priority", "QueueSize", "1"));
        assertThat(deliver(1)).containsExactly("c");
        restart(Map.of("QueueType", "fifo"));
        send("f");

        assertThat(deliverAll()).containsExactly("e", "f");
        awaitDepth(0);
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

    @Test
    @Tag("setting:BusinessService.MessagePriority")
    void shouldDeliverFirstWhatComesThroughTheServiceOfTheSmallerPriorityNumber() throws Exception {
        open(Map.of("QueueType", "priority"));
        ItemRuntime out = fixture.operation("Out", Map.of("QueueType", "priority"), message -> {
            delivered.add(text(message) + " " + message.header().priority());
            return Delivery.completed(null, "");
        });
        take(Map.of(), message("usual", 4), message("a client's own", 7));
        take(Map.of("MessagePriority", "0"), message("urgent", 4), message("brought its own", 2));

        broker.feed(QUEUE, new QueueItemBean(out), 4);

        assertThat(delivered).containsExactly("urgent 0", "brought its own 2", "usual 4", "a client's own 7");
    }

    @Test
    @Tag("setting:BusinessService.MessagePriority")
    void shouldDeliverFirstWhatIsUrgentByItsContent() throws Exception {
        open(Map.of("QueueType", "priority"));
        Message routine = hie.engine.Messages.of("{\"urgent\": false}", "application/json");
        Message urgent = hie.engine.Messages.of("{\"urgent\": true}", "application/json");
        take(Map.of("MessagePriority", "If(Document.urgent = 1, 0, 4)"), routine, urgent);

        assertThat(deliver(2)).containsExactly(text(urgent), text(routine));
    }

    private void take(Map<String, String> settings, Message... messages) throws HostStartException {
        ItemRuntime service = fixture.service(
                "In",
                settings,
                (message, outbox) -> {
                    outbox.send("Out", message);
                    return Receipt.accepted(null);
                },
                "Out");
        try (ServiceWorker worker = new ServiceWorker(service)) {
            for (Message message : messages) {
                worker.receive(message);
            }
        }
    }
}
