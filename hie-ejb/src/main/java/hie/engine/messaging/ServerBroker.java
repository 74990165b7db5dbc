package hie.engine.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Optional;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceName;
import org.wildfly.extension.messaging.activemq.ActiveMQBroker;

/** The broker inside this server. */
@ApplicationScoped
public class ServerBroker implements Broker {

    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");

    @Resource(lookup = "java:/hie/connections")
    ConnectionFactory connections;

    @Inject
    ItemQueues queues;

    @Override
    public BrokerSession openSession(Backpressure backpressure) {
        return new ArtemisSession(ServerBroker::find, queues.shapes(), backpressure);
    }

    @Override
    public Optional<HeldMessage> takeStored(String queue, Pick pick) throws JMSException {
        return ArtemisHeldMessage.takeStored(find(), queue, pick);
    }

    @Override
    public Optional<HeldMessage> takeExpired() throws JMSException {
        return ArtemisHeldMessage.take(find(), EXPIRED_QUEUE, Pick.OLDEST);
    }

    private static ActiveMQServer find() {
        ActiveMQBroker broker = (ActiveMQBroker) CurrentServiceContainer.getServiceContainer()
                .getRequiredService(BROKER)
                .getValue();
        return (ActiveMQServer) broker.getDelegate();
    }

    @Override
    public void forward(String queue, jakarta.jms.Message message) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(message);
            session.commit();
        }
    }
}
