package hie.engine.item;

import hie.api.message.Message;
import jakarta.jms.JMSException;

/** Works on messages from an item's queue, one at a time. */
interface QueueWorker extends AutoCloseable {

    /**
     * Works on one message. A normal return means that its outcome is on disk and the message may leave the queue.
     *
     * @throws ItemStoppingException when the item is stopping: the message goes back to its place
     * @throws JMSException when the outcome could not be stored: likewise
     */
    void work(Message message) throws JMSException;

    ItemRuntime item();

    /** Gives what it borrowed back to the item. */
    @Override
    void close();
}
