package hie.engine.messaging;

import jakarta.jms.JMSException;

/** The broker has no room for one more message; nothing of the transaction is kept. The same message may fit later. */
public abstract sealed class NoRoomException extends JMSException permits QueueFullException, DiskFullException {

    private static final long serialVersionUID = 1L;

    NoRoomException(String reason, String code) {
        super(reason, code);
    }
}
