package hie.engine.messaging;

import hie.api.message.Message;
import org.apache.activemq.artemis.core.server.MessageReference;

/** Messages as the broker hands them out. */
public final class Envelopes {

    private Envelopes() {}

    public static MessageReference reference(Message message) {
        return MessageReference.Factory.createReference(JmsEnvelope.write(message, QueueShape.Order.FIFO), null);
    }
}
