package hie.api.host;

import java.time.Instant;
import java.util.Optional;

/**
 * What a host implements whose peer presents certificates when a connection is opened, so that an incident opens before the first of them
 * expires. Its class declares the setting {@code CertificateExpiryAlert}: how many days before.
 */
public interface CertifiedPeer {

    /**
     * What the peer presented last; empty while nothing is known. Asked every few seconds by a thread of the engine's own, while the host
     * may be at work: it is answered from memory.
     */
    Optional<Certificate> peerCertificate();

    /**
     * A peer's certificates.
     *
     * @param end when the first of them expires
     * @param seen when they were presented; of several hosts of an item the one that has seen its peer last is believed
     */
    record Certificate(Instant end, Instant seen) {}
}
