package hie.engine.desk;

import hie.engine.messaging.Broker;
import hie.engine.messaging.ItemQueues;
import hie.engine.messaging.LocalBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker within the test, with nothing on disk, named and managed as the server's own. */
final class EmbeddedBroker implements AutoCloseable {

    private static final int SERVER = 77;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory("vm://" + SERVER + "?enable1xPrefixes=true");
    private final ItemQueues queues = new ItemQueues();

    EmbeddedBroker(Path folder) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("default");
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(true);
        configuration.setBindingsDirectory(folder.toString());
        configuration.setJournalDirectory(folder.toString());
        configuration.setLargeMessagesDirectory(folder.toString());
        configuration.setPagingDirectory(folder.toString());
        configuration.addAcceptorConfiguration("vm", "vm://" + SERVER);
        server.setConfiguration(configuration);
        server.setMbeanServer(ManagementFactory.getPlatformMBeanServer());
        server.start();
        queues.ensure(Broker.ERROR_QUEUE);
        queues.ensure(Broker.TRACE_QUEUE);
    }

    Broker workers() {
        return new LocalBroker(server.getActiveMQServer(), queues);
    }

    ActiveMQServer server() {
        return server.getActiveMQServer();
    }

    ConnectionFactory factory() {
        return factory;
    }

    ItemQueues queues() {
        return queues;
    }

    /** Takes everything from a queue. */
    List<jakarta.jms.Message> drain(String queue) throws JMSException {
        List<jakarta.jms.Message> messages = new ArrayList<>();
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            for (jakarta.jms.Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                messages.add(next);
            }
        }
        return messages;
    }

    static byte[] bytes(jakarta.jms.Message message) throws JMSException {
        BytesMessage bytes = (BytesMessage) message;
        byte[] content = new byte[Math.toIntExact(bytes.getBodyLength())];
        bytes.readBytes(content);
        return content;
    }

    @Override
    public void close() throws Exception {
        factory.close();
        server.stop();
    }
}
