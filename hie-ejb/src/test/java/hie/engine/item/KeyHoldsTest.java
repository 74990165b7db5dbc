package hie.engine.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.desk.Selection;
import hie.engine.desk.SuspendedDesk;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.DurableBroker;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.queue.QueueListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation that holds back what comes after a suspended message, and the desk, on a broker with a disk. */
class KeyHoldsTest {

    private static final String QUEUE = ItemFixture.key("Out").queueName();
    private static final Map<String, String> KEYED = Map.of("HoldKeyOnSuspend", "true", "OrderKey", "OBX-5.1");

    @TempDir
    Path data;

    private DurableBroker broker;
    private ItemFixture fixture;
    private SuspendedDesk desk;
    private ItemRuntime out;
    private final List<String> delivered = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        broker = new DurableBroker(data);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private void open(Map<String, String> settings) throws Exception {
        fixture = new ItemFixture(broker, broker.queues());
        out = fixture.operation("Out", settings, message -> {
            String name = name(message);
            if (refused.contains(name)) {
                return Delivery.suspended(null, "AE");
            }
            delivered.add(name);
            return Delivery.completed(null, "AA");
        });
        desk = new SuspendedDesk(new ErrorQueue(broker.server(), broker.factory(), broker.queues()), fixture.items);
    }

    private static String name(Message message) {
        String text = new String(message.body().bytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("|note||") + 7).strip().replace("^", "");
    }

    /** Each message is named by its key and a number. */
    private void send(String... names) throws Exception {
        try (BrokerSession session = broker.openSession()) {
            for (String name : names) {
                Message adt = Messages.adt(name.charAt(0) + "^" + name.substring(1));
                session.send(QUEUE, adt.with(adt.header().sentBy("In").to("Out", name.substring(0, 1))));
            }
            session.commit();
        }
        await().until(() -> broker.queues().depth(QUEUE) >= names.length);
    }

    private List<String> work() throws Exception {
        QueueListener bean = new QueueItemBean(out);
        broker.feed(QUEUE, bean, Integer.MAX_VALUE);
        List<String> now = List.copyOf(delivered);
        delivered.clear();
        return now;
    }

    private List<SuspendedMessage> suspended() {
        return desk.list(SuspensionFilter.ALL, 0, 100).messages();
    }

    private UUID suspension(String name) {
        return suspended().stream()
                .filter(one -> name(one.message()).equals(name))
                .findFirst()
                .orElseThrow()
                .suspension()
                .id();
    }

    private int retry(String... names) {
        return desk.retry(
                Selection.Chosen.of(
                        SuspensionFilter.ALL,
                        List.of(names).stream().map(this::suspension).toList()),
                "alice");
    }

    private void awaitQueued(int depth) {
        await().until(() -> broker.queues().depth(QUEUE) == depth);
    }

    @Test
    @Tag("setting:QueuedHost.HoldKeyOnSuspend")
    void shouldHoldBackTheKeyOfASuspendedMessageAndSendAllOfItAgainInOrder() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "b1", "a2", "b2", "a3");

        assertThat(work()).containsExactly("b1", "b2");
        assertThat(suspended()).extracting(one -> name(one.message())).containsExactly("a1", "a2", "a3");
        assertThat(suspended().get(1).suspension().why())
                .isEqualTo("held behind message "
                        + suspended().get(0).message().header().id());
        refused.clear();
        send("a4", "b3");
        assertThat(retry("a1")).isEqualTo(3);
        awaitQueued(5);

        assertThat(work()).containsExactly("a1", "a2", "a3", "a4", "b3");
        assertThat(suspended()).isEmpty();
        send("a5");
        assertThat(work()).as("the key is free").containsExactly("a5");
    }

    @Test
    void shouldNotHoldBackWhenNotAskedTo() throws Exception {
        open(Map.of("OrderKey", "OBX-5.1"));
        refused.add("a1");
        send("a1", "a2");

        assertThat(work()).containsExactly("a2");
        assertThat(suspended()).hasSize(1);
    }

    @Test
    void shouldHoldTheWholeLaneBackWhereThereIsNoKey() throws Exception {
        open(Map.of("HoldKeyOnSuspend", "true"));
        refused.add("a1");
        send("a1", "b1");

        assertThat(work()).isEmpty();
        assertThat(suspended()).hasSize(2);
    }

    @Test
    void shouldHoldBackThroughARestart() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2");
        assertThat(work()).isEmpty();
        out.close();
        broker.restart();
        refused.clear();
        open(KEYED);
        send("a3", "b1");

        assertThat(work()).containsExactly("b1");
        assertThat(retry("a1")).isEqualTo(3);
        awaitQueued(3);
        assertThat(work()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void shouldLetTheOthersGoOnWhenTheFirstIsDiscarded() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2", "a3");
        assertThat(work()).isEmpty();

        int discarded = desk.discard(Selection.Chosen.of(SuspensionFilter.ALL, List.of(suspension("a1"))), "alice");

        assertThat(discarded).isEqualTo(1);
        awaitQueued(2);
        assertThat(work()).containsExactly("a2", "a3");
        assertThat(suspended()).isEmpty();
    }

    @Test
    void shouldDiscardAllWhenAllAreMeant() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2", "a3");
        assertThat(work()).isEmpty();

        assertThat(desk.discard(new Selection.Everything(SuspensionFilter.ALL, 3), "alice"))
                .isEqualTo(3);

        assertThat(suspended()).isEmpty();
        send("a4");
        assertThat(work()).containsExactly("a4");
    }

    @Test
    void shouldSendEverythingAgainInItsOrder() throws Exception {
        open(KEYED);
        refused.addAll(List.of("a1", "b1"));
        send("a1", "b1", "a2", "b2", "a3");
        assertThat(work()).isEmpty();
        refused.clear();

        assertThat(desk.retry(new Selection.Everything(SuspensionFilter.ALL, 5), "alice"))
                .isEqualTo(5);

        awaitQueued(5);
        List<String> now = work();
        assertThat(now).filteredOn(name -> name.startsWith("a")).containsExactly("a1", "a2", "a3");
        assertThat(now).filteredOn(name -> name.startsWith("b")).containsExactly("b1", "b2");
    }

    @Test
    void shouldRefuseToSendAMessageAgainBeforeTheOneThatItIsHeldBehind() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2", "a3");
        assertThat(work()).isEmpty();

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> retry("a2"))
                .withMessageContaining("is held behind message");
        refused.clear();
        assertThat(retry("a3", "a1")).isEqualTo(3);
        awaitQueued(3);
        assertThat(work()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void shouldHoldBackAnewWhenTheFirstIsSuspendedAgain() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2");
        assertThat(work()).isEmpty();
        retry("a1");
        awaitQueued(2);

        assertThat(work()).isEmpty();
        assertThat(suspended()).extracting(one -> name(one.message())).containsExactly("a1", "a2");
        refused.clear();
        retry("a1");
        awaitQueued(2);
        assertThat(work()).containsExactly("a1", "a2");
    }

    @Test
    void shouldLineUpWhatAWorkerHasInHandBehindWhatIsSentAgain() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2");
        assertThat(work()).isEmpty();
        refused.clear();
        send("a3");
        var inHand = broker.takeNext(QUEUE).orElseThrow();
        retry("a1");
        awaitQueued(3);
        QueueListener bean = new QueueItemBean(out);

        bean.onMessage(inHand.taken());
        send("a4");

        assertThat(delivered).isEmpty();
        awaitQueued(4);
        assertThat(work()).containsExactly("a1", "a2", "a3", "a4");
    }
}
