package hie.engine.messaging;

import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/**
 * Has a consumer that ends leave its queue only when what it held is back there. By itself the broker does not wait: what a killed
 * worker held comes back when the writes of what it had sent are done, and the next message of the same order key may have gone to
 * another worker by then (docs/adr/0027).
 */
final class GiveBackFirst implements ActiveMQServerConsumerPlugin {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StorageManager storage;

    GiveBackFirst(StorageManager storage) {
        this.storage = storage;
    }

    @Override
    public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) throws ActiveMQException {
        if (!ItemQueues.isWorker(consumer)) {
            return;
        }
        consumer.setStarted(false);
        OperationContext writes = storage.getContext();
        try {
            // What the session has just rolled back comes back to the queue when its writes are done.
            writes.waitCompletion(PATIENCE.toMillis());
            giveBack(consumer, failed);
        } catch (Exception e) {
            MessagingLog.LOG.notGivenBackFirst(consumer.getQueue().getName().toString(), e);
        } finally {
            storage.setContext(writes);
        }
    }

    private void giveBack(ServerConsumer consumer, boolean failed) throws Exception {
        storage.setContext(storage.newContext(Runnable::run));
        Queue queue = consumer.getQueue();
        Transaction transaction = new TransactionImpl(storage);
        for (MessageReference held : consumer.cancelRefs(failed, false, transaction)) {
            queue.cancel(transaction, held, true);
        }
        transaction.rollback();
    }

    /** What was given back was offered to the one that has left now. */
    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        if (ItemQueues.isWorker(consumer)) {
            consumer.getQueue().deliverAsync();
        }
    }
}
