package hie.engine.messaging;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/**
 * Transactions with the broker of this virtual machine, made in the caller's thread: no packets and no other threads stand
 * between a worker and the journal (docs/adr/0007).
 */
final class ArtemisSession implements BrokerSession {

    /** How often a sender that waits for room looks for it. */
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(10);

    private final Supplier<ActiveMQServer> broker;
    private final QueueShapes shapes;
    private final Backpressure backpressure;
    private final List<QueueRoom.Claim> claims = new ArrayList<>(1);
    private final Map<String, SimpleString> addresses = new HashMap<>();
    private ActiveMQServer server;
    private StorageManager storage;
    private volatile CommitWait wait;
    private OperationContext context;
    private OperationContext later;
    private Transaction transaction;
    private final List<TakenReference> taken = new ArrayList<>(1);
    private boolean isDuplicate;

    ArtemisSession(Supplier<ActiveMQServer> broker, QueueShapes shapes, Backpressure backpressure) {
        this.broker = broker;
        this.shapes = shapes;
        this.backpressure = backpressure;
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
    public List<MessageHeader> send(String queue, Message message) throws JMSException {
        beginWithRoom();
        QueueShapes.Shaped target = shapes.of(queue);
        QueueShape.Order order =
                target == null ? QueueShape.Order.FIFO : target.shape().order();
        List<MessageHeader> dropped = target != null && target.shape().isLimited() && !JmsEnvelope.isAhead(message)
                ? makeRoom(queue, target.room())
                : List.of();
        CoreMessage core = JmsEnvelope.write(message, order);
        JmsEnvelope.limitLife(core, message);
        if (order == QueueShape.Order.LIFO) {
            route(ItemQueues.storeOf(queue), core);
            route(queue, JmsEnvelope.token(message));
        } else {
            route(queue, core);
        }
        return dropped;
    }

    /** Claims room for one message in a queue with a limit; waits for it, or drops messages for it. */
    private List<MessageHeader> makeRoom(String queue, QueueRoom room) throws JMSException {
        Queue waiting = server.locateQueue(address(queue));
        if (waiting == null) {
            throw noSuchQueue(queue);
        }
        QueueRoom.Claim claim = claimIn(room);
        List<MessageHeader> dropped = new ArrayList<>(0);
        long begun = System.nanoTime();
        for (QueueShape shape = shapes.of(queue).shape();
                shape.isLimited() && !claim.claim(waiting, shape.size());
                shape = shapes.of(queue).shape()) {
            if (shape.overflow() == QueueShape.Overflow.DROP_OLDEST && drop(queue, waiting, dropped)) {
                claim.drops();
            } else if (System.nanoTime() - begun >= backpressure.patience(shape).toNanos()
                    || backpressure.awaitYield(LOOK_FOR_ROOM)) {
                throw new QueueFullException(queue, shape.size());
            }
        }
        return dropped;
    }

    private QueueRoom.Claim claimIn(QueueRoom room) {
        for (QueueRoom.Claim claim : claims) {
            if (claim.room() == room) {
                return claim;
            }
        }
        QueueRoom.Claim claim = new QueueRoom.Claim(room);
        claims.add(claim);
        return claim;
    }

    /** Takes the oldest message that waits off a queue, as part of the transaction; {@code false} when none is within reach. */
    private boolean drop(String queue, Queue waiting, List<MessageHeader> dropped) throws JMSException {
        storage.setContext(context);
        try {
            WaitingMessages all = new WaitingMessages(waiting);
            boolean inOrder = shapes.orderOf(queue) != QueueShape.Order.PRIORITY;
            MessageReference oldest = inOrder ? all.takeFirst() : all.takeOldest();
            if (oldest == null) {
                return false;
            }
            waiting.acknowledge(transaction, oldest);
            if (JmsEnvelope.isToken(oldest.getMessage())) {
                dropStored(queue, dropped);
            } else if (JmsEnvelope.isEnvelope(oldest.getMessage())) {
                dropped.add(JmsEnvelope.header(oldest.getMessage()));
            }
            return true;
        } catch (Exception e) {
            throw BrokerFailure.of("The broker could not make room in queue " + queue, e);
        } finally {
            storage.clearContext();
        }
    }

    /** A token without a message stands for one that has expired. */
    private void dropStored(String queue, List<MessageHeader> dropped) throws Exception {
        Queue store = server.locateQueue(address(ItemQueues.storeOf(queue)));
        MessageReference oldest = store == null ? null : new WaitingMessages(store).takeFirst();
        if (oldest != null) {
            store.acknowledge(transaction, oldest);
            dropped.add(JmsEnvelope.header(oldest.getMessage()));
        }
    }

    /**
     * A broker whose disk is full pages whatever comes to it, cannot, and stops for good. So nothing comes to it then, not even the
     * record of what was done: its writer waits for room, unless somebody waits for the writer.
     */
    private void beginWithRoom() throws JMSException {
        begin();
        while (server.getPagingManager().isDiskFull()) {
            if (backpressure.isHurried() || backpressure.awaitYield(LOOK_FOR_ROOM)) {
                throw new DiskFullException();
            }
        }
    }

    @Override
    public void suspend(Message message, Suspension suspension) throws JMSException {
        beginWithRoom();
        route(Broker.ERROR_QUEUE, JmsEnvelope.write(message, suspension));
    }

    @Override
    public void trace(byte[] trace, String workId) throws JMSException {
        beginWithRoom();
        route(Broker.TRACE_QUEUE, JmsEnvelope.trace(trace, workId));
    }

    @Override
    public void consume(TakenMessage message) {
        taken.add((TakenReference) message);
    }

    /** Puts some bytes on a queue, as part of the running transaction. */
    void put(String queue, byte[] content) throws JMSException {
        beginWithRoom();
        route(queue, JmsEnvelope.bytesMessage(content));
    }

    private void route(String queue, CoreMessage message) throws JMSException {
        message.setMessageID(storage.generateID());
        route(queue, (org.apache.activemq.artemis.api.core.Message) message);
    }

    private void route(String queue, org.apache.activemq.artemis.api.core.Message message) throws JMSException {
        storage.setContext(context);
        try {
            message.setAddress(address(queue));
            RoutingStatus status = server.getPostOffice()
                    .route(LargeServerMessageImpl.checkLargeMessage(message, storage), transaction, false);
            switch (status) {
                case OK -> {}
                case DUPLICATED_ID -> isDuplicate = true;
                default -> throw noSuchQueue(queue);
            }
        } catch (Exception e) {
            throw BrokerFailure.of("The broker did not take a message for queue " + queue, e);
        } finally {
            storage.clearContext();
        }
    }

    private static InvalidDestinationException noSuchQueue(String queue) {
        return new InvalidDestinationException("There is no queue " + queue + " on the broker");
    }

    private SimpleString address(String queue) {
        return addresses.computeIfAbsent(queue, name -> SimpleString.of(ItemQueues.BROKER_PREFIX + name));
    }

    @Override
    public boolean commit() throws JMSException {
        if (isDuplicate) {
            rollback();
            return false;
        }
        acknowledge();
        if (transaction == null) {
            return true;
        }
        Transaction committing = transaction;
        transaction = null;
        try {
            write(committing, context);
            wait.await(context);
            endClaims();
            return true;
        } catch (Exception e) {
            close();
            throw BrokerFailure.of("The broker could not commit", e);
        }
    }

    /** Last in a transaction: one that is rolled back before would bring the message back to its queue by itself. */
    private void acknowledge() throws JMSException {
        if (taken.isEmpty()) {
            return;
        }
        begin();
        storage.setContext(context);
        try {
            for (TakenReference message : taken) {
                message.acknowledge(transaction);
            }
            taken.clear();
        } catch (Exception e) {
            throw BrokerFailure.of("The broker could not let go of a message", e);
        } finally {
            storage.clearContext();
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
        acknowledge();
        if (transaction == null) {
            return;
        }
        Transaction committing = transaction;
        transaction = null;
        committing.setAsync(true);
        try {
            write(committing, later);
            endClaims();
        } catch (Exception e) {
            close();
            throw BrokerFailure.of("The broker could not commit", e);
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
        taken.clear();
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
        endClaims();
    }

    private void endClaims() {
        for (QueueRoom.Claim claim : claims) {
            claim.end();
        }
        claims.clear();
    }
}
