package hie.mllp.client;

import static hie.mllp.client.ScriptedPeer.acknowledging;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpConnectException;
import hie.mllp.MllpConnection;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MllpClientTest extends MllpConnectionContract {

    private final Map<MllpTarget, ConnectBackoff> backoffs = new ConcurrentHashMap<>();

    @Override
    protected MllpConnection connect(MllpTarget target) {
        ConnectBackoff backoff = backoffs.computeIfAbsent(target, t -> new ConnectBackoff());
        return closeLater(new MllpClient(target, TlsContexts.none(), backoff));
    }

    @Test
    void shouldDisconnectOnlyWhenIdleLongEnough() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpClient client = closeLater(MllpClient.to(target(peer, LONG)));
        client.exchange(message("C1"));

        assertThat(client.disconnectIfIdle(Duration.ofHours(1))).isFalse();
        assertThat(client.isConnected()).isTrue();
        assertThat(client.disconnectIfIdle(Duration.ZERO)).isTrue();
        assertThat(client.isConnected()).isFalse();

        client.exchange(message("C2"));
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void shouldCountDroppedReplies() throws Exception {
        ScriptedPeer peer = peer(ScriptedPeer.wrongThenRight());
        MllpClient client = closeLater(MllpClient.to(target(peer, LONG)));

        client.exchange(message("C1"));

        assertThat(client.droppedReplies()).isEqualTo(1);
    }

    @Test
    void shouldEndRunningExchangeWhenClosed() throws Exception {
        ScriptedPeer peer = peer(ScriptedPeer.silent());
        MllpClient client = closeLater(MllpClient.to(target(peer, LONG)));
        FutureTask<byte[]> exchange = new FutureTask<>(() -> client.exchange(message("C1")));
        Thread.ofVirtual().start(exchange);
        peer.takeReceived();

        client.close();

        await().atMost(LONG).until(exchange::isDone);
        assertThatThrownBy(exchange::get).hasCauseInstanceOf(MllpException.class);
    }

    @Test
    void shouldKeepSocketWhenMessageCannotBeFramed() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpClient client = closeLater(MllpClient.to(target(peer, LONG)));
        client.exchange(message("C1"));

        assertThatThrownBy(() -> client.exchange(text("cut\u001C\rin two"))).isInstanceOf(MllpFrameException.class);

        client.exchange(message("C2"));
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void shouldNameUnknownHost() {
        MllpClient client = closeLater(MllpClient.to(MllpTarget.of("Target", "no-such-host.invalid", 2575)));

        assertThatThrownBy(() -> client.exchange(message("C1"))).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    @Tag("setting:MllpOperation.LocalInterface")
    void shouldConnectFromLocalInterface() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpTarget target = target(peer, LONG).withLocalInterface("127.0.0.2");

        assertThat(closeLater(MllpClient.to(target)).exchange(message("C1"))).contains(text("MSA|AA|C1"));
        assertThat(peer.callers()).containsExactly("127.0.0.2");
    }

    @Test
    @Tag("setting:NetworkOperation.ConnectTimeout")
    void shouldNotConnectForLongerThanItsTimeout() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> waiting = fill(full);
            MllpTarget target = MllpTarget.of("Target", "127.0.0.1", full.getLocalPort())
                    .withConnectTimeout(Duration.ofMillis(200));
            try {
                assertThatThrownBy(() -> closeLater(MllpClient.to(target)).exchange(message("C1")))
                        .isInstanceOf(MllpConnectException.class)
                        .hasMessageContaining("timed out");
            } finally {
                for (SocketChannel channel : waiting) {
                    channel.close();
                }
            }
        }
    }

    /** Connects until the server, which accepts nobody, leaves further callers waiting. */
    private static List<SocketChannel> fill(ServerSocket server) throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        for (int more = 0; more < 8; more++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(server.getLocalSocketAddress());
            waiting.add(channel);
        }
        return waiting;
    }
}
