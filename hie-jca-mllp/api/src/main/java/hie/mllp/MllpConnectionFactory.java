package hie.mllp;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/**
 * Gives connections to MLLP targets from the container's pool; safe for use by any number of threads.
 *
 * <p>Connections are kept per target, equal by value: a target that differs in any setting has connections of its own.
 */
public interface MllpConnectionFactory extends Serializable, Referenceable {

    /**
     * Gives a connection to the target. Nothing is sent and no socket opened yet: an unreachable peer shows on first
     * use.
     *
     * @throws MllpException if the pool has no connection to give
     */
    MllpConnection getConnection(MllpTarget target) throws MllpException;

    /**
     * Closes the sockets of all connections to the target that are not in use, for when an item is stopped or its
     * settings change. Connections in use close when they are given back.
     */
    void disconnect(MllpTarget target);
}
