package hie.engine.messaging;

/** A queue with a limit is full. */
public final class QueueFullException extends NoRoomException {

    private static final long serialVersionUID = 1L;

    QueueFullException(String queue, int size) {
        super("Queue " + queue + " is full (QueueSize " + size + "); send the message again later", "HIE-QUEUE-FULL");
    }
}
