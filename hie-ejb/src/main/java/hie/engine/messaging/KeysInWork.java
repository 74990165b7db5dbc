package hie.engine.messaging;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperation;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;

/**
 * Hands the messages of items' queues out to worker processes so that messages with the same order key are with one worker at a time, in
 * their order, and those of other keys pass them by. The broker's own message groups bind a key to a worker for good, and hand out
 * nothing at all when the next message belongs to one that is busy (docs/adr/0064).
 *
 * <p>What it knows of a queue is guarded by the queue's monitor, as the queue's own list of messages is.
 */
final class KeysInWork implements ActiveMQServerMessagePlugin, ActiveMQServerConsumerPlugin {

    private static final SimpleString ERROR_QUEUE = SimpleString.of(ItemQueues.BROKER_PREFIX + Broker.ERROR_QUEUE);
    private static final int WITHOUT_GROUPS = 0;

    /** A look costs less than a microsecond for each message that is passed by: so it stays below a twentieth of a processor. */
    private static final int PASSED_BY_IN_A_MILLISECOND = 50;

    private final ActiveMQServer server;
    private final Map<Queue, Handing> queues = new ConcurrentHashMap<>();
    private final Map<SimpleString, KeyGate> gates = new ConcurrentHashMap<>();

    KeysInWork(ActiveMQServer server) {
        this.server = server;
    }

    /** From now on a gate says what is kept from the workers of an item; {@code null} for none. */
    void gate(String queue, KeyGate gate) {
        SimpleString name = SimpleString.of(ItemQueues.BROKER_PREFIX + queue);
        if (gate == null) {
            gates.remove(name);
        } else {
            gates.put(name, gate);
        }
    }

    /**
     * Opens a gate for some messages; workers are offered everything that waits anew, from the beginning, with what was committed before
     * this call in its place.
     *
     * @param opening what opens it; no worker is offered anything meanwhile
     */
    void open(String name, Runnable opening) {
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + name));
        QueueThread.await(queue);
        synchronized (queue) {
            opening.run();
            queues.computeIfAbsent(queue, Handing::new).lookAgain();
        }
        queue.deliverAsync();
    }

    /** How the messages of one queue are handed out. */
    private final class Handing {

        private final Queue queue;
        private final KeyTurns<ServerConsumer> turns = new KeyTurns<>(Handing::inHand);
        private boolean isLookDue;

        Handing(Queue queue) {
            this.queue = queue;
        }

        private static Set<Long> inHand(ServerConsumer worker) {
            return worker.getDeliveringMessages().stream()
                    .map(MessageReference::getMessageID)
                    .collect(Collectors.toSet());
        }

        boolean offer(ServerConsumer worker, MessageReference offered) {
            Message message = offered.getMessage();
            String key = JmsEnvelope.orderKey(message);
            KeyGate gate = gates.get(queue.getName());
            if (gate != null && JmsEnvelope.isEnvelope(message) && gate.isHeld(key)) {
                gate.cameBy();
                return false;
            }
            boolean takes = turns.offer(worker, offered.getMessageID(), key, message.getPriority());
            lookWhenWanted();
            return takes;
        }

        void leave(ServerConsumer worker) {
            turns.leave(worker);
            lookWhenWanted();
        }

        private void lookWhenWanted() {
            if (!isLookDue && turns.isLookWanted()) {
                isLookDue = true;
                long pause = 1L + turns.passedBy() / PASSED_BY_IN_A_MILLISECOND;
                server.getScheduledPool().schedule(this::look, pause, TimeUnit.MILLISECONDS);
            }
        }

        /** Perhaps somebody has come to it by himself meanwhile. */
        private void look() {
            synchronized (queue) {
                isLookDue = false;
                if (!turns.isLookWanted()) {
                    return;
                }
                lookAgain();
            }
            queue.deliverAsync();
        }

        void lookAgain() {
            turns.lookAgain();
            queue.resetAllIterators();
        }
    }

    @Override
    public void afterCreateConsumer(ServerConsumer consumer) {
        if (ItemQueues.isWorker(consumer)) {
            consumer.getQueue().setGroupBuckets(WITHOUT_GROUPS);
        }
    }

    /** Called with the queue's monitor held, when a consumer that has asked for a message comes by it. */
    @Override
    public boolean canAccept(ServerConsumer consumer, MessageReference offered) {
        if (!ItemQueues.isWorker(consumer)) {
            return true;
        }
        Queue queue = consumer.getQueue();
        synchronized (queue) {
            return !consumer.isClosed()
                    && queues.computeIfAbsent(queue, Handing::new).offer(consumer, offered);
        }
    }

    /** What holds its key back is known before its worker is offered another message. */
    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        if (tx == null || gates.isEmpty() || !ERROR_QUEUE.equals(message.getAddressSimpleString())) {
            return;
        }
        session.getServerConsumers().stream()
                .filter(ItemQueues::isWorker)
                .map(consumer -> gates.get(consumer.getQueue().getName()))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(gate -> Suspension.heldBy(message).ifPresent(held -> tx.addOperation(holding(gate, held))));
    }

    private static TransactionOperation holding(KeyGate gate, HeldKey held) {
        return new TransactionOperationAbstract() {
            @Override
            public void afterCommit(Transaction committed) {
                gate.hold(held);
            }
        };
    }

    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        if (!ItemQueues.isWorker(consumer)) {
            return;
        }
        Queue queue = consumer.getQueue();
        synchronized (queue) {
            Handing handing = queues.get(queue);
            if (handing != null) {
                handing.leave(consumer);
                if (handing.turns.isIdle()) {
                    queues.remove(queue);
                }
            }
        }
    }
}
