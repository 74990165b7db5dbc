package hie.mllp.ra.outbound;

import static hie.mllp.client.ScriptedPeer.acknowledging;
import static hie.mllp.client.ScriptedPeer.resetting;
import static hie.mllp.client.ScriptedPeer.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpConnectException;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpConnectionLostException;
import hie.mllp.MllpException;
import hie.mllp.MllpTarget;
import hie.mllp.MllpTimeoutException;
import hie.mllp.client.MllpConnectionContract;
import hie.mllp.client.ScriptedPeer;
import hie.mllp.ra.MllpResourceAdapter;
import hie.mllp.ra.inbound.FakeContainer;
import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.ManagedConnection;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PooledConnectionTest extends MllpConnectionContract {

    private final MllpManagedConnectionFactory managedFactory = new MllpManagedConnectionFactory();
    private final FakePool pool = closeLater(new FakePool());
    private final MllpConnectionFactory factory = (MllpConnectionFactory) managedFactory.createConnectionFactory(pool);

    @Override
    protected MllpConnection connect(MllpTarget target) throws MllpException {
        return factory.getConnection(target);
    }

    @Test
    void shouldUseSocketAgainForEqualTarget() throws Exception {
        ScriptedPeer peer = peer(acknowledging());

        for (int i = 0; i < 3; i++) {
            try (MllpConnection connection = connect(target(peer, LONG))) {
                connection.exchange(message("C" + i));
            }
        }

        assertThat(peer.connections()).isEqualTo(1);
        assertThat(pool.idle).hasSize(1);
    }

    @Test
    void shouldNotShareConnectionsOfDifferentTargets() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        try (MllpConnection connection = connect(target(peer, LONG))) {
            connection.exchange(message("C1"));
        }

        try (MllpConnection connection = connect(target(peer, LONG).withMaxFrameSize(5000))) {
            connection.exchange(message("C2"));
        }

        assertThat(peer.connections()).isEqualTo(2);
        assertThat(pool.all).hasSize(2);
    }

    @Test
    void shouldMatchNothingRatherThanWrongTarget() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        ManagedConnection other = managedFactory.createManagedConnection(null, new TargetRequest(target(peer, LONG)));

        assertThat(managedFactory.matchManagedConnections(Set.of(other), null, new TargetRequest(target(peer, SHORT))))
                .isNull();
        assertThat(managedFactory.matchManagedConnections(Set.of(other), null, new TargetRequest(target(peer, LONG))))
                .isSameAs(other);
    }

    @Test
    void shouldTellPoolOnceAndKillHandleWhenConnectionBreaks() throws Exception {
        ScriptedPeer peer = peer(resetting());
        MllpConnection connection = connect(target(peer, LONG));

        assertThatThrownBy(() -> connection.exchange(message("C1"))).isInstanceOf(MllpConnectionLostException.class);
        assertThatThrownBy(() -> connection.exchange(message("C2"))).hasMessageContaining("get another");
        connection.close();

        assertThat(connection.isUsable()).isFalse();
        assertThat(pool.errors).hasSize(1).hasOnlyElementsOfType(MllpConnectionLostException.class);
        assertThat(pool.all).isEmpty();
    }

    @Test
    void shouldDiscardConnectionAfterTimeout() throws Exception {
        ScriptedPeer peer = peer(silent());
        MllpConnection connection = connect(target(peer, SHORT));

        assertThatThrownBy(() -> connection.exchange(message("C1"))).isInstanceOf(MllpTimeoutException.class);

        assertThat(connection.isUsable()).isFalse();
        assertThat(pool.all).isEmpty();
    }

    @Test
    void shouldKeepHandleWhenPeerCannotBeReached() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        peer.stopListening();
        MllpConnection connection = connect(target(peer, LONG));

        assertThatThrownBy(() -> connection.exchange(message("C1"))).isInstanceOf(MllpConnectException.class);

        assertThat(connection.isUsable()).isTrue();
        assertThat(pool.errors).isEmpty();
    }

    @Test
    @Tag("setting:MllpOperation.StayConnected")
    void shouldCloseIdleSocketIfTargetAsksForIt() throws Exception {
        MllpResourceAdapter adapter = new MllpResourceAdapter();
        adapter.start(new FakeContainer(FakeContainer.Ending.NONE, message -> null));
        closeLater(adapter::stop);
        managedFactory.setResourceAdapter(adapter);
        ScriptedPeer peer = peer(acknowledging());
        MllpTarget target = target(peer, LONG).withIdleClose(Duration.ofMillis(10));
        MllpConnection connection = connect(target);
        connection.exchange(message("C1"));

        await().atMost(LONG).until(() -> peer.openConnections() == 0);

        connection.exchange(message("C2"));
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    @Tag("setting:MllpOperation.StayConnected")
    void shouldCloseTheSocketOfAConnectionThatIsGivenBackIfTargetAsksForIt() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpTarget target = target(peer, LONG).withIdleClose(Duration.ZERO);

        for (int i = 1; i <= 2; i++) {
            try (MllpConnection connection = connect(target)) {
                connection.exchange(message("C" + i));
            }
            await().atMost(LONG).until(() -> peer.openConnections() == 0);
        }

        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void shouldDisconnectTargetOnRequest() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpTarget target = target(peer, LONG);
        try (MllpConnection connection = connect(target)) {
            connection.exchange(message("C1"));
        }

        factory.disconnect(target.withMaxFrameSize(5000));
        assertThat(peer.openConnections()).isEqualTo(1);
        factory.disconnect(target);

        await().atMost(LONG).until(() -> peer.openConnections() == 0);
    }

    @Test
    void shouldReportOnlyBrokenConnectionsAsInvalid() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        TargetRequest request = new TargetRequest(target(peer, LONG));
        ManagedConnection sound = managedFactory.createManagedConnection(null, request);
        ManagedConnection destroyed = managedFactory.createManagedConnection(null, request);
        destroyed.destroy();

        assertThat((Object) managedFactory.getInvalidConnections(Set.of(sound, destroyed)))
                .isEqualTo(Set.of(destroyed));
    }

    @Test
    void shouldKnowNoTransactions() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        ManagedConnection connection =
                managedFactory.createManagedConnection(null, new TargetRequest(target(peer, LONG)));

        assertThatThrownBy(connection::getXAResource).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(connection::getLocalTransaction).isInstanceOf(NotSupportedException.class);
    }
}
