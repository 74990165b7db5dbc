package hie.engine.messaging;

import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** A broker that a test runs itself, as workers see it. */
public final class LocalBroker implements Broker {

    private final ActiveMQServer server;

    public LocalBroker(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public BrokerSession openSession() {
        return new ArtemisSession(() -> server);
    }

    @Override
    public void forward(String queue, jakarta.jms.Message message) {
        throw new UnsupportedOperationException(queue);
    }
}
