package hie.mllp.client;

import static hie.mllp.client.ScriptedPeer.acknowledgement;
import static hie.mllp.client.ScriptedPeer.acknowledging;
import static hie.mllp.client.ScriptedPeer.answeringOnce;
import static hie.mllp.client.ScriptedPeer.answeringTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hie.mllp.MllpConnectException;
import hie.mllp.MllpTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MllpClientTlsTest {

    @TempDir
    static Path folder;

    private static TestCertificates right;
    private static TestCertificates misnamed;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = TestCertificates.make(folder, "right", "ip:127.0.0.1");
        misnamed = TestCertificates.make(folder, "misnamed", "dns:elsewhere.example");
    }

    @Test
    @Tag("setting:MllpOperation.SSLConfig")
    void shouldExchangeEncrypted() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.playingWithTls(right.trusting(), acknowledging());
                MllpClient client = client(peer)) {
            for (int i = 0; i < 5; i++) {
                byte[] message = message("C" + i);
                assertThat(client.exchange(message)).isEqualTo(acknowledgement(message, "AA"));
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    @Tag("setting:MllpOperation.CertificateExpiryAlert")
    void shouldKnowWhenThePeersCertificateExpires() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.playingWithTls(right.trusting(), acknowledging());
                MllpClient client = client(peer)) {
            assertThat(client.peerCertificateEnd()).isEmpty();

            client.exchange(message("C1"));

            assertThat(client.peerCertificateEnd()).contains(right.end());
        }
    }

    @Test
    void shouldRefusePeerWithCertificateOfAnotherHost() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.playingWithTls(misnamed.trusting(), acknowledging());
                MllpClient client = client(peer)) {
            MllpConnectException failure =
                    catchThrowableOfType(MllpConnectException.class, () -> client.exchange(message("C1")));

            assertThat(failure).hasCauseInstanceOf(SSLException.class);
            assertThat(peer.receivedCount()).isZero();
        }
    }

    @Test
    void shouldConnectAgainWhenEncryptedPeerClosedMeanwhile() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        ScriptedPeer.Script once = conversation -> {
            answeringOnce().play(conversation);
            conversation.close();
            closed.countDown();
        };
        try (ScriptedPeer peer = ScriptedPeer.playingWithTls(right.trusting(), once, acknowledging());
                MllpClient client = client(peer)) {
            client.exchange(message("C1"));
            closed.await();

            assertThat(client.exchange(message("C2"))).isEqualTo(acknowledgement(message("C2"), "AA"));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldDropSecondReplyOfEncryptedPeer() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.playingWithTls(right.trusting(), answeringTwice());
                MllpClient client = client(peer)) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.exchange(message("C" + i))).isEqualTo(acknowledgement(message("C" + i), "AA"));
            }
            assertThat(client.droppedReplies()).isBetween(1L, 9L);
        }
    }

    private static MllpClient client(ScriptedPeer peer) {
        MllpTarget target = MllpTarget.of("Target", "127.0.0.1", peer.port()).withTlsContext("test");
        return new MllpClient(target, name -> context(), new ConnectBackoff());
    }

    private static SSLContext context() throws IOException {
        try {
            return TestCertificates.onlyTrusting(right, misnamed);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|HIE|TEST|PEER|TEST|20260101120000||ADT^A01|" + controlId + "|P|2.5.1\r")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
