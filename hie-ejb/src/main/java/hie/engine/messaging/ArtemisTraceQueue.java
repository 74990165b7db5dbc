package hie.engine.messaging;

import hie.queue.TakenReference;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/** The trace queue of the broker of this virtual machine, without a client between (docs/adr/0007). */
final class ArtemisTraceQueue implements TraceQueue {

    private final Supplier<ActiveMQServer> broker;
    private final ArtemisSession session;
    private final List<Taken> taken = new ArrayList<>();

    private ActiveMQServer server;
    private Queue queue;
    private volatile TraceConsumer consumer;
    private volatile boolean isClosed;

    private record Taken(MessageReference reference, TakenReference message) {}

    ArtemisTraceQueue(Supplier<ActiveMQServer> broker, ArtemisSession session) {
        this.broker = broker;
        this.session = session;
    }

    @Override
    public byte[] take(long waitMillis) throws JMSException {
        if (consumer == null || consumer.isCutOff()) {
            rollback();
            join();
        }
        try {
            MessageReference next = isClosed ? null : consumer.take(waitMillis);
            if (next == null) {
                return null;
            }
            taken.add(new Taken(next, new TakenReference(next)));
            return content(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void join() throws JMSException {
        server = broker.get();
        queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + Broker.TRACE_QUEUE));
        if (queue == null) {
            throw new InvalidDestinationException("There is no queue " + Broker.TRACE_QUEUE + " on the broker");
        }
        TraceConsumer joining =
                new TraceConsumer(queue, server.getStorageManager().generateID());
        consumer = joining;
        if (isClosed) {
            joining.close();
        }
        try {
            joining.join();
        } catch (Exception e) {
            consumer = null;
            throw BrokerFailure.of("The broker does not hand out queue " + Broker.TRACE_QUEUE, e);
        }
    }

    private static byte[] content(MessageReference reference) {
        ActiveMQBuffer body = reference.getMessage().toCore().getReadOnlyBodyBuffer();
        byte[] content = new byte[body.readableBytes()];
        body.readBytes(content);
        return content;
    }

    /** Without a consumer the broker wakes nobody when a record comes. */
    @Override
    public void rest() {
        leave();
    }

    @Override
    public void putAside(String other, byte[] encoded) throws JMSException {
        session.put(other, encoded);
    }

    @Override
    public void commit() throws JMSException {
        for (Taken each : taken) {
            session.consume(each.message());
        }
        session.commit();
        taken.clear();
    }

    @Override
    public void rollback() {
        session.rollback();
        leave();
    }

    /** What was taken, and what was ahead, goes back to its place in the queue. */
    private void leave() {
        TraceConsumer leaving = consumer;
        if (leaving == null) {
            return;
        }
        consumer = null;
        leaving.close();
        List<MessageReference> back = new ArrayList<>();
        for (Taken each : taken) {
            if (!each.message().isAcknowledged()) {
                back.add(each.reference());
            }
        }
        taken.clear();
        back.addAll(leaving.leave());
        giveBack(back);
    }

    private void giveBack(List<MessageReference> back) {
        StorageManager storage = server.getStorageManager();
        storage.setContext(storage.newContext(Runnable::run));
        Transaction transaction = new TransactionImpl(storage);
        try {
            for (MessageReference reference : back) {
                queue.cancel(transaction, reference, true);
            }
            transaction.rollback();
        } catch (Exception e) {
            MessagingLog.LOG.notRolledBack(e);
        } finally {
            storage.clearContext();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        TraceConsumer closing = consumer;
        if (closing != null) {
            closing.close();
        }
    }
}
