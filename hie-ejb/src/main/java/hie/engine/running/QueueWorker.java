package hie.engine.running;

import hie.api.message.Message;
import hie.engine.item.ItemStoppingException;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;

/** Works on messages from an item's queue, one at a time. */
interface QueueWorker extends AutoCloseable {

    /**
     * Works on one message. A normal return means that its outcome is safe and the message may leave the queue, if it has not
     * left it with that.
     *
     * @param taken the message as it was taken from the queue
     * @throws ItemStoppingException when the item is stopping: the message goes back to its place
     * @throws JMSException when the outcome could not be stored: likewise
     */
    void work(Message message, TakenMessage taken) throws JMSException;

    ItemRuntime item();

    /** Gives what it borrowed back to the item. */
    @Override
    void close();
}
