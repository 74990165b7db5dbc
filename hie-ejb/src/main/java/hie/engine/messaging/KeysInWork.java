package hie.engine.messaging;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;

/**
 * Hands the messages of items' queues out to worker processes so that messages with the same order key are with one worker at a time, in
 * their order, and those of other keys pass them by. The broker's own message groups bind a key to a worker for good, and hand out
 * nothing at all when the next message belongs to one that is busy (docs/adr/0064).
 *
 * <p>What it knows of a queue is guarded by the queue's monitor, as the queue's own list of messages is.
 */
final class KeysInWork implements ActiveMQServerMessagePlugin, ActiveMQServerConsumerPlugin {

    private static final int WITHOUT_GROUPS = 0;

    /** A look costs about half a microsecond for each message that is passed by: so it stays below a thirtieth of a processor. */
    private static final int PASSED_BY_IN_A_MILLISECOND = 50;

    private final ScheduledExecutorService later;
    private final Map<Queue, Handing> queues = new ConcurrentHashMap<>();

    /** @param later looks at a queue again */
    KeysInWork(ScheduledExecutorService later) {
        this.later = later;
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
            SimpleString key = offered.getMessage().getGroupID();
            boolean takes = turns.offer(
                    worker,
                    offered.getMessageID(),
                    key == null ? null : key.toString(),
                    offered.getMessage().getPriority());
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
                later.schedule(this::look, pause, TimeUnit.MILLISECONDS);
            }
        }

        /** Perhaps somebody has come to it by himself meanwhile. */
        private void look() {
            synchronized (queue) {
                isLookDue = false;
                if (!turns.isLookWanted()) {
                    return;
                }
                turns.lookAgain();
                queue.resetAllIterators();
            }
            queue.deliverAsync();
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
