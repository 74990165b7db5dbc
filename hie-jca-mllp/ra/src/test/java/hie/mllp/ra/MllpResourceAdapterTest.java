package hie.mllp.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpReply;
import hie.mllp.MllpTarget;
import hie.mllp.client.MllpClient;
import hie.mllp.client.TlsContexts;
import hie.mllp.ra.inbound.FakeContainer;
import hie.mllp.ra.inbound.FakeContainer.Ending;
import hie.mllp.ra.inbound.MllpActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MllpResourceAdapterTest {

    private final MllpResourceAdapter adapter = new MllpResourceAdapter(TlsContexts.none());
    private final FakeContainer container = new FakeContainer(
            Ending.COMMITTED, message -> MllpReply.of("yes".getBytes(StandardCharsets.US_ASCII), null));
    private final MllpActivationSpec spec = new MllpActivationSpec();

    @BeforeEach
    void start() throws Exception {
        spec.setName("Adapter test");
        adapter.start(container);
    }

    @AfterEach
    void stop() {
        adapter.stop();
    }

    @Test
    void shouldReceiveBetweenActivationAndDeactivation() throws Exception {
        adapter.endpointActivation(container, spec);
        int port = port();
        assertThat(exchange(port)).isEqualTo("yes");

        adapter.endpointDeactivation(container, spec);
        adapter.endpointDeactivation(container, spec);

        assertFree(port);
    }

    @Test
    void shouldActivateAgainWithSameSpec() throws Exception {
        adapter.endpointActivation(container, spec);
        adapter.endpointDeactivation(container, spec);

        adapter.endpointActivation(container, spec);

        assertThat(exchange(port())).isEqualTo("yes");
    }

    @Test
    void shouldCloseWhatIsLeftActiveWhenStopped() throws Exception {
        adapter.endpointActivation(container, spec);
        int port = port();

        adapter.stop();

        assertFree(port);
    }

    @Test
    void shouldRefuseWrongSettings() {
        spec.setPort(-1);

        assertThatThrownBy(() -> adapter.endpointActivation(container, spec))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("port");
    }

    @Test
    void shouldRunIdleChecksEvenAfterOneFailed() {
        AtomicInteger runs = new AtomicInteger();

        adapter.addIdleCheck(() -> {
            runs.incrementAndGet();
            throw new IllegalStateException("made up");
        });

        await().atMost(Duration.ofSeconds(60)).until(() -> runs.get() >= 2);
    }

    private static int port() throws Exception {
        return (int) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("hie:type=MllpEndpoint,name=\"Adapter test\""), "Port");
    }

    private static String exchange(int port) throws Exception {
        try (MllpClient client = MllpClient.to(MllpTarget.of("peer", "127.0.0.1", port))) {
            return new String(client.exchange(new byte[] {1}), StandardCharsets.US_ASCII);
        }
    }

    private static void assertFree(int port) throws IOException {
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(again.isBound()).isTrue();
        }
    }
}
