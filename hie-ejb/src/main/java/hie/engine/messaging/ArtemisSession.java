package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/**
 * Transactions with the broker of this virtual machine, made in the caller's thread: no packets and no other threads stand
 * between a worker and the journal (docs/adr/0007).
 */
final class ArtemisSession implements BrokerSession {

    private final Supplier<ActiveMQServer> broker;
    private final Map<String, SimpleString> addresses = new HashMap<>();
    private ActiveMQServer server;
    private StorageManager storage;
    private volatile CommitWait wait;
    private OperationContext context;
    private OperationContext later;
    private Transaction transaction;
    private boolean isDuplicate;

    ArtemisSession(Supplier<ActiveMQServer> broker) {
        this.broker = broker;
    }

    private void begin() {
        if (server == null) {
            server = broker.get();
            storage = server.getStorageManager();
            wait = new CommitWait();
            context = storage.newContext(wait);
            later = storage.newContext(server.getExecutorFactory().getExecutor());
        }
        if (transaction == null) {
            transaction = new TransactionImpl(storage);
        }
    }

    @Override
    public void send(String queue, Message message) throws JMSException {
        beginWithRoom();
        CoreMessage core = JmsEnvelope.write(message);
        if (message.header().timeToLive() != null) {
            core.setExpiration(Math.max(
                    System.currentTimeMillis() + 1,
                    message.header().created().toEpochMilli()
                            + message.header().timeToLive().toMillis()));
        }
        route(queue, core);
    }

    private void beginWithRoom() throws JMSException {
        begin();
        if (server.getPagingManager().isDiskFull()) {
            throw new ResourceAllocationException("The broker's disk is full; make room in the data directory");
        }
    }

    @Override
    public void suspend(Message message, Suspension suspension) throws JMSException {
        beginWithRoom();
        CoreMessage core = JmsEnvelope.write(message);
        suspension.write(core);
        route(Broker.ERROR_QUEUE, core);
    }

    @Override
    public void trace(byte[] trace, String workId) throws JMSException {
        begin();
        CoreMessage core = JmsEnvelope.bytesMessage(trace);
        if (workId != null) {
            core.putStringProperty(JmsEnvelope.DUPLICATE_ID, SimpleString.of(workId));
        }
        route(Broker.TRACE_QUEUE, core);
    }

    private void route(String queue, CoreMessage message) throws JMSException {
        storage.setContext(context);
        try {
            message.setMessageID(storage.generateID());
            message.setAddress(address(queue));
            RoutingStatus status = server.getPostOffice()
                    .route(LargeServerMessageImpl.checkLargeMessage(message, storage), transaction, false);
            switch (status) {
                case OK -> {}
                case DUPLICATED_ID -> isDuplicate = true;
                default -> throw new InvalidDestinationException("There is no queue " + queue + " on the broker");
            }
        } catch (Exception e) {
            throw failure("The broker did not take a message for queue " + queue, e);
        } finally {
            storage.clearContext();
        }
    }

    private SimpleString address(String queue) {
        return addresses.computeIfAbsent(queue, name -> SimpleString.of(ItemQueues.BROKER_PREFIX + name));
    }

    @Override
    public boolean commit() throws JMSException {
        if (transaction == null) {
            return true;
        }
        if (isDuplicate) {
            rollback();
            return false;
        }
        Transaction committing = transaction;
        transaction = null;
        try {
            write(committing, context);
            wait.await(context);
            return true;
        } catch (Exception e) {
            close();
            throw failure("The broker could not commit", e);
        }
    }

    /** Ends a commit that has waited for the disk longer than this. Called by any thread from time to time. */
    void expire(Duration limit) {
        CommitWait waiting = wait;
        if (waiting != null) {
            waiting.expire(limit);
        }
    }

    @Override
    public void commitLater() throws JMSException {
        if (transaction == null) {
            return;
        }
        Transaction committing = transaction;
        transaction = null;
        committing.setAsync(true);
        try {
            write(committing, later);
        } catch (Exception e) {
            close();
            throw failure("The broker could not commit", e);
        }
    }

    private void write(Transaction committing, OperationContext under) throws Exception {
        storage.setContext(under);
        try {
            committing.commit();
        } finally {
            storage.clearContext();
        }
    }

    @Override
    public void rollback() {
        close();
    }

    /** Ends the session; the next use begins anew. */
    @Override
    public void close() {
        Transaction open = transaction;
        CommitWait waiting = wait;
        StorageManager journal = storage;
        OperationContext written = context;
        transaction = null;
        isDuplicate = false;
        server = null;
        storage = null;
        wait = null;
        context = null;
        later = null;
        if (waiting != null) {
            waiting.abandon();
        }
        if (open != null) {
            journal.setContext(written);
            try {
                open.rollback();
            } catch (Exception e) {
                MessagingLog.LOG.notRolledBack(e);
            } finally {
                journal.clearContext();
            }
        }
    }

    private static JMSException failure(String what, Exception cause) {
        if (cause instanceof JMSException jms) {
            return jms;
        }
        JMSException failure = new JMSException(what + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
