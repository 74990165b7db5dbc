package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpReply;
import hie.mllp.MllpTarget;
import hie.mllp.client.MllpSocket;
import hie.mllp.client.TlsContexts;
import hie.mllp.ra.inbound.FakeContainer.Ending;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the operating system sees of an endpoint's sockets. */
class EndpointSocketTest {

    private static final String ESTABLISHED = "01";
    private static final String NO_TIMER = "00";
    private static final String KEEP_ALIVE_TIMER = "02";

    private final MllpActivationSpec spec = new MllpActivationSpec();

    private EndpointActivation start() throws ResourceException {
        spec.setName("Test item");
        FakeContainer container =
                new FakeContainer(Ending.NONE, message -> MllpReply.of(new byte[] {1}, new byte[] {2}));
        return EndpointActivation.start(spec.settings(), container, container, TlsContexts.none());
    }

    @Test
    @Tag("setting:MllpService.LocalInterface")
    void shouldListenOnItsLocalInterfaceOnly() throws Exception {
        spec.setLocalInterface("127.0.0.2");
        EndpointActivation endpoint = start();
        try {
            assertThatCode(() -> new Socket("127.0.0.2", endpoint.getPort()).close())
                    .doesNotThrowAnyException();
            assertThatIOException().isThrownBy(() -> new Socket("127.0.0.1", endpoint.getPort()).close());
        } finally {
            endpoint.stop();
        }
    }

    @Test
    @Tag("setting:MllpService.KeepAlive")
    void shouldHaveTcpLookAfterASilentPeerWhereToldSo() throws Exception {
        assumeThat(Path.of("/proc/net/tcp")).as("Linux' list of sockets").exists();

        spec.setKeepAlive(true);
        awaitTimerOfAConnection(KEEP_ALIVE_TIMER);
        spec.setKeepAlive(false);
        awaitTimerOfAConnection(NO_TIMER);
    }

    /** The timer of a connection that has just served a message: none but TCP's keep-alive outlasts that. */
    private void awaitTimerOfAConnection(String timer) throws Exception {
        EndpointActivation endpoint = start();
        MllpTarget target = MllpTarget.of("peer", "127.0.0.1", endpoint.getPort());
        try (MllpSocket peer = MllpSocket.connect(target, TlsContexts.none())) {
            peer.writeFrame(new byte[] {0});
            peer.readFrame(Duration.ofSeconds(20));
            await().atMost(Duration.ofSeconds(20)).until(() -> timers(endpoint.getPort()), List.of(timer)::equals);
        } finally {
            endpoint.stop();
        }
    }

    /** The timers of the established connections of a local port. */
    private static List<String> timers(int port) {
        String local = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(EndpointSocketTest::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[1].endsWith(local) && columns[3].equals(ESTABLISHED))
                .map(columns -> columns[5].substring(0, 2))
                .toList();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
