package hie.engine.running;

import hie.api.host.CertifiedPeer;
import hie.api.host.CertifiedPeer.Certificate;
import hie.api.host.Host;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What the peer of an item has presented: to its hosts here, and to those in processes of their own. Safe for use by any thread. */
final class PeerCertificates {

    private static final Comparator<Certificate> LAST = Comparator.comparing(Certificate::seen);

    private final AtomicReference<Certificate> reported = new AtomicReference<>();

    /** A process of its own says what was presented there. */
    void report(Certificate presented) {
        reported.accumulateAndGet(
                presented, (before, now) -> before == null || LAST.compare(before, now) <= 0 ? now : before);
    }

    /** What was presented last. */
    Optional<Certificate> last(Collection<? extends Host> hosts) {
        return Stream.concat(
                        hosts.stream()
                                .filter(CertifiedPeer.class::isInstance)
                                .flatMap(host -> presented((CertifiedPeer) host).stream()),
                        Stream.ofNullable(reported.get()))
                .max(LAST);
    }

    /** Hosts are anybody's code: one that breaks here tells nothing of its peer. */
    private static Optional<Certificate> presented(CertifiedPeer host) {
        try {
            return host.peerCertificate();
        } catch (RuntimeException | Error e) {
            return Optional.empty();
        }
    }
}
