package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration BRIEFLY = Duration.ofMillis(150);

    /** So long that something is acknowledged on a busy machine, too. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Test
    void shouldAccountForEveryMessageSentStraightToSink() throws Exception {
        try (Sink sink = new Sink()) {
            Ledger ledger = new Ledger(1, 4);
            sink.tell(ledger);

            Ledger.Outcome outcome = new Load(sink.port(), 4, Load.Traffic.USUAL, ledger).run(BRIEFLY, A_SECOND);

            assertThat(outcome.acknowledged()).isPositive();
            assertThat(outcome.messagesPerSecond()).isPositive();
            assertThat(outcome.endToEndP99Millis()).isPositive();
            assertThat(outcome.lost() + outcome.duplicates() + outcome.outOfOrder() + outcome.refused())
                    .isZero();
        }
    }

    @Test
    void shouldFailWhenEngineClosesConnection() throws Exception {
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeFirst(engine));
            Load load = new Load(engine.getLocalPort(), 1, Load.Traffic.USUAL, new Ledger(1, 1));

            assertThatThrownBy(() -> load.run(BRIEFLY, BRIEFLY))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("connection to the engine failed");
        }
    }

    @Test
    void shouldMakeMessageOfTheSizeThatCarriesIdAndTime() {
        MessageId id = new MessageId(3, 2, 123);
        byte[] block = new BenchMessage(3, 2000).stamped(id, 987_654_321L);

        String text = new String(block, StandardCharsets.US_ASCII);
        assertThat(block).hasSize(2000 + 3);
        assertThat(text.split("\\|")[9]).isEqualTo("C0003-R02-0000123").isEqualTo(id.toString());
        assertThat(text).contains("|P0003^^^BENCH^MR|").endsWith("\r\u001C\r");
        assertThat(MessageId.read(block, text.indexOf("C0003-"), MessageId.LENGTH))
                .isEqualTo(id);
        assertThat(BenchMessage.time(block, 1, block.length - 2)).isEqualTo(987_654_321L);
    }

    @Test
    void shouldSendNoMessageBeforeItsTimeWhenThereIsARate() throws Exception {
        try (Sink sink = new Sink()) {
            Ledger ledger = new Ledger(1, 2);
            sink.tell(ledger);
            long began = System.nanoTime();

            Ledger.Outcome outcome = new Load(sink.port(), 2, new Load.Traffic(BenchMessage.USUAL_SIZE, 1), ledger)
                    .run(BRIEFLY, A_SECOND);

            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            assertThat(outcome.acknowledged()).isBetween(1L, 1 + seconds);
        }
    }

    private static void closeFirst(ServerSocket engine) {
        try (Socket connection = engine.accept()) {
            assertThat(connection.getInputStream().read()).isEqualTo(0x0B);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
