package hie.mllp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hie.mllp.client.ReadTimeoutException.Wait;
import hie.mllp.codec.Framing;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MllpSocketTest {

    private static final Duration EVER = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private Socket peer;
    private MllpSocket socket;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            peer = new Socket(server.getInetAddress(), server.getLocalPort());
            peer.setTcpNoDelay(true);
            socket = MllpSocket.accepted(server.accept(), Framing.DEFAULT, 1000);
        }
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        socket.close();
    }

    @Test
    void shouldEndWaitForFrameStartEvenIfStrayBytesCame() throws Exception {
        write("\r\n");

        assertThat(waitEnding(new ReadTimeouts(SHORT, LONG, LONG))).isEqualTo(Wait.FRAME_START);
    }

    @Test
    void shouldEndWaitWithinFrame() throws Exception {
        write("\u000Bbegun");

        assertThat(waitEnding(new ReadTimeouts(EVER, SHORT, LONG))).isEqualTo(Wait.FRAME);
    }

    @Test
    void shouldEndIdleWaitBetweenFramesAndWithin() throws Exception {
        assertThat(waitEnding(new ReadTimeouts(LONG, LONG, SHORT))).isEqualTo(Wait.IDLE);

        write("\u000Bbegun");

        assertThat(waitEnding(new ReadTimeouts(EVER, EVER, SHORT))).isEqualTo(Wait.IDLE);
    }

    @Test
    void shouldReadFramesThatArriveTogether() throws Exception {
        write("\u000Bone\u001C\r\u000Btwo\u001C\r");

        assertThat(socket.readFrame(LONG)).asString().isEqualTo("one");
        assertThat(socket.readFrame(new ReadTimeouts(LONG, LONG, LONG)))
                .asString()
                .isEqualTo("two");
    }

    @Test
    void shouldTellWhetherPeerClosedWithinFrame() throws Exception {
        write("\u000Bbegun");
        peer.close();

        EOFException end = catchThrowableOfType(EOFException.class, () -> socket.readFrame(LONG));

        assertThat(end).hasMessageContaining("within a frame").hasMessageContaining("5 bytes");
        assertThat(socket.isInsideFrame()).isTrue();
    }

    @Test
    void shouldWriteWholeFrame() throws Exception {
        socket.writeFrame("abc".getBytes(StandardCharsets.US_ASCII));

        assertThat(peer.getInputStream().readNBytes(6))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("\u000Babc\u001C\r");
    }

    private Wait waitEnding(ReadTimeouts timeouts) {
        return catchThrowableOfType(ReadTimeoutException.class, () -> socket.readFrame(timeouts))
                .ended();
    }

    private void write(String bytes) throws IOException {
        peer.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
