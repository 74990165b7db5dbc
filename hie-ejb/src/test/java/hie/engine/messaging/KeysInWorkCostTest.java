package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import hie.api.message.Message;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message costs for which the broker asks before it hands it out, in counts that are the same on every machine. */
class KeysInWorkCostTest {

    private static final String QUEUE = "hie.item.default.hospital.Out";
    private static final int MESSAGES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final AtomicInteger asked = new AtomicInteger();
    private DurableBroker broker;
    private NetworkBroker network;

    @BeforeEach
    void start() throws Exception {
        broker = new DurableBroker(data);
        broker.queues().ensure(QUEUE);
        broker.server().registerBrokerPlugin(new ActiveMQServerMessagePlugin() {
            @Override
            public boolean canAccept(ServerConsumer consumer, MessageReference offered) {
                asked.incrementAndGet();
                return true;
            }
        });
        network = broker.network();
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        broker.close();
    }

    /** @param keys of so many messages in turn */
    private void put(int keys) throws JMSException {
        try (BrokerSession sender = broker.openSession(Backpressure.NONE)) {
            for (int number = 0; number < MESSAGES; number++) {
                Message message = BrokerSessionContract.message("x");
                sender.send(QUEUE, message.with(message.header().to("Out", "k" + number % keys)));
            }
            sender.commit();
        }
    }

    private static NetworkMessage take(NetworkSession worker) throws JMSException {
        return worker.receive(PATIENCE).orElseThrow();
    }

    private static void settle(NetworkSession worker, NetworkMessage inHand) throws JMSException {
        worker.consume(inHand);
        worker.commit();
    }

    @Test
    void shouldBeAskedOnceForAMessageWhoseKeyIsFree() throws Exception {
        put(MESSAGES);
        try (NetworkSession worker = network.openSession(Backpressure.NONE, QUEUE)) {
            for (int number = 0; number < MESSAGES; number++) {
                settle(worker, take(worker));
            }
        }

        assertThat(asked).hasValue(MESSAGES);
    }

    /** However long the tail of a key is: an idle worker goes through it once, and not again while another works it off. */
    @Test
    void shouldBeAskedOnceForEachWorkerWhileAKeyStaysWithOne() throws Exception {
        put(1);
        try (NetworkSession busy = network.openSession(Backpressure.NONE, QUEUE);
                NetworkSession idle = network.openSession(Backpressure.NONE, QUEUE)) {
            NetworkMessage inHand = take(busy);
            FutureTask<NetworkMessage> waiting = new FutureTask<>(() -> take(idle));
            Thread.ofVirtual().start(waiting);
            await("the idle worker has passed all by").untilAtomic(asked, is(MESSAGES));

            for (int number = 1; number < MESSAGES; number++) {
                settle(busy, inHand);
                inHand = take(busy);
            }
            assertThat(waiting).isNotDone();
            assertThat(asked).hasValue(2 * MESSAGES - 1);
            settle(busy, inHand);
        }
    }

    @Test
    void shouldLookOnceAtWhatAWorkerHasInHandForEachOffer() {
        AtomicInteger looked = new AtomicInteger();
        KeyTurns<String> turns = new KeyTurns<>(worker -> {
            looked.incrementAndGet();
            return Set.of();
        });

        IntStream.range(0, MESSAGES)
                .forEach(number ->
                        assertThat(turns.offer("A", number, "k" + number, 4)).isTrue());

        assertThat(looked).hasValue(MESSAGES - 1);
    }

    /** Where there is an item with processes of its own, the broker asks for the messages of all others, too. */
    @Test
    void shouldTouchNothingOfMessagesThatGoToNoWorker() {
        KeysInWork keys = new KeysInWork(only(ActiveMQServer.class, Map.of()));
        Queue queue = only(Queue.class, Map.of("getName", SimpleString.of("jms.queue.hie.in.default.hospital.Entry")));
        ServerConsumer client = only(ServerConsumer.class, Map.of("isBrowseOnly", false, "getQueue", queue));
        ServerConsumer browser = only(ServerConsumer.class, Map.of("isBrowseOnly", true));
        MessageReference untouched = only(MessageReference.class, Map.of());

        assertThat(keys.canAccept(client, untouched)).isTrue();
        assertThat(keys.canAccept(browser, untouched)).isTrue();
        keys.beforeSend(
                only(ServerSession.class, Map.of()),
                only(Transaction.class, Map.of()),
                only(org.apache.activemq.artemis.api.core.Message.class, Map.of()),
                false,
                false);
    }

    /** Something that answers these questions, and fails at any other. */
    private static <T> T only(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (!answers.containsKey(method.getName())) {
                        throw new AssertionError("asked for " + method.getName());
                    }
                    return answers.get(method.getName());
                }));
    }
}
