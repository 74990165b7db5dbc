package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpConnection;
import hie.mllp.MllpTarget;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectConnectionsTest {

    private static final byte[] MESSAGE = "MSH|^~\\&|a|b|c|d|||ADT^A01|1|P|2.5\r".getBytes(StandardCharsets.US_ASCII);

    private final DirectConnections connections = new DirectConnections();
    private ServerSocket peer;

    @BeforeEach
    void listen() throws Exception {
        peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
    }

    private MllpTarget target() {
        return MllpTarget.of("Out", "127.0.0.1", peer.getLocalPort());
    }

    @Test
    void shouldCloseASocketThatIsIdleForLongerThanItsTargetSays() throws Exception {
        try (MllpConnection connection = connections.getConnection(target().withIdleClose(Duration.ofMillis(1)))) {
            connection.send(MESSAGE);
            try (Socket accepted = peer.accept();
                    InputStream received = accepted.getInputStream()) {
                accepted.setSoTimeout(10);
                await().until(() -> {
                    connections.closeIdle();
                    return isAtEnd(received);
                });
            }
            assertThat(connection.isUsable()).isTrue();
        }
    }

    private static boolean isAtEnd(InputStream received) throws Exception {
        try {
            received.readAllBytes();
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    @Test
    void shouldKeepASocketOpenWhenItsTargetSaysSo() throws Exception {
        try (MllpConnection connection = connections.getConnection(target())) {
            connection.send(MESSAGE);
            try (Socket accepted = peer.accept();
                    InputStream received = accepted.getInputStream()) {
                accepted.setSoTimeout(100);

                connections.closeIdle();

                assertThat(isAtEnd(received)).isFalse();
            }
        }
    }
}
