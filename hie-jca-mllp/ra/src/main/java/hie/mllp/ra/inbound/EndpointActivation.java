package hie.mllp.ra.inbound;

import hie.mllp.client.LocalInterface;
import hie.mllp.client.TlsContexts;
import hie.mllp.ra.MllpLog;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.net.ssl.SSLServerSocket;

/**
 * One active endpoint: owns its listening socket, its connections and its figures, and closes them in order. Accepts on
 * one virtual thread; each connection has another.
 */
public final class EndpointActivation implements MllpEndpointMXBean {

    /** The life of an activation: one way only. */
    private enum State {
        LISTENING,
        DRAINING,
        STOPPED
    }

    private static final AtomicLong CONNECTION_IDS = new AtomicLong();
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);
    private static final long PAUSE_AFTER_FAILED_ACCEPT_MILLIS = 200;

    private final EndpointSettings settings;
    private final Delivery delivery;
    private final ServerSocket server;
    private final int port;
    private final ObjectName objectName;
    private final Thread acceptor;
    private final EndpointFigures figures = new EndpointFigures();
    private final Set<InboundConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<State> state = new AtomicReference<>(State.LISTENING);

    private long refusedInRow;
    private InetAddress lastStranger;

    private EndpointActivation(
            EndpointSettings settings, Delivery delivery, ServerSocket server, ObjectName objectName) {
        this.settings = settings;
        this.delivery = delivery;
        this.server = server;
        this.port = server.getLocalPort();
        this.objectName = objectName;
        this.acceptor =
                Thread.ofVirtual().name("mllp-accept-" + settings.name()).unstarted(this::acceptAll);
    }

    /**
     * Begins to listen.
     *
     * @param tls where the SSL context comes from, if the settings name one
     * @throws ResourceException if the port, the interface, the SSL context or the item's name cannot be had
     */
    public static EndpointActivation start(
            EndpointSettings settings, MessageEndpointFactory factory, BootstrapContext context, TlsContexts tls)
            throws ResourceException {
        Delivery delivery = new Delivery(settings.name(), factory, context.getTransactionSynchronizationRegistry());
        ServerSocket server = bind(settings, tls);
        try {
            ObjectName objectName = new ObjectName("hie:type=MllpEndpoint,name=" + ObjectName.quote(settings.name()));
            EndpointActivation activation = new EndpointActivation(settings, delivery, server, objectName);
            ManagementFactory.getPlatformMBeanServer().registerMBean(activation, objectName);
            activation.acceptor.start();
            MllpLog.LOG.listening(settings.name(), server.getInetAddress().getHostAddress(), activation.port);
            return activation;
        } catch (JMException e) {
            ResourceException failure = new ResourceException(
                    "MLLP item " + settings.name() + ": another item of this name is active already", e);
            close(server, failure);
            throw failure;
        }
    }

    /** Closes the listening socket and idle connections; busy ones take no further message. Further calls do nothing. */
    public void stopAccepting() {
        if (!state.compareAndSet(State.LISTENING, State.DRAINING)) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            MllpLog.LOG.acceptFailed(settings.name(), port, e.getMessage());
        }
        connections.forEach(InboundConnection::beginClosing);
    }

    /** Stops accepting, waits for messages in flight within the drain timeout, then cuts off what is left. */
    public void stop() {
        stopAccepting();
        if (!awaitEnd(settings.drainTimeout())) {
            MllpLog.LOG.drainTimedOut(
                    settings.name(), connections.size(), settings.drainTimeout().toMillis());
            connections.forEach(InboundConnection::abort);
            awaitEnd(LAST_WAIT);
        }
        if (state.compareAndSet(State.DRAINING, State.STOPPED)) {
            removeFigures();
            MllpLog.LOG.stopped(settings.name(), port);
        }
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public String getState() {
        return state.get().name();
    }

    @Override
    public int getOpenConnections() {
        return connections.size();
    }

    @Override
    public long getTotalConnections() {
        return figures.connections.sum();
    }

    @Override
    public long getRefusedConnections() {
        return figures.refused.sum();
    }

    @Override
    public long getFramesIn() {
        return figures.framesIn.sum();
    }

    @Override
    public long getBytesIn() {
        return figures.bytesIn.sum();
    }

    @Override
    public long getFailures() {
        return figures.failures.sum();
    }

    @Override
    public String[] getPeers() {
        return connections.stream().map(InboundConnection::peerAddress).sorted().toArray(String[]::new);
    }

    private static ServerSocket bind(EndpointSettings settings, TlsContexts tls) throws ResourceException {
        ServerSocket server = null;
        try {
            server = settings.tlsContext() == null ? new ServerSocket() : encrypted(settings, tls);
            server.setReuseAddress(true);
            InetAddress address = LocalInterface.resolve(settings.localInterface());
            server.bind(new InetSocketAddress(address, settings.port()), settings.backlog());
            return server;
        } catch (IOException e) {
            ResourceException failure = new ResourceException(
                    "MLLP item " + settings.name() + " cannot listen on " + settings.localInterface() + ", port "
                            + settings.port() + ": " + e.getMessage(),
                    e);
            if (server != null) {
                close(server, failure);
            }
            throw failure;
        }
    }

    private static ServerSocket encrypted(EndpointSettings settings, TlsContexts tls) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                tls.find(settings.tlsContext()).getServerSocketFactory().createServerSocket();
        if (settings.needClientAuth()) {
            server.setNeedClientAuth(true); // never switched off: the context itself may demand it
        }
        return server;
    }

    private void acceptAll() {
        boolean failing = false;
        while (!server.isClosed()) {
            try {
                admit(server.accept());
                failing = false;
            } catch (IOException | RuntimeException e) {
                if (!server.isClosed()) {
                    if (!failing) {
                        MllpLog.LOG.acceptFailed(settings.name(), port, e.toString());
                    }
                    failing = true;
                    pause();
                }
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        InetAddress peer = socket.getInetAddress();
        if (!settings.allowedPeers().allows(peer)) {
            refuse(socket);
            if (!peer.equals(lastStranger)) {
                lastStranger = peer;
                MllpLog.LOG.peerNotAllowed(settings.name(), peer.getHostAddress());
            }
        } else if (connections.size() >= settings.maxConnections()) {
            refuse(socket);
            if (refusedInRow++ == 0) {
                MllpLog.LOG.tooManyConnections(settings.name(), settings.maxConnections(), peer.getHostAddress());
            }
        } else {
            if (refusedInRow > 0) {
                MllpLog.LOG.acceptsConnectionsAgain(settings.name(), refusedInRow);
                refusedInRow = 0;
            }
            open(socket);
        }
    }

    private void open(Socket socket) {
        figures.connections.increment();
        InboundConnection connection = new InboundConnection(
                CONNECTION_IDS.incrementAndGet(), socket, settings, figures, delivery, connections::remove);
        connections.add(connection);
        connection.start();
        if (state.get() != State.LISTENING) {
            connection.beginClosing(); // stopped while this one was being accepted
        }
    }

    private void refuse(Socket socket) throws IOException {
        figures.refused.increment();
        socket.close();
    }

    private boolean awaitEnd(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            acceptor.join(LAST_WAIT); // one connection may just be on its way from there
            for (InboundConnection connection : List.copyOf(connections)) {
                if (!connection.awaitEnd(Math.max(0, end - System.nanoTime()))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void removeFigures() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(objectName);
        } catch (JMException e) {
            MllpLog.LOG.figuresNotRemoved(settings.name(), e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILED_ACCEPT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(ServerSocket server, Exception failure) {
        try {
            server.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
