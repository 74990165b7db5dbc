package hie.engine.messaging;

import hie.queue.TakenMessage;
import java.io.ByteArrayOutputStream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;

/** A message that came over the network, with its whole body. It is let go in the session that brought it. */
public final class NetworkMessage implements TakenMessage {

    private final ClientMessage received;
    private final Message whole;
    private boolean isAcknowledged;

    NetworkMessage(ClientMessage received) throws ActiveMQException {
        this.received = received;
        this.whole = received.isLargeMessage() ? withBody(received) : received;
    }

    /** A large body comes in parts, and only once. */
    private static CoreMessage withBody(ClientMessage large) throws ActiveMQException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(large.getBodySize());
        large.saveToOutputStream(content);
        CoreMessage whole = JmsEnvelope.bytesMessage(content.toByteArray());
        whole.moveHeadersAndProperties(large);
        return whole;
    }

    @Override
    public Message message() {
        return whole;
    }

    /** How often it was handed out, this time included: once more than it was lost with the worker that had it. */
    public int deliveries() {
        return received.getDeliveryCount();
    }

    void acknowledge() throws ActiveMQException {
        received.individualAcknowledge();
        isAcknowledged = true;
    }

    @Override
    public boolean isAcknowledged() {
        return isAcknowledged;
    }
}
