package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.Map;

/**
 * The local transacted session that one worker holds: what it sends, and the trace of what it did, are committed together.
 * Sends do not wait; only the commit does, until the broker's journal is on disk.
 *
 * <p>Used by one thread at a time. After a failure the session is opened anew on next use.
 */
public final class BrokerSession implements AutoCloseable {

    /** The queue from which the archiver feeds the warehouse. */
    public static final String TRACE_QUEUE = "hie.trace";

    /** The queue of messages that could not be processed or delivered. */
    public static final String ERROR_QUEUE = "hie.error";

    private final ConnectionFactory factory;
    private final Map<String, Queue> queues = new HashMap<>();
    private Connection connection;
    private Session session;
    private MessageProducer producer;

    public BrokerSession(ConnectionFactory factory) {
        this.factory = factory;
    }

    private void open() throws JMSException {
        if (session == null) {
            connection = factory.createConnection();
            session = connection.createSession(true, Session.SESSION_TRANSACTED);
            producer = session.createProducer(null);
            producer.setDisableMessageTimestamp(true);
            producer.setDisableMessageID(true);
        }
    }

    /**
     * Puts a message on an item's queue, as part of the running transaction.
     *
     * @param queue the queue's name on the broker
     */
    public void send(String queue, Message message) throws JMSException {
        open();
        BytesMessage jms = JmsEnvelope.write(session, message);
        long timeToLive = message.header().timeToLive() == null
                ? 0
                : Math.max(
                        1,
                        message.header().created().toEpochMilli()
                                + message.header().timeToLive().toMillis()
                                - System.currentTimeMillis());
        producer.send(queue(queue), jms, DeliveryMode.PERSISTENT, JmsEnvelope.jmsPriority(message), timeToLive);
    }

    /** Puts a message on the error queue, with why it is there, as part of the running transaction. */
    public void suspend(Message message, Suspension suspension) throws JMSException {
        open();
        BytesMessage jms = JmsEnvelope.write(session, message);
        suspension.write(jms);
        // It waits for people, not for its time.
        producer.send(queue(ERROR_QUEUE), jms, DeliveryMode.PERSISTENT, JmsEnvelope.jmsPriority(message), 0);
    }

    /** Puts a message of whatever kind on another queue as it stands, as part of the running transaction. */
    public void forward(String queue, jakarta.jms.Message message) throws JMSException {
        open();
        producer.send(queue(queue), message, DeliveryMode.PERSISTENT, jakarta.jms.Message.DEFAULT_PRIORITY, 0);
    }

    /**
     * Adds a trace record to the running transaction.
     *
     * @param trace the record, encoded
     * @param workId an id under which the broker accepts this transaction only once, or {@code null}
     */
    public void trace(byte[] trace, String workId) throws JMSException {
        open();
        BytesMessage jms = session.createBytesMessage();
        if (workId != null) {
            jms.setStringProperty(JmsEnvelope.DUPLICATE_ID, workId);
        }
        jms.writeBytes(trace);
        producer.send(queue(TRACE_QUEUE), jms, DeliveryMode.PERSISTENT, 4, 0);
    }

    /**
     * Makes everything sent since the last commit durable. Returns when it is on disk.
     *
     * @return {@code false} when the broker knows the transaction already, by its duplicate ids: an earlier commit of the
     *     same work succeeded
     * @throws JMSException when the outcome is a rollback or unknown
     */
    public boolean commit() throws JMSException {
        try {
            session.commit();
            return true;
        } catch (JMSException e) {
            close();
            if (isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Forgets everything sent since the last commit. */
    public void rollback() {
        close();
    }

    private static boolean isDuplicate(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String text = String.valueOf(t.getMessage());
            if (text.contains("AMQ229140") || text.contains("Duplicate message detected")) {
                return true;
            }
        }
        return false;
    }

    private Queue queue(String name) throws JMSException {
        Queue queue = queues.get(name);
        if (queue == null) {
            queue = session.createQueue(name);
            queues.put(name, queue);
        }
        return queue;
    }

    /** Closes the session; an open transaction is rolled back by the broker. The next use opens a new one. */
    @Override
    public void close() {
        Connection closing = connection;
        connection = null;
        session = null;
        producer = null;
        queues.clear();
        if (closing != null) {
            try {
                closing.close();
            } catch (JMSException e) {
                MessagingLog.LOG.connectionNotClosed(e);
            }
        }
    }
}
