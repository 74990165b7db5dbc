package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.JMSException;

/**
 * A message that was taken from among those that wait, and is still on the broker's disk: a server that ends now has it waiting
 * again when it starts. It is settled or given back exactly once, by any thread.
 */
public interface HeldMessage {

    Message message();

    /** The name of the queue on which it waited. */
    String queue();

    /** It has been worked on and leaves for good; on disk before anything that is acknowledged after it. */
    void settle() throws JMSException;

    /** It waits again, in its old place. */
    void giveBack() throws JMSException;
}
