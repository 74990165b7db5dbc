package hie.engine.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * The way into this server's broker for worker processes: an acceptor on the loopback interface, at a port that the machine chooses,
 * opened when it is first needed. Safe for use by any thread.
 */
@ApplicationScoped
public class NetworkDoor {

    /** The interface on which it listens. */
    public static final String HOST = "127.0.0.1";

    private static final String NAME = "hie-workers";

    private final Supplier<ActiveMQServer> broker;
    private ActiveMQServer opened;
    private KeysInWork keys;
    private int port;

    public NetworkDoor() {
        this(ServerBroker::find);
    }

    NetworkDoor(Supplier<ActiveMQServer> broker) {
        this.broker = broker;
    }

    /**
     * Opens it, if it is not open.
     *
     * @return the port
     */
    public synchronized int open() {
        ActiveMQServer server = broker.get();
        if (server == opened) {
            return port;
        }
        // The broker finds its acceptors' classes by the caller's loader.
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(ActiveMQServer.class.getClassLoader());
        try {
            NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService()
                    .createAcceptor(NAME, "tcp://" + HOST + ":0?protocols=CORE&remotingThreads=2");
            server.registerBrokerPlugin(new GiveBackFirst(server.getStorageManager()));
            keys = new KeysInWork(server);
            server.registerBrokerPlugin(keys);
            acceptor.start();
            port = acceptor.getActualPort();
            opened = server;
        } catch (Exception e) {
            throw new IllegalStateException("The broker could not be opened to worker processes", e);
        } finally {
            thread.setContextClassLoader(callers);
        }
        MessagingLog.LOG.doorOpen(HOST, port);
        return port;
    }

    /** Has a gate say what is kept from the workers of an item; {@code null} for none. Called once the door is open. */
    public synchronized void gate(String itemQueue, KeyGate gate) {
        keys.gate(itemQueue, gate);
    }

    /**
     * Opens the gate of an item for some messages. Its workers get those that wait in their order, with those that were sent before this
     * call among them. Waits for the queue's thread.
     *
     * @param opening what opens it; no worker gets anything meanwhile
     */
    public void pass(String itemQueue, Runnable opening) {
        KeysInWork handing;
        synchronized (this) {
            handing = keys;
        }
        handing.open(itemQueue, opening);
    }

    /**
     * Grants the workers of an item what they need.
     *
     * @param itemQueue the item's queue
     * @param replyQueues where its workers get the replies to their calls
     * @return the roles that they must have
     */
    public List<String> grant(String itemQueue, Set<String> replyQueues) {
        NetworkRights rights = NetworkRights.of(itemQueue);
        rights.grant(broker.get(), replyQueues);
        return rights.roles();
    }
}
