package hie.engine.messaging;

import hie.api.message.Message;
import hie.queue.QueueListener;
import hie.queue.TakenReference;
import jakarta.jms.JMSException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker within the test whose journal is on disk: it can be stopped and started, and is managed as the server's own. */
public final class DurableBroker implements AutoCloseable, Broker {

    private static final int ID = 7532;

    private final ConfigurationImpl configuration = new ConfigurationImpl();
    private final ItemQueues queues = new ItemQueues();
    private ActiveMQServer server;
    private final NetworkDoor door = new NetworkDoor(() -> server);

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
        // Those of a server's life are its own; the next one gets this configuration.
        List.copyOf(configuration.getBrokerPlugins()).forEach(configuration::unRegisterBrokerPlugin);
        start();
    }

    /** Connections of clients, with the names of queues as the server's have them. */
    public ActiveMQServer server() {
        return server;
    }

    public jakarta.jms.ConnectionFactory factory() {
        org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory factory =
                new org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory("vm://" + ID);
        factory.setEnable1xPrefixes(true);
        return factory;
    }

    public ItemQueues queues() {
        return queues;
    }

    /** By which worker processes come in. */
    public NetworkDoor door() {
        door.open();
        return door;
    }

    /** The broker as a worker process reaches it; to be closed. */
    public NetworkBroker network() throws JMSException {
        return NetworkBroker.connect(new NetworkAccess(NetworkDoor.HOST, door.open(), "worker", "secret"));
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

    /**
     * Feeds messages of a queue to a bean, one at a time as a container does.
     *
     * @return how many there were; the one at which the bean failed is back on the queue and the last
     */
    public int feed(String queue, QueueListener bean, int most) throws Exception {
        Queue found = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + queue));
        WaitingMessages waiting = new WaitingMessages(found);
        Queue store = queue.startsWith("hie.item.")
                ? server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + ItemQueues.storeOf(queue)))
                : null;
        for (int fed = 0; fed < most; fed++) {
            QueueThread.await(found);
            if (store != null) {
                QueueThread.await(store);
            }
            MessageReference next = waiting.takeFirst();
            if (next == null) {
                return fed;
            }
            TakenReference taken = new TakenReference(next);
            try {
                bean.onMessage(taken);
            } catch (RuntimeException e) {
                if (!taken.isAcknowledged()) {
                    found.cancel(next, System.currentTimeMillis());
                }
                return fed;
            }
            if (!taken.isAcknowledged()) {
                next.acknowledge();
            }
        }
        return most;
    }

    /** Takes everything from a queue; the bodies. */
    public List<byte[]> drain(String queue) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        feed(
                queue,
                taken -> {
                    ActiveMQBuffer content = taken.message().toCore().getReadOnlyBodyBuffer();
                    byte[] body = new byte[content.readableBytes()];
                    content.readBytes(body);
                    bodies.add(body);
                },
                Integer.MAX_VALUE);
        return bodies;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
