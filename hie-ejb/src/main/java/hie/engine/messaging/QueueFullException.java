package hie.engine.messaging;

import jakarta.jms.JMSException;

/** A queue has no room for one more message; nothing of the transaction is kept. The same message may fit later. */
public final class QueueFullException extends JMSException {

    private static final long serialVersionUID = 1L;

    QueueFullException(String queue, int size) {
        super("Queue " + queue + " is full (QueueSize " + size + "); send the message again later", "HIE-QUEUE-FULL");
    }
}
