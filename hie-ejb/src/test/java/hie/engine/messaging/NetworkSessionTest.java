package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.message.Message;
import hie.api.message.MessageIds;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The transactions of workers in other processes. */
class NetworkSessionTest extends BrokerSessionContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(200);

    private NetworkDoor door;
    private NetworkBroker network;

    @Override
    BrokerSession open() throws JMSException {
        door = new NetworkDoor(() -> broker);
        network = connect();
        return network.openSession(Backpressure.NONE, QUEUE);
    }

    private NetworkBroker connect() throws JMSException {
        return NetworkBroker.connect(new NetworkAccess(NetworkDoor.HOST, door.open(), "worker", "secret"));
    }

    @AfterEach
    void disconnect() {
        network.close();
    }

    @Override
    TakenMessage taken() throws JMSException {
        return next((NetworkSession) session).orElseThrow();
    }

    private static Optional<NetworkMessage> next(NetworkSession from) throws JMSException {
        return from.receive(PATIENCE);
    }

    private static String text(NetworkMessage message) {
        return new String(JmsEnvelope.read(message.message()).body().bytes(), StandardCharsets.ISO_8859_1);
    }

    private void put(String... contents) throws JMSException {
        try (BrokerSession sender = new ArtemisSession(() -> broker, new QueueShapes(), Backpressure.NONE)) {
            for (String content : contents) {
                sender.send(QUEUE, message(content));
            }
            sender.commit();
        }
    }

    @Test
    void shouldTakeAMessageAnewAfterARollbackAndNotCountThat() throws Exception {
        put("one");
        NetworkSession taking = (NetworkSession) session;
        assertThat(next(taking).orElseThrow().deliveries()).isEqualTo(1);

        taking.rollback();

        NetworkMessage again = next(taking).orElseThrow();
        assertThat(text(again)).isEqualTo("one");
        assertThat(again.deliveries()).isEqualTo(1);
    }

    @Test
    void shouldKeepAMessageInHandOverACommitOfOtherThings() throws Exception {
        put("one");
        NetworkSession taking = (NetworkSession) session;
        NetworkMessage inHand = next(taking).orElseThrow();

        taking.trace(new byte[] {1}, null);
        taking.commit();
        assertThat(waiting(QUEUE)).isEqualTo(1);
        taking.consume(inHand);
        taking.commit();

        assertThat(waiting(QUEUE)).isZero();
        assertThat(waiting(Broker.TRACE_QUEUE)).isEqualTo(1);
    }

    /** Without {@link GiveBackFirst} the second message comes first: the writes of what was sent are still under way. */
    @RepeatedTest(3)
    void shouldGiveTheNextWorkerWhatAKilledOneHeldBeforeWhatComesAfterIt() throws Exception {
        NetworkBroker killed = connect();
        NetworkSession dying = killed.openSession(Backpressure.NONE, QUEUE);
        dying.join();
        put("1", "2", "3", "4");
        assertThat(text(next(dying).orElseThrow())).isEqualTo("1");
        NetworkSession living = (NetworkSession) session;
        assertThat(living.receive(Duration.ofMillis(10)))
                .as("messages of the same order key go to one worker")
                .isEmpty();

        dying.send(QUEUE, message("never committed"));
        dying.trace(new byte[] {1}, null);

        killed.cut();

        for (String expected : List.of("1", "2", "3", "4")) {
            NetworkMessage next = next(living).orElseThrow();
            assertThat(text(next)).isEqualTo(expected);
            assertThat(next.deliveries()).isEqualTo(expected.equals("1") ? 2 : 1);
            living.consume(next);
            living.commit();
        }
        killed.close();
    }

    /** Messages that are named by their order key and a number. */
    private void putKeyed(String... names) throws JMSException {
        try (BrokerSession sender = new ArtemisSession(() -> broker, new QueueShapes(), Backpressure.NONE)) {
            for (String name : names) {
                Message message = message(name);
                sender.send(QUEUE, message.with(message.header().to("Out", name.substring(0, 1))));
            }
            sender.commit();
        }
    }

    private static void settle(NetworkSession worker, NetworkMessage inHand) throws JMSException {
        worker.consume(inHand);
        worker.commit();
    }

    private static void assertTakes(NetworkSession worker, String... expected) throws JMSException {
        for (String name : expected) {
            NetworkMessage next = next(worker).orElseThrow();
            assertThat(text(next)).isEqualTo(name);
            settle(worker, next);
        }
    }

    @Test
    void shouldLetOtherKeysPassByOneThatIsWithAnotherWorker() throws Exception {
        NetworkSession free = (NetworkSession) session;
        try (NetworkSession busy = network.openSession(Backpressure.NONE, QUEUE)) {
            putKeyed("a1", "a2", "b1", "a3", "b2", "c1");
            NetworkMessage first = next(busy).orElseThrow();
            assertThat(text(first)).isEqualTo("a1");

            assertTakes(free, "b1", "b2", "c1");
            assertThat(free.receive(MOMENT))
                    .as("the rest is of the busy worker's key")
                    .isEmpty();

            settle(busy, first);
            assertTakes(busy, "a2", "a3");
        }
    }

    @Test
    void shouldTakeUpAKeyThatItHasPassedByOnceThatIsFree() throws Exception {
        NetworkSession free = (NetworkSession) session;
        try (NetworkSession busy = network.openSession(Backpressure.NONE, QUEUE)) {
            putKeyed("a1", "a2", "b1");
            NetworkMessage first = next(busy).orElseThrow();
            assertTakes(free, "b1");
            settle(busy, first);
            assertTakes(busy, "a2");
            putKeyed("c1");
            NetworkMessage other = next(busy).orElseThrow();
            assertThat(text(other)).isEqualTo("c1");

            putKeyed("a3", "a4");

            assertTakes(free, "a3", "a4");
            settle(busy, other);
        }
    }

    @Test
    void shouldKeepTheOrderOfAKeyThatAWorkerGivesBack() throws Exception {
        NetworkSession free = (NetworkSession) session;
        try (NetworkSession busy = network.openSession(Backpressure.NONE, QUEUE)) {
            putKeyed("a1", "a2", "b1");
            assertThat(text(next(busy).orElseThrow())).isEqualTo("a1");
            assertTakes(free, "b1");

            busy.rollback();
            busy.close();

            assertTakes(free, "a1", "a2");
        }
    }

    @RepeatedTest(3)
    void shouldGiveTheKeyOfAKilledWorkerToAnotherBeforeWhatComesAfterIt() throws Exception {
        NetworkBroker killed = connect();
        NetworkSession dying = killed.openSession(Backpressure.NONE, QUEUE);
        putKeyed("a1", "b1", "a2", "b2");
        assertThat(text(next(dying).orElseThrow())).isEqualTo("a1");
        NetworkSession living = (NetworkSession) session;
        assertTakes(living, "b1", "b2");
        dying.send(QUEUE, message("never committed"));
        dying.trace(new byte[] {1}, null);

        killed.cut();

        assertTakes(living, "a1", "a2");
        killed.close();
    }

    /** What the broker may have sent ahead goes back: its key is held now. */
    @Test
    void shouldJoinItsQueueAnewWhenAMessageHoldsItsKeyBack() throws Exception {
        broker.createQueue(
                QueueConfiguration.of(ItemQueues.BROKER_PREFIX + Broker.ERROR_QUEUE)
                        .setRoutingType(RoutingType.ANYCAST),
                true);
        NetworkSession taking = (NetworkSession) session;
        putKeyed("a1", "b1");
        NetworkMessage first = next(taking).orElseThrow();

        taking.suspend(
                JmsEnvelope.read(first.message()),
                new Suspension(
                        MessageIds.next(), "default/hospital", HopStatus.SUSPENDED, Instant.now(), 1, "AE", "a", null));
        settle(taking, first);

        assertThat(broker.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + QUEUE))
                        .getConsumerCount())
                .isZero();
        assertTakes(taking, "b1");
    }

    @Test
    void shouldWaitForRoomInAQueueThatIsFull() throws Exception {
        put("one");
        network.shape(
                Map.of(QUEUE, new QueueShape(QueueShape.Order.FIFO, 1, QueueShape.Overflow.BLOCK, Duration.ZERO)));
        try (BrokerSession sender = network.openSession()) {
            assertThatThrownBy(() -> sender.send(QUEUE, message("two"))).isInstanceOf(QueueFullException.class);
            sender.rollback();

            NetworkMessage first = next((NetworkSession) session).orElseThrow();
            session.consume(first);
            session.commit();
            assertThat(waiting(QUEUE)).isZero();

            sender.send(QUEUE, message("two"));
            sender.commit();
        }
        assertThat(text(next((NetworkSession) session).orElseThrow())).isEqualTo("two");
    }

    @Test
    void shouldSayThatTheBrokerIsGone() throws Exception {
        NetworkSession taking = (NetworkSession) session;
        taking.join();
        broker.stop();

        assertThatThrownBy(() -> taking.receive(MOMENT)).isInstanceOf(JMSException.class);
    }
}
