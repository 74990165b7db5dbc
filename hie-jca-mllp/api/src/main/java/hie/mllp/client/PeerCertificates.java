package hie.mllp.client;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** The certificates that a peer presented in its TLS handshake. */
final class PeerCertificates {

    private PeerCertificates() {}

    /** When the first of them expires; empty for a plain socket, or a peer that presented none. */
    static Optional<Instant> earliestEnd(Socket connected) {
        if (!(connected instanceof SSLSocket encrypted)) {
            return Optional.empty();
        }
        try {
            return Arrays.stream(encrypted.getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(certificate ->
                            ((X509Certificate) certificate).getNotAfter().toInstant())
                    .min(Comparator.naturalOrder());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // it identified itself in another way
        }
    }
}
