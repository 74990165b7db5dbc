package hie.mllp;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One received frame: its payload, unaltered, and where it came from.
 *
 * <p>The payload array is handed over, not copied: the adapter keeps no reference, so it belongs to the receiver, and
 * whoever shares the message agrees not to write to it.
 */
public final class MllpMessage {

    private final byte[] content;
    private final InetSocketAddress peer;
    private final int localPort;
    private final long connectionId;
    private final Instant receivedAt;
    private final String peerCertificateSubject;

    /**
     * @param content the frame's payload; ownership passes to the message
     * @param peer the remote address
     * @param localPort the port the peer connected to
     * @param connectionId number of the connection, unique within the running adapter
     * @param receivedAt when the frame's last byte was read
     * @param peerCertificateSubject distinguished name of the client certificate, {@code null} without mutual TLS
     */
    public MllpMessage(
            byte[] content,
            InetSocketAddress peer,
            int localPort,
            long connectionId,
            Instant receivedAt,
            String peerCertificateSubject) {
        this.content = Objects.requireNonNull(content, "content");
        this.peer = Objects.requireNonNull(peer, "peer");
        this.localPort = localPort;
        this.connectionId = connectionId;
        this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
        this.peerCertificateSubject = peerCertificateSubject;
    }

    /** The payload between the frame's start and end bytes; the array itself, not a copy. */
    public byte[] content() {
        return content;
    }

    public InetSocketAddress peer() {
        return peer;
    }

    public int localPort() {
        return localPort;
    }

    /** Frames with the same number came over the same connection, in the order of their delivery. */
    public long connectionId() {
        return connectionId;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** Distinguished name of the verified client certificate; empty when the peer showed none. */
    public Optional<String> peerCertificateSubject() {
        return Optional.ofNullable(peerCertificateSubject);
    }

    /** Peer and length only: content may be patient data. */
    @Override
    public String toString() {
        return "MllpMessage[peer=" + peer + ", length=" + content.length + "]";
    }
}
