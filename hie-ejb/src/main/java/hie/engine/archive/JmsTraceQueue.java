package hie.engine.archive;

import hie.engine.messaging.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** The trace queue over a local transacted session, opened on first use and after each rollback. */
final class JmsTraceQueue implements TraceQueue {

    private final ConnectionFactory factory;
    private boolean closed;
    private Connection connection;
    private Session session;
    private MessageConsumer consumer;

    JmsTraceQueue(ConnectionFactory factory) {
        this.factory = factory;
    }

    private synchronized MessageConsumer consumer() throws JMSException {
        if (closed) {
            return null;
        }
        if (session == null) {
            disconnect();
            connection = factory.createConnection();
            session = connection.createSession(true, Session.SESSION_TRANSACTED);
            connection.start();
        }
        if (consumer == null) {
            consumer = session.createConsumer(session.createQueue(Broker.TRACE_QUEUE));
        }
        return consumer;
    }

    /** Without a consumer the broker wakes nobody when a record comes. */
    @Override
    public synchronized void rest() throws JMSException {
        MessageConsumer closing = consumer;
        consumer = null;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public byte[] take(long waitMillis) throws JMSException {
        MessageConsumer open = consumer();
        Message message = open == null ? null : waitMillis == 0 ? open.receiveNoWait() : open.receive(waitMillis);
        if (message == null) {
            return null;
        }
        if (!(message instanceof BytesMessage bytes)) {
            return new byte[0];
        }
        byte[] encoded = new byte[Math.toIntExact(bytes.getBodyLength())];
        bytes.readBytes(encoded);
        return encoded;
    }

    @Override
    public void putAside(byte[] encoded) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(Archiver.FAILED_QUEUE))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(encoded);
            producer.send(message, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 0);
        }
    }

    @Override
    public void commit() throws JMSException {
        session.commit();
    }

    @Override
    public synchronized void rollback() {
        disconnect();
    }

    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
    }

    /** Closing the connection rolls its session back. */
    private void disconnect() {
        Connection closing = connection;
        connection = null;
        session = null;
        consumer = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (JMSException e) {
                ArchiveLog.LOG.connectionNotClosed(e);
            }
        }
    }
}
