package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * The error queue as people work with it: counted, looked through, and taken from. What is taken and what is sent for it go in
 * one transaction of the broker. Safe for use by any thread; callers of {@link #take} take turns.
 */
@ApplicationScoped
public class ErrorQueue {

    /** So many messages make one transaction at most. */
    private static final int CHUNK = 100;

    /** So long does the broker take at most to hand out the next of those that are there. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Resource(lookup = "java:/hie/connections")
    ConnectionFactory connections;

    @Inject
    ItemQueues queues;

    private Supplier<ActiveMQServer> server = ServerBroker::find;

    /** For the container, which sets the fields. */
    protected ErrorQueue() {}

    /** The error queue of a broker in this virtual machine. */
    public ErrorQueue(ActiveMQServer broker, ConnectionFactory connections, ItemQueues queues) {
        this.server = () -> broker;
        this.connections = connections;
        this.queues = queues;
    }

    /** What becomes of a message that is taken: the trace of it, and what is sent in its place, if anything. */
    public interface Fate {

        /** Decides about one message; what it throws leaves this message and those of the same transaction where they are. */
        Outcome of(SuspendedMessage taken);
    }

    /**
     * What leaves when a message is taken.
     *
     * @param trace the trace record, encoded
     * @param queue where to, or {@code null} when nothing is sent
     * @param message what is sent, or {@code null}
     */
    public record Outcome(byte[] trace, String queue, Message message) {}

    /**
     * A part of what a filter means.
     *
     * @param messages in the order of the queue
     * @param count how many messages the filter means in all
     */
    public record Page(List<SuspendedMessage> messages, long count) {}

    /** How many messages a filter means. */
    public long count(SuspensionFilter filter) throws JMSException {
        return look(filter.selector(), (message, place) -> {});
    }

    /**
     * The messages that a filter means.
     *
     * @param skip how many to leave out at the beginning
     * @param limit how many to return at most
     */
    public Page browse(SuspensionFilter filter, int skip, int limit) throws JMSException {
        return browse(filter.selector(), skip, limit);
    }

    /** Those of the named messages that a filter means, in the order of the queue. */
    public List<SuspendedMessage> find(SuspensionFilter filter, Collection<UUID> ids) throws JMSException {
        return browse(filter.selector(ids), 0, ids.size()).messages;
    }

    /** Shows all messages that a filter means, one after the other, in the order of the queue. */
    public void each(SuspensionFilter filter, Consumer<SuspendedMessage> looking) throws JMSException {
        look(filter.selector(), (message, place) -> looking.accept(read(message)));
    }

    /** As {@link #each(SuspensionFilter, Consumer)}, only those of the named messages. */
    public void each(SuspensionFilter filter, Collection<UUID> ids, Consumer<SuspendedMessage> looking)
            throws JMSException {
        look(filter.selector(ids), (message, place) -> looking.accept(read(message)));
    }

    private Page browse(String selector, int skip, int limit) throws JMSException {
        List<SuspendedMessage> found = new ArrayList<>();
        long count = look(selector, (message, place) -> {
            if (place >= skip && found.size() < limit) {
                found.add(read(message));
            }
        });
        return new Page(found, count);
    }

    /** A client of the broker would not do: it is told that nothing more is there when the broker is only slower than it. */
    private long look(String selector, WaitingMessages.Looking looking) throws JMSException {
        return WaitingMessages.look(server.get(), Broker.ERROR_QUEUE, selector, looking);
    }

    /** Takes those of the named messages that a filter means; returns how many there were. */
    public int take(SuspensionFilter filter, Collection<UUID> ids, Fate fate) throws JMSException {
        return take(filter.selector(ids), ids.size(), fate);
    }

    /** Takes what a filter means and came before a moment, so many at most; returns how many there were. */
    public int take(SuspensionFilter filter, Instant before, long most, Fate fate) throws JMSException {
        return take(filter.before(before).selector(), most, fate);
    }

    /** As {@link #take(SuspensionFilter, Instant, long, Fate)}, without those that are held behind others. */
    public int takeHeads(SuspensionFilter filter, Instant before, long most, Fate fate) throws JMSException {
        return take(filter.before(before).selector() + " AND " + Suspension.BEHIND + " IS NULL", most, fate);
    }

    /** Takes all that are held behind a message, in the order in which they came; returns how many there were. */
    public int takeBehind(UUID head, Fate fate) throws JMSException {
        return take(Suspension.BEHIND + " = '" + head + "'", Long.MAX_VALUE, fate);
    }

    private int take(String selector, long most, Fate fate) throws JMSException {
        long there = Math.min(most, look(selector, (message, place) -> {}));
        if (there == 0) {
            return 0;
        }
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(Broker.ERROR_QUEUE), selector);
                MessageProducer producer = session.createProducer(null)) {
            producer.setDisableMessageID(true);
            producer.setDisableMessageTimestamp(true);
            connection.start();
            int taken = 0;
            int chunk;
            do {
                chunk = takeChunk(session, consumer, producer, Math.min(CHUNK, there - taken), fate);
                session.commit();
                taken += chunk;
            } while (chunk == CHUNK);
            return taken;
        }
    }

    private int takeChunk(Session session, MessageConsumer consumer, MessageProducer producer, long most, Fate fate)
            throws JMSException {
        for (int i = 0; i < most; i++) {
            jakarta.jms.Message jms = consumer.receive(PATIENCE.toMillis());
            if (jms == null) {
                return i;
            }
            Outcome outcome = fate.of(new SuspendedMessage(Suspension.read(jms), JmsEnvelope.read(jms)));
            if (outcome.message != null) {
                send(session, producer, outcome, queues.shapes().orderOf(outcome.queue));
            }
            BytesMessage trace = session.createBytesMessage();
            trace.writeBytes(outcome.trace);
            producer.send(session.createQueue(Broker.TRACE_QUEUE), trace, DeliveryMode.PERSISTENT, 4, 0);
        }
        return Math.toIntExact(most);
    }

    private static void send(Session session, MessageProducer producer, Outcome outcome, QueueShape.Order order)
            throws JMSException {
        Message message = outcome.message;
        long timeToLive = message.header().timeToLive() == null
                ? 0
                : message.header().timeToLive().toMillis();
        producer.send(
                session.createQueue(outcome.queue),
                JmsEnvelope.write(session, message, order),
                DeliveryMode.PERSISTENT,
                JmsEnvelope.jmsPriority(message, order),
                timeToLive);
    }

    private static SuspendedMessage read(org.apache.activemq.artemis.api.core.Message message) {
        return new SuspendedMessage(Suspension.read(message), JmsEnvelope.read(message));
    }
}
