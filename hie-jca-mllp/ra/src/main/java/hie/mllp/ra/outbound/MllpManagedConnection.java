package hie.mllp.ra.outbound;

import hie.mllp.MllpConnectException;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpTarget;
import hie.mllp.client.MllpClient;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;

/**
 * What the container pools: a client of one target. Its socket is opened on first use, so that the pool itself never
 * waits for a peer.
 *
 * <p>A failed exchange leaves the socket in doubt: then all handles are dead and the container is told to discard the
 * connection. That no connection could be made, or that a message cannot be framed, leaves nothing in doubt.
 */
final class MllpManagedConnection implements ManagedConnection {

    private final MllpClient client;
    private final Consumer<MllpManagedConnection> whenDestroyed;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<PooledConnection> handles = ConcurrentHashMap.newKeySet();

    private volatile boolean retired;
    private volatile PrintWriter logWriter;

    MllpManagedConnection(MllpClient client, Consumer<MllpManagedConnection> whenDestroyed) {
        this.client = client;
        this.whenDestroyed = whenDestroyed;
    }

    MllpTarget target() {
        return client.target();
    }

    boolean isUsable() {
        return client.isUsable();
    }

    /** Whether it has had no socket and no use for so long that keeping it serves nothing. */
    boolean isForgotten(Duration idle) {
        return !client.isConnected() && client.idleFor().compareTo(idle) >= 0;
    }

    byte[] exchange(byte[] message) throws MllpException {
        try {
            return client.exchange(message);
        } catch (MllpException e) {
            fail(e);
            throw e;
        }
    }

    CompletableFuture<byte[]> submit(byte[] message) throws MllpException {
        try {
            return client.submit(message);
        } catch (MllpException e) {
            fail(e);
            throw e;
        }
    }

    byte[] awaitFurtherReply(byte[] message, Duration timeout) throws MllpException {
        try {
            return client.awaitFurtherReply(message, timeout);
        } catch (MllpException e) {
            fail(e);
            throw e;
        }
    }

    void send(byte[] message) throws MllpException {
        try {
            client.send(message);
        } catch (MllpException e) {
            fail(e);
            throw e;
        }
    }

    Optional<Instant> peerCertificateEnd() {
        return client.peerCertificateEnd();
    }

    void handleClosed(PooledConnection handle) {
        handles.remove(handle);
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(handle);
        listeners.forEach(listener -> listener.connectionClosed(event));
    }

    /** Closes the socket if the target asks for that and it has been idle long enough. */
    void closeIfIdle() {
        if (target().closesWhenIdle()) {
            client.disconnectIfIdle(target().idleClose());
        }
    }

    /** Closes the socket now, or, if an exchange is running, when the connection is given back. */
    void retire() {
        retired = !client.disconnectIfIdle(Duration.ZERO) && client.isConnected();
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo request) {
        PooledConnection handle = new PooledConnection(this);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (!(connection instanceof PooledConnection handle)) {
            throw new ResourceException("Not a connection of the MLLP adapter: " + connection);
        }
        handle.associate(this);
        handles.add(handle);
    }

    @Override
    public void cleanup() {
        abandonHandles();
        if (retired || target().closesWhenGivenBack()) {
            retired = false;
            client.disconnectIfIdle(Duration.ZERO);
        }
    }

    @Override
    public void destroy() {
        abandonHandles();
        client.close();
        whenDestroyed.accept(this);
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws ResourceException {
        throw new NotSupportedException("MLLP knows no transactions");
    }

    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        throw new NotSupportedException("MLLP knows no transactions");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new MetaData(target());
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    private void fail(MllpException cause) {
        boolean nothingInDoubt =
                cause instanceof MllpConnectException || (cause instanceof MllpFrameException frame && !frame.sent());
        if (nothingInDoubt) {
            return;
        }
        client.close();
        abandonHandles();
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, cause);
        listeners.forEach(listener -> listener.connectionErrorOccurred(event));
    }

    private void abandonHandles() {
        handles.forEach(handle -> handle.associate(null));
        handles.clear();
    }

    private record MetaData(MllpTarget target) implements ManagedConnectionMetaData {

        @Override
        public String getEISProductName() {
            return "MLLP receiver " + target.label();
        }

        @Override
        public String getEISProductVersion() {
            return "unknown";
        }

        @Override
        public int getMaxConnections() {
            return 0; // not limited by the receiver, as far as it tells
        }

        @Override
        public String getUserName() {
            return "";
        }
    }
}
