package hie.mllp.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Pools managed connections as a container does, as far as tests need it. Not for several threads. */
final class FakePool implements ConnectionManager, ConnectionEventListener, AutoCloseable {

    private static final long serialVersionUID = 1L;

    final transient List<Exception> errors = new ArrayList<>();
    final transient Set<ManagedConnection> idle = new LinkedHashSet<>();
    final transient Set<ManagedConnection> all = new LinkedHashSet<>();

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        ManagedConnection connection = factory.matchManagedConnections(idle, null, request);
        if (connection == null) {
            connection = factory.createManagedConnection(null, request);
            connection.addConnectionEventListener(this);
            all.add(connection);
        }
        idle.remove(connection);
        return connection.getConnection(null, request);
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        ManagedConnection connection = (ManagedConnection) event.getSource();
        try {
            connection.cleanup();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
        idle.add(connection);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        errors.add(event.getException());
        discard((ManagedConnection) event.getSource());
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
        throw new AssertionError("no transactions");
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
        throw new AssertionError("no transactions");
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
        throw new AssertionError("no transactions");
    }

    @Override
    public void close() {
        List.copyOf(all).forEach(this::discard);
    }

    private void discard(ManagedConnection connection) {
        all.remove(connection);
        idle.remove(connection);
        try {
            connection.destroy();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
