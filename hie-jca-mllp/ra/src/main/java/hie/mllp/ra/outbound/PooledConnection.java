package hie.mllp.ra.outbound;

import hie.mllp.MllpConnection;
import hie.mllp.MllpException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The handle that callers hold: dead once closed, or once its socket broke. Used by one thread at a time. */
public final class PooledConnection implements MllpConnection {

    private volatile MllpManagedConnection managed;

    PooledConnection(MllpManagedConnection managed) {
        this.managed = managed;
    }

    @Override
    public byte[] exchange(byte[] message) throws MllpException {
        return current().exchange(message);
    }

    @Override
    public CompletableFuture<byte[]> submit(byte[] message) throws MllpException {
        return current().submit(message);
    }

    @Override
    public byte[] awaitFurtherReply(byte[] message, Duration timeout) throws MllpException {
        return current().awaitFurtherReply(message, timeout);
    }

    @Override
    public void send(byte[] message) throws MllpException {
        current().send(message);
    }

    @Override
    public Optional<Instant> peerCertificateEnd() {
        MllpManagedConnection current = managed;
        return current == null ? Optional.empty() : current.peerCertificateEnd();
    }

    @Override
    public boolean isUsable() {
        MllpManagedConnection current = managed;
        return current != null && current.isUsable();
    }

    @Override
    public void close() {
        MllpManagedConnection current = managed;
        managed = null;
        if (current != null) {
            current.handleClosed(this);
        }
    }

    /** Ties the handle to another connection, or to none: then it is dead. */
    void associate(MllpManagedConnection other) {
        managed = other;
    }

    private MllpManagedConnection current() throws MllpException {
        MllpManagedConnection current = managed;
        if (current == null) {
            throw new MllpException("The connection was closed or has failed before; get another one");
        }
        return current;
    }
}
