package hie.engine.messaging;

import hie.api.message.Message;
import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import jakarta.jms.JMSException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/** A message taken out of a queue of the broker of this virtual machine. */
final class ArtemisHeldMessage implements HeldMessage {

    private final String queueName;
    private final Queue queue;
    private final MessageReference reference;
    private final TakenReference taken;

    private ArtemisHeldMessage(String queueName, Queue queue, MessageReference reference) {
        this.queueName = queueName;
        this.queue = queue;
        this.reference = reference;
        this.taken = new TakenReference(reference);
    }

    static Optional<HeldMessage> take(ActiveMQServer server, String name, Broker.Pick pick) throws JMSException {
        return takeBy(server, name, waiting -> pick == Broker.Pick.NEWEST ? waiting.takeNewest() : waiting.takeFirst());
    }

    /** The first of the engine's messages whose order key is among these. */
    static Optional<HeldMessage> take(ActiveMQServer server, String name, Predicate<String> keys) throws JMSException {
        return takeBy(
                server,
                name,
                waiting -> waiting.takeFirst(
                        message -> JmsEnvelope.isEnvelope(message) && keys.test(JmsEnvelope.orderKey(message))));
    }

    private interface Taking {
        MessageReference from(WaitingMessages waiting) throws Exception;
    }

    private static Optional<HeldMessage> takeBy(ActiveMQServer server, String name, Taking taking) throws JMSException {
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + name));
        if (queue == null) {
            return Optional.empty();
        }
        try {
            MessageReference taken = taking.from(new WaitingMessages(queue));
            if (taken != null) {
                return Optional.of(new ArtemisHeldMessage(origin(taken, name), queue, taken));
            }
        } catch (Exception e) {
            throw BrokerFailure.of("The broker could not hand out a message of queue " + name, e);
        }
        return Optional.empty();
    }

    /** As {@link Broker#takeStored}. */
    static Optional<HeldMessage> takeStored(ActiveMQServer server, String itemQueue, Broker.Pick pick)
            throws JMSException {
        String store = ItemQueues.storeOf(itemQueue);
        Optional<HeldMessage> taken = take(server, store, pick);
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + store));
        if (taken.isEmpty() && queue != null && queue.getMessageCount() > 0) {
            throw new JMSException("All messages of queue " + store + " are in works or transactions");
        }
        return taken;
    }

    /** Where a message was before the broker moved it. */
    private static String origin(MessageReference reference, String queue) {
        String before = reference
                .getMessage()
                .getStringProperty(org.apache.activemq.artemis.api.core.Message.HDR_ORIGINAL_ADDRESS);
        return before == null ? queue : before.substring(ItemQueues.BROKER_PREFIX.length());
    }

    @Override
    public Message message() {
        return JmsEnvelope.read(reference.getMessage());
    }

    @Override
    public TakenMessage taken() {
        return taken;
    }

    @Override
    public String queue() {
        return queueName;
    }

    @Override
    public void settle() throws JMSException {
        if (taken.isAcknowledged()) {
            return;
        }
        try {
            queue.acknowledge(reference);
        } catch (Exception e) {
            throw BrokerFailure.of("The broker could not let go of a message", e);
        }
    }

    @Override
    public void giveBack() throws JMSException {
        if (taken.isAcknowledged()) {
            return;
        }
        try {
            queue.cancel(reference, System.currentTimeMillis());
        } catch (Exception e) {
            throw BrokerFailure.of("The broker could not take a message back", e);
        }
    }
}
