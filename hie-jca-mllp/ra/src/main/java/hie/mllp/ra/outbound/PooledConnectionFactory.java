package hie.mllp.ra.outbound;

import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpException;
import hie.mllp.MllpTarget;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.Reference;

/** Hands out pooled connections; what is bound in JNDI. */
public final class PooledConnectionFactory implements MllpConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final MllpManagedConnectionFactory factory;
    private final ConnectionManager pool;
    private Reference reference;

    PooledConnectionFactory(MllpManagedConnectionFactory factory, ConnectionManager pool) {
        this.factory = factory;
        this.pool = pool;
    }

    @Override
    public MllpConnection getConnection(MllpTarget target) throws MllpException {
        try {
            return (MllpConnection) pool.allocateConnection(factory, new TargetRequest(target));
        } catch (ResourceException e) {
            throw new MllpException("The pool has no connection for " + target.label() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void disconnect(MllpTarget target) {
        factory.disconnect(target);
    }

    @Override
    public void setReference(Reference jndiReference) {
        reference = jndiReference;
    }

    @Override
    public Reference getReference() {
        return reference;
    }
}
