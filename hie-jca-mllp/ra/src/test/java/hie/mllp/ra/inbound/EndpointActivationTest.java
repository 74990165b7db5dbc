package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;
import hie.mllp.client.MllpSocket;
import hie.mllp.ra.inbound.FakeContainer.Ending;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EndpointActivationTest extends ListeningEndpoint {

    @Test
    void shouldDeliverFrameUnalteredAndSayWhereItCameFrom() throws Exception {
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket peer = connect(endpoint);

        peer.writeFrame(MESSAGE);

        assertThat(reply(peer)).isEqualTo("committed");
        MllpMessage message = received.remove();
        assertThat(message.content()).isEqualTo(MESSAGE);
        assertThat(message.peer().getPort()).isEqualTo(peer.socket().getLocalPort());
        assertThat(message.localPort()).isEqualTo(endpoint.getPort());
        assertThat(message.peerCertificateSubject()).isEmpty();
    }

    @Test
    void shouldPairCallsAndReleaseOncePerMessage() throws Exception {
        FakeContainer container = new FakeContainer(Ending.COMMITTED, acknowledging);
        MllpSocket peer = connect(start(container));

        exchange(peer);
        exchange(peer);

        assertThat(container.calls())
                .startsWith("create", "before", "call", "after", "release", "create", "before", "call", "after");
    }

    @Test
    void shouldWaitForEndpointThatIsStillStarting() throws Exception {
        FakeContainer container = new FakeContainer(Ending.NONE, acknowledging);
        container.unavailable.set(2);

        assertThat(exchange(connect(start(container)))).isEqualTo("committed");
        assertThat(container.calls()).startsWith("unavailable", "unavailable", "create");
    }

    @Test
    void shouldAnswerWithFailureWhenEndpointStaysUnavailable() throws Exception {
        FakeContainer container = new FakeContainer(Ending.NONE, acknowledging);
        container.unavailable.set(1000);

        assertThat(exchange(connect(start(container)))).contains("MSA|AE|C-1");
        assertThat(container.calls()).containsOnly("unavailable");
    }

    @Test
    void shouldFinishMessageInFlightWhenStopped() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EndpointActivation endpoint = start(new FakeContainer(Ending.COMMITTED, message -> {
            called.countDown();
            awaitUninterrupted(goOn);
            return MllpReply.of(text("committed"), null);
        }));
        MllpSocket busy = connect(endpoint);
        MllpSocket idle = connect(endpoint);
        busy.writeFrame(MESSAGE);
        called.await();

        Thread stopping = Thread.ofVirtual().start(endpoint::stop);
        assertClosed(idle);
        assertThat(stopping.isAlive()).isTrue();
        assertThat(endpoint.getState()).isEqualTo("DRAINING");
        goOn.countDown();

        assertThat(reply(busy)).isEqualTo("committed");
        assertClosed(busy);
        assertThat(stopping.join(PATIENCE)).isTrue();
        assertThat(endpoint.getState()).isEqualTo("STOPPED");
        assertThat(endpoint.getOpenConnections()).isZero();
    }

    @Test
    void shouldCutOffMessageThatOutlastsDrainTimeout() throws Exception {
        spec.setDrainTimeout(50L);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, message -> {
            called.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException(e);
            }
            return MllpReply.none();
        }));
        MllpSocket peer = connect(endpoint);
        peer.writeFrame(MESSAGE);
        called.await();

        endpoint.stop();

        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertClosed(peer);
    }

    @Test
    void shouldFreePortAndNameWhenStoppedAndBearSecondStop() throws Exception {
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        int port = endpoint.getPort();
        exchange(connect(endpoint));

        endpoint.stop();
        endpoint.stop();
        spec.setPort(port);

        assertThat(exchange(connect(start(new FakeContainer(Ending.NONE, acknowledging)))))
                .isEqualTo("committed");
    }

    @Test
    @Tag("setting:MllpService.Port")
    void shouldNameItemAndPortWhenPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            spec.setPort(other.getLocalPort());

            assertThatThrownBy(() -> start(new FakeContainer(Ending.NONE, acknowledging)))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining(spec.getName())
                    .hasMessageContaining(String.valueOf(other.getLocalPort()));
        }
    }

    @Test
    void shouldRefuseSecondEndpointOfSameNameAndFreeItsPort() throws Exception {
        start(new FakeContainer(Ending.NONE, acknowledging));

        assertThatThrownBy(() -> start(new FakeContainer(Ending.NONE, acknowledging)))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("another item of this name");
    }

    @Test
    void shouldShowFiguresInJmx() throws Exception {
        spec.setName("Lab \"A\", in");
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket peer = connect(endpoint);
        exchange(peer);
        ObjectName name = new ObjectName("hie:type=MllpEndpoint,name=" + ObjectName.quote("Lab \"A\", in"));

        assertThat(attribute(name, "Port")).isEqualTo(endpoint.getPort());
        assertThat(attribute(name, "State")).isEqualTo("LISTENING");
        assertThat(attribute(name, "OpenConnections")).isEqualTo(1);
        assertThat(attribute(name, "TotalConnections")).isEqualTo(1L);
        assertThat(attribute(name, "FramesIn")).isEqualTo(1L);
        assertThat(attribute(name, "BytesIn")).isEqualTo((long) MESSAGE.length);
        assertThat((String[]) attribute(name, "Peers"))
                .containsExactly("127.0.0.1:" + peer.socket().getLocalPort());

        endpoint.stop();
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }

    @Test
    void shouldNotAcknowledgeWhatArrivesWhileStopping() throws Exception {
        EndpointActivation endpoint = start(new FakeContainer(Ending.NONE, acknowledging));
        MllpSocket peer = connect(endpoint);
        exchange(peer);
        endpoint.stop();

        assertThat(catchThrowable(() -> exchange(peer))).isInstanceOf(IOException.class);
        assertThat(received).hasSize(1);
    }

    private static Object attribute(ObjectName name, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
