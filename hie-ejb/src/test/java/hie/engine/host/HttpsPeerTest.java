package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import hie.api.host.Delivery;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import hie.engine.TestKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an HTTPS client remembers of its peer. */
class HttpsPeerTest {

    private static final String KEY = "key";

    @TempDir
    static Path folder;

    private static KeyStore keys;
    private static Instant end;
    private static HttpsServer server;

    @BeforeAll
    static void open() throws Exception {
        keys = TestKeys.generate(folder.resolve("keys.p12").toFile(), KEY, 20);
        end = ((X509Certificate) keys.getCertificate(KEY)).getNotAfter().toInstant();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.presenting(keys)));
        server.createContext("/in", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop(0);
    }

    private static String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    private static X509ExtendedTrustManager trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(KEY, keys.getCertificate(KEY));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return Arrays.stream(factory.getTrustManagers())
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldRememberWhatATrustedPeerPresents() throws Exception {
        HttpsPeer peer = new HttpsPeer();
        assertThat(peer.peerCertificate()).isEmpty();

        try (HttpClient client =
                HttpClient.newBuilder().sslContext(peer.watching(trusting())).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url())).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(peer.peerCertificate())
                .hasValueSatisfying(seen -> assertThat(seen.end()).isEqualTo(end));
    }

    @Test
    @Tag("setting:HttpOperation.CertificateExpiryAlert")
    void shouldKnowTheCertificateForWhichAnOperationIsNotAnswered() throws Exception {
        HttpOperation operation = new HttpOperation();
        operation.attach(FakeHostContext.of(HttpOperation.class, Map.of("URL", url())));
        operation.onInit();
        operation.onStart();
        try {
            Delivery delivery = operation.deliver(Messages.adt());

            assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.RETRY);
            assertThat(operation.peerCertificate())
                    .hasValueSatisfying(seen -> assertThat(seen.end()).isEqualTo(end));
        } finally {
            operation.onTearDown();
        }
    }
}
