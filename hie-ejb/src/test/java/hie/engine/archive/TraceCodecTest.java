package hie.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.store.message.ArchivedMessage;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceCodecTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456789Z");
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-000000000002");

    static ArchivedMessage message(UUID correlation, byte[] body, byte[] reply) {
        return new ArchivedMessage(
                ID,
                OTHER,
                correlation,
                null,
                NOW,
                "w/p",
                "In",
                true,
                "",
                9,
                "text/plain",
                "ADT_A01",
                "2.5.1",
                "C1",
                "P1",
                "peer",
                "Name=Müller 🙂",
                body,
                reply);
    }

    private static Hop hop(HopStatus status, byte[] reply) {
        return new Hop(ID, OTHER, "w/p", "Out", "In", status, NOW, Long.MAX_VALUE, 7, "AA", reply);
    }

    private static void assertRoundTrip(TraceRecord record) {
        TraceRecord read = TraceCodec.decode(TraceCodec.encode(record));

        assertThat(read).usingRecursiveComparison().isEqualTo(record);
    }

    @Test
    void shouldReadBackAllFields() {
        byte[] bytes = "MSH|^~\\&|".getBytes(StandardCharsets.UTF_8);

        assertRoundTrip(new TraceRecord(
                List.of(message(OTHER, bytes, bytes)),
                List.of(hop(HopStatus.COMPLETED, bytes)),
                List.of(new Attempt(ID, "Out", 3, NOW, "no answer", bytes))));
    }

    @Test
    void shouldTellNoReplyFromAnEmptyOne() {
        assertRoundTrip(new TraceRecord(
                List.of(message(null, new byte[0], null), message(null, new byte[0], new byte[0])),
                List.of(hop(HopStatus.QUEUED, null), hop(HopStatus.QUEUED, new byte[0])),
                List.of(new Attempt(ID, "Out", 1, NOW, "", null), new Attempt(ID, "Out", 1, NOW, "", new byte[0]))));
    }

    @Test
    void shouldReadBackAnEmptyRecord() {
        assertRoundTrip(new TraceRecord(List.of(), List.of(), List.of()));
    }

    @Test
    void shouldReadBackABigBody() {
        byte[] body = new byte[20_000_000];
        new Random(1).nextBytes(body);

        TraceRecord read = TraceCodec.decode(
                TraceCodec.encode(new TraceRecord(List.of(message(null, body, null)), List.of(), List.of())));

        assertThat(Arrays.equals(read.messages().getFirst().body(), body)).isTrue();
    }

    @Test
    void shouldReadBackMoreHopsThanFitTwoBytes() {
        TraceRecord record =
                new TraceRecord(List.of(), Collections.nCopies(70_000, hop(HopStatus.QUEUED, null)), List.of());

        assertThat(TraceCodec.decode(TraceCodec.encode(record)).hops()).hasSize(70_000);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBackEachStatus(HopStatus status) {
        assertRoundTrip(new TraceRecord(List.of(), List.of(hop(status, null)), List.of()));
    }

    @Test
    void shouldRefuseAnUnknownVersion() {
        byte[] encoded = TraceCodec.encode(new TraceRecord(List.of(), List.of(), List.of()));
        encoded[0] = 9;

        assertThatThrownBy(() -> TraceCodec.decode(encoded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void shouldRefuseARecordThatIsCutAnywhere() {
        byte[] encoded = TraceCodec.encode(new TraceRecord(
                List.of(message(null, new byte[10], null)),
                List.of(hop(HopStatus.ERROR, new byte[5])),
                List.of(new Attempt(ID, "Out", 1, NOW, "", null))));

        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> TraceCodec.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldRefuseGarbageWithAnIllegalArgumentException() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] encoded = TraceCodec.encode(new TraceRecord(
                    List.of(message(null, new byte[10], null)), List.of(hop(HopStatus.ERROR, null)), List.of()));
            encoded[1 + random.nextInt(encoded.length - 1)] = (byte) random.nextInt();
            try {
                assertThat(TraceCodec.decode(encoded)).isNotNull();
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageContaining("trace record");
            }
        }
    }
}
