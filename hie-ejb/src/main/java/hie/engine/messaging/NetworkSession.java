package hie.engine.messaging;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.queue.TakenMessage;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;

/**
 * Transactions with a broker in another process. The messages of a queue are taken in the same session, one at a time, so that they
 * leave it with the transaction; a rollback lets the one in hand be handed out anew.
 */
public final class NetworkSession implements BrokerSession {

    /** How often a sender that waits for room looks for it: each look is a question to the broker. */
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);

    private final NetworkBroker broker;
    private final QueueShapes shapes;
    private final Backpressure backpressure;
    private final String source;
    private final Map<String, Integer> sent = new HashMap<>();
    private final Set<String> existing = new HashSet<>();
    private ClientSession session;
    private ClientProducer producer;
    private ClientConsumer consumer;
    private NetworkMessage taken;

    /** A message of the running transaction holds its key back. */
    private boolean isHolding;

    NetworkSession(NetworkBroker broker, QueueShapes shapes, Backpressure backpressure) {
        this(broker, shapes, backpressure, null);
    }

    /** @param source the queue whose messages it takes, or {@code null} for none */
    NetworkSession(NetworkBroker broker, QueueShapes shapes, Backpressure backpressure, String source) {
        this.broker = broker;
        this.shapes = shapes;
        this.backpressure = backpressure;
        this.source = source;
    }

    private void begin() throws JMSException {
        if (session != null && !session.isClosed()) {
            return;
        }
        try {
            session = broker.open();
            producer = session.createProducer();
            if (source != null) {
                consumer = session.createConsumer(address(source));
                session.start();
            }
        } catch (Exception e) {
            close();
            throw BrokerFailure.of("The broker gave no session", e);
        }
    }

    /** Joins the queue as a consumer; {@link #receive} would do so too. */
    public void join() throws JMSException {
        begin();
    }

    /**
     * Takes the next message of the session's queue, and waits for one. It must be consumed, or the transaction rolled back, before
     * the next one is taken.
     *
     * @return empty when none came in this time
     * @throws JMSException when the broker cannot be reached any more
     */
    public Optional<NetworkMessage> receive(Duration limit) throws JMSException {
        begin();
        try {
            ClientMessage received = consumer.receive(limit.toMillis());
            if (received == null && session.isClosed()) {
                throw new JMSException("The connection to the broker is lost");
            }
            return received == null ? Optional.empty() : Optional.of(new NetworkMessage(received));
        } catch (ActiveMQException e) {
            throw BrokerFailure.of("The broker handed out no message", e);
        }
    }

    @Override
    public List<MessageHeader> send(String queue, Message message) throws JMSException {
        begin();
        QueueShapes.Shaped known = shapes.of(queue);
        QueueShape.Order order = shapes.orderOf(queue);
        if (known != null && known.shape().isLimited()) {
            awaitRoom(queue);
        }
        CoreMessage core = JmsEnvelope.write(message, order);
        JmsEnvelope.limitLife(core, message);
        if (order == QueueShape.Order.LIFO) {
            put(ItemQueues.storeOf(queue), core);
            put(queue, JmsEnvelope.token(message));
        } else {
            put(queue, core);
        }
        return List.of();
    }

    /** Nothing is dropped for a message that comes over the network: it waits for room whatever the queue's strategy. */
    private void awaitRoom(String queue) throws JMSException {
        long begun = System.nanoTime();
        for (QueueShape shape = shapes.of(queue).shape();
                shape.isLimited() && isFull(queue, shape.size());
                shape = shapes.of(queue).shape()) {
            if (System.nanoTime() - begun >= backpressure.patience(shape).toNanos()
                    || backpressure.awaitYield(LOOK_FOR_ROOM)) {
                throw new QueueFullException(queue, shape.size());
            }
        }
        sent.merge(queue, 1, Integer::sum);
    }

    /** A transaction larger than the whole queue fits when nothing else is there. */
    private boolean isFull(String queue, int size) throws JMSException {
        long others = ask(queue).getMessageCount();
        return others > 0 && others + sent.getOrDefault(queue, 0) >= size;
    }

    private ClientSession.QueueQuery ask(String queue) throws JMSException {
        try {
            ClientSession.QueueQuery answer = session.queueQuery(address(queue));
            if (!answer.isExists()) {
                throw new InvalidDestinationException("There is no queue " + queue + " on the broker");
            }
            return answer;
        } catch (ActiveMQException e) {
            throw BrokerFailure.of("The broker could not be asked for queue " + queue, e);
        }
    }

    @Override
    public void suspend(Message message, Suspension suspension) throws JMSException {
        begin();
        put(Broker.ERROR_QUEUE, JmsEnvelope.write(message, suspension));
        isHolding |= suspension.holdsItsKey();
    }

    @Override
    public void trace(byte[] trace, String workId) throws JMSException {
        begin();
        put(Broker.TRACE_QUEUE, JmsEnvelope.trace(trace, workId));
    }

    @Override
    public void consume(TakenMessage message) {
        taken = (NetworkMessage) message;
    }

    /** The broker drops silently what is sent to an address without a queue. */
    private void put(String queue, org.apache.activemq.artemis.api.core.Message message) throws JMSException {
        if (!existing.contains(queue)) {
            ask(queue);
            existing.add(queue);
        }
        try {
            producer.send(address(queue), message);
        } catch (ActiveMQException e) {
            throw BrokerFailure.of("The broker did not take a message for queue " + queue, e);
        }
    }

    private static SimpleString address(String queue) {
        return SimpleString.of(ItemQueues.BROKER_PREFIX + queue);
    }

    @Override
    public boolean commit() throws JMSException {
        try {
            if (taken != null) {
                begin();
                taken.acknowledge();
                taken = null;
            }
            if (session != null) {
                session.commit();
            }
            sent.clear();
            leaveIfHolding();
            return true;
        } catch (ActiveMQDuplicateIdException e) {
            rollback();
            return false;
        } catch (ActiveMQException e) {
            rollback();
            throw BrokerFailure.of("The broker could not commit", e);
        }
    }

    /** The next message may be here already, in a race with the end of a wait for it, and its key is held back now: it goes back. */
    private void leaveIfHolding() {
        if (isHolding) {
            close();
        }
    }

    /** Over the network there is nothing to gain by not waiting. */
    @Override
    public void commitLater() throws JMSException {
        commit();
    }

    @Override
    public void rollback() {
        taken = null;
        isHolding = false;
        sent.clear();
        try {
            if (session != null && !session.isClosed()) {
                session.rollback();
            }
        } catch (ActiveMQException e) {
            MessagingLog.LOG.connectionNotClosed(e);
            close();
        }
    }

    /** Rolls back and leaves the queue; the next use begins anew. */
    @Override
    public void close() {
        ClientSession open = session;
        session = null;
        producer = null;
        consumer = null;
        taken = null;
        isHolding = false;
        sent.clear();
        existing.clear();
        try {
            if (open != null) {
                open.close();
            }
        } catch (ActiveMQException e) {
            MessagingLog.LOG.connectionNotClosed(e);
        }
    }
}
