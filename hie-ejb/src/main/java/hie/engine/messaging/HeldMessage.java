package hie.engine.messaging;

import hie.api.message.Message;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;

/**
 * A message that was taken from among those that wait, and is still on the broker's disk: a server that ends now has it waiting
 * again when it starts. It is settled or given back exactly once, by any thread; once it was acknowledged in a transaction, either
 * does nothing.
 */
public interface HeldMessage {

    /** The message, of the engine's own. */
    Message message();

    /** The message as a worker lets it leave with a transaction. */
    TakenMessage taken();

    /** The name of the queue on which it waited. */
    String queue();

    /** It has been worked on and leaves for good; on disk before anything that is acknowledged after it. */
    void settle() throws JMSException;

    /** It waits again, in its old place. */
    void giveBack() throws JMSException;
}
