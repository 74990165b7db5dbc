package hie.queue;

import org.apache.activemq.artemis.api.core.Message;

/** A message that a queue has handed out. Used by the thread that works on it. */
public interface TakenMessage {

    /** Where the messages after it come from; {@code null} when they come one by one only. */
    default MessageFeed feed() {
        return null;
    }

    /** The message as the broker holds or sends it; it must not be changed. */
    Message message();

    /** Whether its fate is that of a transaction. */
    boolean isAcknowledged();
}
