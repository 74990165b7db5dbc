package hie.engine.messaging;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker within the test whose journal is on disk: it can be stopped and started, and is managed as the server's own. */
public final class DurableBroker implements AutoCloseable, Broker {

    private static final int ID = 7532;

    private final ConfigurationImpl configuration = new ConfigurationImpl();
    private final ItemQueues queues = new ItemQueues();
    private ActiveMQServer server;

    public DurableBroker(Path data) throws Exception {
        configuration.setName("default");
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalFileSize(1 << 20);
        configuration.setJournalDirectory(data.resolve("journal").toString());
        configuration.setBindingsDirectory(data.resolve("bindings").toString());
        configuration.setPagingDirectory(data.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(data.resolve("large").toString());
        configuration.addAcceptorConfiguration("in-vm", "vm://" + ID);
        AddressSettings settings = new AddressSettings();
        settings.setMaxDeliveryAttempts(-1);
        settings.setExpiryAddress(SimpleString.of(ItemQueues.BROKER_PREFIX + EXPIRED_QUEUE));
        configuration.addAddressSetting("#", settings);
        start();
    }

    private void start() throws Exception {
        server = ActiveMQServers.newActiveMQServer(configuration, ManagementFactory.getPlatformMBeanServer(), null);
        server.start();
        queues.ensure(TRACE_QUEUE);
        queues.ensure(ERROR_QUEUE);
        queues.ensure(EXPIRED_QUEUE);
    }

    /** Stops the broker and starts it from what is on its disk. */
    public void restart() throws Exception {
        server.stop();
        start();
    }

    public ItemQueues queues() {
        return queues;
    }

    /** Lets the broker look for expired messages now. */
    public void expire(String queue) {
        org.apache.activemq.artemis.core.server.Queue found =
                server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + queue));
        found.expireReferences(() -> {});
        found.flushExecutor();
    }

    @Override
    public BrokerSession openSession(Backpressure backpressure) {
        return new ArtemisSession(() -> server, queues.shapes(), backpressure);
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
    public Optional<HeldMessage> takeExpired() throws JMSException {
        return ArtemisHeldMessage.take(server, EXPIRED_QUEUE, Pick.OLDEST);
    }

    @Override
    public void forward(String queue, jakarta.jms.Message message) {
        throw new UnsupportedOperationException(queue);
    }

    /**
     * Feeds messages of a queue to a bean, one at a time as a container does.
     *
     * @return how many there were; the one at which the bean failed is back on the queue and the last
     */
    public int feed(String queue, MessageListener bean, int most) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + ID + "?consumerWindowSize=0");
                Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer =
                        session.createConsumer(session.createQueue(ItemQueues.BROKER_PREFIX + queue))) {
            connection.start();
            for (int fed = 0; fed < most; fed++) {
                jakarta.jms.Message next = consumer.receiveNoWait();
                if (next == null) {
                    return fed;
                }
                try {
                    bean.onMessage(next);
                } catch (RuntimeException e) {
                    session.rollback();
                    return fed;
                }
                session.commit();
            }
        }
        return most;
    }

    /** Takes everything from a queue; the bodies. */
    public List<byte[]> drain(String queue) throws JMSException {
        List<byte[]> bodies = new ArrayList<>();
        feed(
                queue,
                message -> {
                    try {
                        BytesMessage bytes = (BytesMessage) message;
                        byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
                        bytes.readBytes(body);
                        bodies.add(body);
                    } catch (JMSException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Integer.MAX_VALUE);
        return bodies;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
