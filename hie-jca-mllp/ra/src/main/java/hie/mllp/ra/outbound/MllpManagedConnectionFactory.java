package hie.mllp.ra.outbound;

import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpTarget;
import hie.mllp.client.ConnectBackoff;
import hie.mllp.client.MllpClient;
import hie.mllp.client.TlsContexts;
import hie.mllp.ra.MllpResourceAdapter;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;

/**
 * Makes and matches the connections that the container pools. It has no settings of its own: all are part of the target,
 * which is why the container must pool by connection request ({@code ironjacamar.xml}).
 */
@ConnectionDefinition(
        connectionFactory = MllpConnectionFactory.class,
        connectionFactoryImpl = PooledConnectionFactory.class,
        connection = MllpConnection.class,
        connectionImpl = PooledConnection.class)
public class MllpManagedConnectionFactory
        implements ManagedConnectionFactory, ResourceAdapterAssociation, ValidatingManagedConnectionFactory {

    private static final long serialVersionUID = 1L;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final transient Set<MllpManagedConnection> connections = ConcurrentHashMap.newKeySet();
    private final transient Map<MllpTarget, ConnectBackoff> backoffs = new ConcurrentHashMap<>();

    private transient MllpResourceAdapter adapter;
    private transient PrintWriter logWriter;

    @Override
    public Object createConnectionFactory(ConnectionManager pool) {
        return new PooledConnectionFactory(this, pool);
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        throw new NotSupportedException("The MLLP adapter needs a container; outside of one use hie.mllp.client");
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        MllpTarget target = targetOf(request);
        TlsContexts tls = adapter == null ? TlsContexts.none() : adapter.tlsContexts();
        ConnectBackoff backoff = backoffs.computeIfAbsent(target, unknown -> new ConnectBackoff());
        MllpManagedConnection connection =
                new MllpManagedConnection(new MllpClient(target, tls, backoff), this::forget);
        connections.add(connection);
        return connection;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ManagedConnection matchManagedConnections(Set candidates, Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        MllpTarget target = targetOf(request);
        for (Object candidate : candidates) {
            if (candidate instanceof MllpManagedConnection connection
                    && connection.isUsable()
                    && connection.target().equals(target)) {
                return connection;
            }
        }
        return null;
    }

    /** Called by the pool now and then: what broke, or has long had neither socket nor use, need not be kept. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Set getInvalidConnections(Set candidates) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : candidates) {
            if (candidate instanceof MllpManagedConnection connection
                    && (!connection.isUsable() || connection.isForgotten(FORGOTTEN))) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
        if (!(resourceAdapter instanceof MllpResourceAdapter mllp)) {
            throw new ResourceException("Not the MLLP adapter: " + resourceAdapter);
        }
        adapter = mllp;
        mllp.addIdleCheck(this::closeIdle);
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MllpManagedConnectionFactory factory && Objects.equals(adapter, factory.adapter);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(adapter);
    }

    void disconnect(MllpTarget target) {
        connections.stream()
                .filter(connection -> connection.target().equals(target))
                .forEach(MllpManagedConnection::retire);
    }

    private void closeIdle() {
        connections.forEach(MllpManagedConnection::closeIfIdle);
    }

    private void forget(MllpManagedConnection destroyed) {
        connections.remove(destroyed);
        MllpTarget target = destroyed.target();
        if (connections.stream().noneMatch(connection -> connection.target().equals(target))) {
            backoffs.remove(target);
        }
    }

    private static MllpTarget targetOf(ConnectionRequestInfo request) throws ResourceException {
        if (request instanceof TargetRequest wanted) {
            return wanted.target();
        }
        throw new ResourceException("A connection of the MLLP adapter needs a target, not " + request);
    }
}
