package hie.queue;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** A message that a queue has handed out. Used by the thread that works on it. */
public final class TakenMessage {

    private final MessageReference reference;
    private final MessageFeed feed;
    private boolean isAcknowledged;

    /** Wraps what the broker handed out. */
    public TakenMessage(MessageReference reference) {
        this(reference, null);
    }

    /** Wraps what the broker handed out to a worker that may take more. */
    public TakenMessage(MessageReference reference, MessageFeed feed) {
        this.reference = reference;
        this.feed = feed;
    }

    /** Where the messages after it come from; {@code null} when they come one by one only. */
    public MessageFeed feed() {
        return feed;
    }

    /** The message as the broker holds it; it must not be changed. */
    public Message message() {
        return reference.getMessage();
    }

    /**
     * Lets the message leave its queue with a transaction: when that commits. When it is rolled back, the message is back in
     * its place.
     *
     * @throws Exception when the broker could not write it; the message is then still with its worker
     */
    public void acknowledge(Transaction transaction) throws Exception {
        reference.acknowledge(transaction);
        isAcknowledged = true;
    }

    /** Whether its fate is that of a transaction. */
    public boolean isAcknowledged() {
        return isAcknowledged;
    }
}
