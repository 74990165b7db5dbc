package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** A broker that a test runs itself, as workers see it. */
public final class LocalBroker implements Broker {

    private final ActiveMQServer server;
    private final QueueShapes shapes;

    public LocalBroker(ActiveMQServer server, ItemQueues queues) {
        this.server = server;
        this.shapes = queues.shapes();
    }

    @Override
    public BrokerSession openSession(Backpressure backpressure) {
        return new ArtemisSession(() -> server, shapes, backpressure);
    }

    @Override
    public boolean isDrained(String queue) {
        return QueueThread.isDrained(server, queue);
    }

    @Override
    public Optional<HeldMessage> takeStored(String queue, Pick pick) throws JMSException {
        return ArtemisHeldMessage.takeStored(server, queue, pick);
    }

    @Override
    public List<HeldKey> heldKeys(String project, String item) {
        return HeldKeys.of(server, project, item);
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue) throws JMSException {
        return ArtemisHeldMessage.take(server, queue, Pick.OLDEST);
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue, Predicate<String> keys) throws JMSException {
        return ArtemisHeldMessage.take(server, queue, keys);
    }

    @Override
    public List<Message> browse(String queue) throws JMSException {
        return WaitingMessages.browse(server, queue);
    }

    @Override
    public Optional<HeldMessage> takeExpired() throws JMSException {
        return ArtemisHeldMessage.take(server, EXPIRED_QUEUE, Pick.OLDEST);
    }
}
