package hie.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.mllp.codec.Framing;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MllpValuesTest {

    @Test
    void shouldNotShowContentOfMessage() {
        byte[] content = "MSH|secret".getBytes(StandardCharsets.US_ASCII);

        MllpMessage message =
                new MllpMessage(content, InetSocketAddress.createUnresolved("peer", 5), 2575, 1, Instant.EPOCH, null);

        assertThat(message.toString()).contains("peer").contains("length=10").doesNotContain("secret");
        assertThat(message.content()).isSameAs(content);
        assertThat(message.peerCertificateSubject()).isEmpty();
    }

    @Test
    void shouldNotShowContentOfReply() {
        byte[] content = "secret".getBytes(StandardCharsets.US_ASCII);

        assertThat(MllpReply.of(content, null))
                .hasToString("MllpReply[committed=6 bytes, rolledBack=nothing, closeAfter=false]");
    }

    @Test
    void shouldCompareRepliesByContent() {
        assertThat(MllpReply.of(new byte[] {1}, null))
                .isEqualTo(MllpReply.of(new byte[] {1}, null))
                .isNotEqualTo(MllpReply.of(new byte[] {1}, null).thenClose())
                .isNotEqualTo(MllpReply.of(null, new byte[] {1}));
    }

    @Test
    void shouldNameAllFaultsOfTarget() {
        assertThatThrownBy(() ->
                        new MllpTarget("Lab", " ", 0, Duration.ZERO, null, null, 0, "", "", Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "Lab",
                        "host",
                        "port",
                        "connectTimeout",
                        "responseTimeout",
                        "framing",
                        "maxFrameSize",
                        "tlsContext",
                        "localInterface",
                        "idleClose");
    }

    @Test
    void shouldChangeOneSettingAtATime() {
        MllpTarget target = MllpTarget.of("Lab", "lab.example", 2575);

        MllpTarget changed = target.withConnectTimeout(Duration.ofSeconds(1))
                .withResponseTimeout(Duration.ofSeconds(2))
                .withFraming(Framing.withSingleEnd(2, 3))
                .withMaxFrameSize(4)
                .withTlsContext("tls")
                .withLocalInterface("127.0.0.1")
                .withIdleClose(Duration.ofSeconds(3));

        assertThat(changed)
                .isEqualTo(new MllpTarget(
                        "Lab",
                        "lab.example",
                        2575,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Framing.withSingleEnd(2, 3),
                        4,
                        "tls",
                        "127.0.0.1",
                        Duration.ofSeconds(3)));
    }
}
