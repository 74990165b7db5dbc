package hie.engine.host;

import hie.api.host.CertifiedPeer;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The peer of an HTTPS client, with what it presented in the last full handshake, whether it was trusted or not. Whom to trust is what the
 * JVM says. Safe for use by any thread.
 */
final class HttpsPeer implements CertifiedPeer {

    private static final String OWN_KEYS = "javax.net.ssl.keyStore";
    private static final String OF_THE_JVM = "Default";

    private volatile Certificate presented;

    @Override
    public Optional<Certificate> peerCertificate() {
        return Optional.ofNullable(presented);
    }

    /**
     * The context to connect with: the JVM's default one, watched. One that the server has put in its place, or that has keys of its own, is
     * used as it is; what its peer presents is not known.
     *
     * @throws IllegalStateException when the JVM's trusted certificates cannot be read
     */
    SSLContext context() {
        try {
            SSLContext usual = SSLContext.getDefault();
            boolean isPlain = usual.getProtocol().equals(OF_THE_JVM)
                    && System.getProperty(OWN_KEYS, "").isEmpty();
            return isPlain ? watching(trustOfTheJvm()) : usual;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates that the JVM trusts cannot be read", e);
        }
    }

    private static X509ExtendedTrustManager trustOfTheJvm() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("there is no trust manager for X.509"));
    }

    /** A context that trusts whom another trusts, and remembers what it was shown. */
    SSLContext watching(X509ExtendedTrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Watching(trust)}, null);
        return context;
    }

    private void remember(X509Certificate[] chain) {
        Arrays.stream(chain)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .ifPresent(end -> presented = new Certificate(end, Instant.now()));
    }

    private final class Watching extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager trust;

        Watching(X509ExtendedTrustManager trust) {
            this.trust = trust;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            remember(chain);
            trust.checkServerTrusted(chain, authType, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            remember(chain);
            trust.checkServerTrusted(chain, authType, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            remember(chain);
            trust.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            trust.checkClientTrusted(chain, authType, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            trust.checkClientTrusted(chain, authType, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            trust.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
