package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import hie.mllp.client.MllpSocket;
import hie.mllp.client.TestCertificates;
import hie.mllp.ra.inbound.FakeContainer.Ending;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an endpoint bears of its peers: who may connect, how, and for how long. */
class EndpointLimitsTest extends ListeningEndpoint {

    private static final long SHORT = 200;

    /** So long a message surely takes to begin, even on a machine that stands still now and then. */
    private static final long ENOUGH_FOR_ONE = 2000;

    @Test
    @Tag("setting:MllpService.StartByte")
    @Tag("setting:MllpService.EndByte")
    @Tag("setting:MllpService.EndByte2")
    void shouldSpeakConfiguredFraming() throws Exception {
        spec.setStartByte(2);
        spec.setEndByte(3);
        spec.setEndByte2(-1);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));

        peer.socket().getOutputStream().write(text("\u0002one\u0003"));

        assertThat(peer.socket().getInputStream().readNBytes(11)).isEqualTo(text("\u0002committed\u0003"));
        assertThat(received.remove().content()).isEqualTo(text("one"));
    }

    @Test
    @Tag("setting:MllpService.MaxMessageSize")
    void shouldCloseConnectionOfOversizedMessage() throws Exception {
        spec.setMaxMessageSize(100);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));

        peer.writeFrame(new byte[101]);

        assertClosed(peer);
        assertThat(received).isEmpty();
    }

    @Test
    @Tag("setting:MllpService.MaxConnections")
    void shouldRefuseConnectionsBeyondLimitAndAcceptAgainLater() throws Exception {
        spec.setMaxConnections(2);
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket first = connect(endpoint);
        MllpSocket second = connect(endpoint);
        exchange(first);
        exchange(second);

        assertClosed(connect(endpoint));
        assertThat(endpoint.getRefusedConnections()).isEqualTo(1);

        first.close();
        await().atMost(PATIENCE).until(() -> endpoint.getOpenConnections() == 1);
        assertThat(exchange(connect(endpoint))).isEqualTo("committed");
        assertThat(exchange(second)).isEqualTo("committed");
    }

    @Test
    @Tag("setting:MllpService.AllowedIPAddresses")
    void shouldRefusePeersThatAreNotAllowed() throws Exception {
        spec.setAllowedPeers("10.0.0.0/8, 192.0.2.1");
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));

        assertClosed(connect(endpoint));

        assertThat(endpoint.getRefusedConnections()).isEqualTo(1);
        assertThat(endpoint.getTotalConnections()).isZero();
    }

    @Test
    void shouldAcceptPeersThatAreAllowed() throws Exception {
        spec.setAllowedPeers("10.0.0.0/8, 127.0.0.0/8");

        assertThat(exchange(connect(start(new FakeContainer(Ending.NONE, acknowledging)))))
                .isEqualTo("committed");
    }

    @Test
    @Tag("setting:MllpService.ReceiveTimeout")
    void shouldCloseWhenNoFrameBeginsInTime() throws Exception {
        spec.setReceiveTimeout(ENOUGH_FOR_ONE);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));
        exchange(peer);
        peer.socket().getOutputStream().write(text("\r\n"));

        assertClosed(peer);
    }

    @Test
    @Tag("setting:MllpService.ReceiveTimeout")
    void shouldCloseANewConnectionOnWhichNoFrameBeginsInTime() throws Exception {
        spec.setReceiveTimeout(SHORT);

        assertClosed(connect(start(new FakeContainer(Ending.NONE, acknowledging))));
    }

    @Test
    @Tag("setting:MllpService.ReadTimeout")
    void shouldCloseWhenFrameIsNotCompletedInTimeHoweverSteadilyItComes() throws Exception {
        spec.setFrameTimeout(SHORT);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, acknowledging)));

        peer.socket().getOutputStream().write(text("\u000Bbegun"));

        await().atMost(PATIENCE).until(() -> {
            try {
                peer.socket().getOutputStream().write(text("on"));
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
        assertThat(received).isEmpty();
    }

    @Test
    @Tag("setting:MllpService.IdleTimeout")
    void shouldCloseWhenPeerIsIdleForTooLong() throws Exception {
        spec.setIdleTimeout(SHORT);

        assertClosed(connect(start(new FakeContainer(Ending.NONE, acknowledging))));
    }

    @Test
    @Tag("setting:MllpService.SSLConfig")
    void shouldReceiveOverTls(@TempDir Path folder) throws Exception {
        TestCertificates server = TestCertificates.make(folder, "server", "ip:127.0.0.1");
        spec.setTlsContext("test");
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging), server.trusting());

        MllpSocket peer = connect(endpoint, TestCertificates.onlyTrusting(server));

        assertThat(exchange(peer)).isEqualTo("committed");
        assertThat(received.remove().peerCertificateSubject()).isEmpty();
    }

    @Test
    @Tag("setting:MllpService.RequireClientCertificate")
    void shouldDemandAndShowClientCertificate(@TempDir Path folder) throws Exception {
        TestCertificates server = TestCertificates.make(folder, "server", "ip:127.0.0.1");
        TestCertificates client = TestCertificates.make(folder, "client", "dns:client.example");
        spec.setTlsContext("test");
        spec.setNeedClientAuth(true);
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging), server.trusting(client));

        assertThat(exchange(connect(endpoint, client.trusting(server)))).isEqualTo("committed");
        assertThat(received.remove().peerCertificateSubject()).hasValue("CN=client");

        assertThat(catchThrowable(() -> exchange(connect(endpoint, TestCertificates.onlyTrusting(server)))))
                .isInstanceOf(IOException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void shouldNameUnknownTlsContext() {
        spec.setTlsContext("missing");

        assertThatThrownBy(() -> start(new FakeContainer(Ending.NONE, acknowledging)))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining(spec.getName());
    }

    @Test
    void shouldKeepManyIdleConnectionsWithoutPlatformThreads() throws Exception {
        int many = 1000;
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();

        MllpSocket last = null;
        for (int i = 0; i < many; i++) {
            last = connect(endpoint);
        }
        await().atMost(PATIENCE).until(() -> endpoint.getOpenConnections() == many);

        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                .isLessThan(50);
        assertThat(exchange(last)).isEqualTo("committed");
        assertThat(endpoint.getPeers()).hasSize(many);
    }
}
