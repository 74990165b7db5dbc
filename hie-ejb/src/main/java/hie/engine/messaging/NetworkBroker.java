package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/**
 * A broker in another process, reached over the network (docs/adr/0027). One connection, which is not made again: whoever uses it
 * ends with it. Safe for use by any thread.
 */
public final class NetworkBroker implements Broker, AutoCloseable {

    private static final int THREADS = 4;

    private final NetworkAccess access;
    private final ServerLocator locator;
    private final ClientSessionFactory connection;
    private final QueueShapes shapes = new QueueShapes();

    private NetworkBroker(NetworkAccess access, ServerLocator locator, ClientSessionFactory connection) {
        this.access = access;
        this.locator = locator;
        this.connection = connection;
    }

    /** @throws JMSException when the broker does not answer */
    public static NetworkBroker connect(NetworkAccess access) throws JMSException {
        ServerLocator locator = ActiveMQClient.createServerLocatorWithoutHA(new TransportConfiguration(
                NettyConnectorFactory.class.getName(),
                Map.of(
                        TransportConstants.HOST_PROP_NAME,
                        access.host(),
                        TransportConstants.PORT_PROP_NAME,
                        access.port(),
                        TransportConstants.USE_EPOLL_PROP_NAME,
                        false,
                        TransportConstants.REMOTING_THREADS_PROPNAME,
                        1)));
        locator.setUseGlobalPools(false)
                .setThreadPoolMaxSize(THREADS)
                .setScheduledThreadPoolMaxSize(1)
                .setReconnectAttempts(0)
                .setBlockOnDurableSend(false)
                .setProducerWindowSize(-1)
                // None ahead: a message that was handed out more than once is one at which a worker has ended.
                .setConsumerWindowSize(0);
        try {
            return new NetworkBroker(access, locator, locator.createSessionFactory());
        } catch (Exception e) {
            locator.close();
            throw BrokerFailure.of("The broker could not be reached at " + access, e);
        }
    }

    /** Says how queues behave from now on; one of which nothing is known is plain. */
    public void shape(Map<String, QueueShape> queues) {
        queues.forEach(shapes::put);
    }

    @Override
    public BrokerSession openSession(Backpressure backpressure) {
        return new NetworkSession(this, shapes, backpressure);
    }

    /** A session that also takes the messages of a queue. */
    public NetworkSession openSession(Backpressure backpressure, String queue) {
        return new NetworkSession(this, shapes, backpressure, queue);
    }

    ClientSession open() throws Exception {
        return connection.createSession(access.user(), access.password(), false, false, false, false, 0);
    }

    /** Lets the connection end as it does with a process that is killed. */
    void cut() {
        connection.getConnection().getTransportConnection().forceClose();
    }

    @Override
    public Optional<HeldMessage> takeStored(String queue, Pick pick) {
        throw new UnsupportedOperationException("Last-in-first-out queues are served by the broker's own process");
    }

    @Override
    public boolean isDrained(String queue) {
        throw new UnsupportedOperationException("Only the broker's own process knows");
    }

    @Override
    public Optional<HeldMessage> takeExpired() {
        throw new UnsupportedOperationException("What expired is looked after by the broker's own process");
    }

    /** The broker's own process knows them, and hands out none of their messages. */
    @Override
    public List<HeldKey> heldKeys(String project, String item) {
        return List.of();
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue) {
        throw new UnsupportedOperationException("Items are stepped in the broker's own process");
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue, Predicate<String> keys) {
        throw new UnsupportedOperationException("Keys are held back in the broker's own process");
    }

    @Override
    public List<Message> browse(String queue) {
        throw new UnsupportedOperationException("Duplicates are recognised in the broker's own process");
    }

    @Override
    public void close() {
        connection.close();
        locator.close();
    }
}
