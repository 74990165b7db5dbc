package hie.engine.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hie.api.hl7.Hl7Message;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.FakeHostContext;
import hie.mllp.codec.FrameDecoder;
import hie.mllp.codec.FrameEncoder;
import hie.mllp.codec.Framing;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document of 20 MB in one field: who does not ask for it does not pay for it. */
class Hl7LargeMessageTest {

    private static final int SIZE = 20 * 1024 * 1024;
    private static final long MEGABYTE = 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] document() {
        String head =
                "MSH|^~\\&|A|B|C|D|2026||MDM^T02^MDM_T02|1|P|2.5\rEVN||2026\rPID|1||4711||A^B\rPV1|1|I\rTXA|1|CN||||||||||D1|||||AU\r"
                        + "OBX|1|ED|x||^application^pdf^Base64^";
        byte[] bytes = Arrays.copyOf(head.getBytes(ISO_8859_1), SIZE);
        Arrays.fill(bytes, head.length(), SIZE - 8, (byte) 'A');
        System.arraycopy("||||||F\r".getBytes(ISO_8859_1), 0, bytes, SIZE - 8, 8);
        return bytes;
    }

    private static <T> T within(long megabytes, Callable<T> work) throws Exception {
        work.call();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = work.call();
        assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) / MEGABYTE)
                .as("megabytes of memory used up")
                .isLessThanOrEqualTo(megabytes);
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dm-z", "tables"})
    void shouldTakeItInWithoutMemoryOfItsSize(String validation) throws Exception {
        Hl7Intake intake = new Hl7Intake(
                FakeHostContext.of(MllpService.class, Map.of("Port", "1", "Validation", validation), "Out"));
        byte[] bytes = document();

        Receipt receipt = within(1, () -> {
            Message message = intake.described(new Message(
                    MessageHeader.inbound(MessageIds.next(), Instant.EPOCH, "In", Message.HL7_V2),
                    MessageBody.of(bytes)));
            assertThat(message.body().hl7().get("PID-3.1")).contains("4711");
            return intake.judge(message, new SentMessages());
        });

        assertThat(receipt.reason()).isEmpty();
        assertThat(Hl7Message.of(receipt.reply()).get("MSA-1")).contains("AA");
    }

    @Test
    void shouldPutItTogetherFromPiecesWithAFewTimesItsSize() throws Exception {
        byte[] frame = new FrameEncoder(Framing.DEFAULT, 2 * SIZE).encode(document());

        byte[] payload = within(100, () -> {
            FrameDecoder decoder = new FrameDecoder(Framing.DEFAULT, 2 * SIZE, 0);
            Optional<byte[]> whole = Optional.empty();
            for (int at = 0; at < frame.length; at += 65_536) {
                whole = decoder.decode(ByteBuffer.wrap(frame, at, Math.min(65_536, frame.length - at)));
            }
            return whole.orElseThrow();
        });

        assertThat(payload).hasSize(SIZE);
    }

    @Test
    void shouldGiveTheDocumentToWhoAsksForIt() {
        assertThat(Hl7Message.of(document()).get("OBX-5.5").orElseThrow()).hasSizeGreaterThan(SIZE - 1000);
    }
}
