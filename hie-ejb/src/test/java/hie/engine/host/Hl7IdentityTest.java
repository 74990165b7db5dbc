package hie.engine.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.FakeHostContext;
import hie.engine.hl7.Hl7Batch;
import hie.engine.hl7.Hl7Corpus;
import hie.engine.hl7.Hl7Draft;
import hie.mllp.codec.FrameDecoder;
import hie.mllp.codec.FrameEncoder;
import hie.mllp.codec.FrameViolationException;
import hie.mllp.codec.Framing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every public HL7 file goes through as it is, or is refused with a reason. Skipped where the files are not there. */
class Hl7IdentityTest {

    private static final int LIMIT = 64 * 1024 * 1024;

    private final SentMessages outbox = new SentMessages();
    private List<Path> files;

    @BeforeEach
    void find() {
        files = Hl7Corpus.files();
        Assumptions.assumeFalse(
                files.isEmpty(), "no HL7 files in " + Hl7Corpus.folder() + ": skipped, nothing was shown");
    }

    private static Hl7Intake intake(String handling) {
        return new Hl7Intake(
                FakeHostContext.of(MllpService.class, Map.of("Port", "1", "BatchHandling", handling), "Out"));
    }

    private static Message message(byte[] bytes) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.EPOCH, "In", Message.HL7_V2), MessageBody.of(bytes));
    }

    @Test
    void shouldSendOnEveryFileByteForByteOrRefuseItWithAReason() throws Exception {
        Hl7Intake intake = intake("Whole");
        int refused = 0;
        for (Path file : files) {
            byte[] bytes = Hl7Corpus.read(file);
            Message message = intake.described(message(bytes));

            Receipt receipt = intake.judge(message, outbox);

            if (receipt.accepted()) {
                assertThat(outbox.messages().getLast().body().bytes())
                        .as(file.toString())
                        .isEqualTo(bytes);
            } else {
                refused++;
                assertThat(receipt.reason()).as(file.toString()).isNotBlank();
                assertThat(Hl7Message.of(receipt.reply()).get("MSA-1")).contains("AR");
                assertThat(message.body().hl7().hasHeader()).isFalse();
            }
        }
        assertThat(refused).isLessThan(files.size() / 100);
    }

    @Test
    void shouldEncodeWhatItHasParsedByteForByte() {
        for (Path file : files) {
            byte[] bytes = Hl7Corpus.read(file);
            Hl7Message parsed = Hl7Message.of(bytes);
            if (parsed.hasHeader()) {
                assertThat(Hl7Draft.copyOf(parsed, bytes, "").bytes())
                        .as(file.toString())
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void shouldFrameAndUnframeEveryFileByteForByte() throws Exception {
        FrameEncoder encoder = new FrameEncoder(Framing.DEFAULT, LIMIT);
        int unframeable = 0;
        for (Path file : files) {
            byte[] bytes = Hl7Corpus.read(file);
            byte[] frame;
            try {
                frame = encoder.encode(bytes);
            } catch (FrameViolationException e) {
                unframeable++;
                assertThat(e.getMessage()).as(file.toString()).isNotBlank();
                assertThat(new String(bytes, ISO_8859_1)).contains("\u001C\r");
                continue;
            }
            FrameDecoder decoder = new FrameDecoder(Framing.DEFAULT, LIMIT, 0);
            assertThat(decoder.decode(ByteBuffer.wrap(frame)).orElseThrow())
                    .as(file.toString())
                    .isEqualTo(bytes);
        }
        assertThat(unframeable).isLessThan(files.size() / 50);
    }

    @Test
    void shouldTakeEveryFileApartWithoutLosingAByteOrRefuseItWithAReason() throws Exception {
        Hl7Intake intake = intake("Single-Session");
        int apart = 0;
        for (Path file : files) {
            byte[] bytes = Hl7Corpus.read(file);
            Hl7Batch batch = Hl7Batch.split(bytes);
            if (!Hl7Message.of(bytes).hasHeader() || !batch.isMany()) {
                continue;
            }
            Receipt receipt = intake.judge(intake.described(message(bytes)), outbox);
            assertThat(receipt.accepted())
                    .as("%s: %s", file, receipt.reason())
                    .isEqualTo(batch.faults().isEmpty());
            assertThat(receipt.accepted() || !receipt.reason().isBlank()).isTrue();
            if (receipt.accepted()) {
                apart++;
                assertThat(sorted(parts(batch))).as(file.toString()).isEqualTo(sorted(withoutLead(bytes)));
            }
        }
        assertThat(apart).isPositive();
    }

    private static byte[] parts(Hl7Batch batch) {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        batch.messages().forEach(parts::writeBytes);
        parts.writeBytes(batch.envelope());
        return parts.toByteArray();
    }

    /** The last segment of an envelope gets a line end where it has none. */
    private static byte[] withoutLead(byte[] bytes) {
        return new String(bytes, ISO_8859_1)
                .replaceFirst("^(\u00EF\u00BB\u00BF)?[\r\n \t]*", "")
                .getBytes(ISO_8859_1);
    }

    /** Which bytes there are, line ends apart. */
    private static byte[] sorted(byte[] bytes) {
        byte[] sorted = new String(bytes, ISO_8859_1).replaceAll("[\r\n]", "").getBytes(ISO_8859_1);
        Arrays.sort(sorted);
        return sorted;
    }
}
