package hie.queue;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** A message that a queue of the broker in the same virtual machine has handed out. */
public final class TakenReference implements TakenMessage {

    private final MessageReference reference;
    private final MessageFeed feed;
    private boolean isAcknowledged;

    /** Wraps what the broker handed out. */
    public TakenReference(MessageReference reference) {
        this(reference, null);
    }

    /** Wraps what the broker handed out to a worker that may take more. */
    public TakenReference(MessageReference reference, MessageFeed feed) {
        this.reference = reference;
        this.feed = feed;
    }

    @Override
    public MessageFeed feed() {
        return feed;
    }

    @Override
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

    @Override
    public boolean isAcknowledged() {
        return isAcknowledged;
    }
}
