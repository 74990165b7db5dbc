package hie.engine.running;

import hie.engine.item.ItemLog;
import hie.engine.messaging.JmsEnvelope;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;

/** Takes the replies to this node's calls from their queue, on a thread of its own. */
final class ReplyConsumer implements AutoCloseable {

    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private final Calls calls;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Connection open;

    ReplyConsumer(ConnectionFactory connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
        this.thread = Thread.ofPlatform().daemon().name("hie-replies").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        boolean inTrouble = false;
        while (!closed) {
            try (Connection connection = connections.createConnection();
                    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                    MessageConsumer consumer = session.createConsumer(session.createQueue(Calls.replyQueue()))) {
                open = connection;
                connection.start();
                inTrouble = false;
                consume(consumer);
            } catch (JMSException | RuntimeException e) {
                if (!closed && !inTrouble) {
                    ItemLog.LOG.repliesNotRead(e);
                }
                inTrouble = true;
                pause();
            }
        }
    }

    private void consume(MessageConsumer consumer) throws JMSException {
        while (!closed) {
            Message jms = consumer.receive();
            if (jms != null) {
                if (JmsEnvelope.isEnvelope(jms)) {
                    calls.arrived(JmsEnvelope.read(jms));
                } else {
                    ItemLog.LOG.noReply(Calls.replyQueue());
                }
                jms.acknowledge();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_IN_TROUBLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Ends the thread; replies that come now wait in their queue. */
    @Override
    public void close() {
        closed = true;
        Connection closing = open;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (JMSException e) {
            ItemLog.LOG.repliesNotRead(e);
        }
        thread.interrupt();
    }
}
