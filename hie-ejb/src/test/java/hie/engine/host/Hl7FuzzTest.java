package hie.engine.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Encoding;
import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.FakeHostContext;
import hie.engine.Fuzz;
import hie.engine.document.Leaf;
import hie.engine.hl7.CharsetCheck;
import hie.engine.hl7.Fingerprint;
import hie.engine.hl7.Hl7Batch;
import hie.engine.hl7.Hl7Corpus;
import hie.engine.hl7.Hl7Draft;
import hie.engine.hl7.Hl7Validator;
import hie.engine.hl7.ValidationRules;
import hie.engine.hl7.VirtualPath;
import hie.engine.hl7.schema.SchemaCategory;
import hie.mllp.Hl7Header;
import hie.mllp.codec.FrameDecoder;
import hie.mllp.codec.FrameViolationException;
import hie.mllp.codec.Framing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Feeds broken messages to everything that reads HL7 v2: codec, view, character sets, batches, validation, acknowledgements, drafts. How to
 * run it for ten minutes is in CONTRIBUTING.md; then it takes the public files beside the checkout as well, where they are.
 */
class Hl7FuzzTest {

    private static final int USUAL = 3000;
    private static final int MEGABYTES = 64;
    private static final int LARGEST_SEED = 20_000;

    private static final byte[] TELLING =
            "\r\n|^~\\&#MSHBFPIDOX\t \0\u000B\u001C\u001B$()J!\"8859/UNICOD-TF".getBytes(ISO_8859_1);

    private static final List<String> SEEDS = List.of(
            "MSH|^~\\&|HIS|WARD|HIE|HUB|20261124||ADT^A01^ADT_A01|1|P|2.5|||AL|ER||UNICODE UTF-8\rEVN||2026\rPID|1||7^^^W&1.2&ISO~8||A^B"
                    + "\rPV1|1|I\rZBE|1\r",
            "FHS|^~\\&|A|B|C|D|2026||||F1\rBHS|^~\\&|A|B|C|D|2026||||B1\rMSH|^~\\&|A||||||ORU^R01|1|P|2.3\rPID|1||7\rOBR|1\r"
                    + "OBX|1|NM|x||7.5||||||F\rOBX|2|ED|x||^TEXT^^Base64^QUJD\rMSH|^~\\&|A||||||ADT^A08|2|P|2.1\rPID|1\rBTS|2\rFTS|1\r",
            "MSH#*!\\%#HIS#A#HIE#B###ADT*A08#M*1#P#2.8##NE#NE\r\nPID#1##J\u00FC\r\n",
            "\u00EF\u00BB\u00BFMSH|^~\\&#|A|B|C|D|2026||ORM^O01|1|P|2.7||||||8859/1~ISO IR87\nORC|NW\nOBR|1|\u001B$B\u001B(B\n",
            "MSH|^~\\&|A|B|C|D|2026||ACK^A01|1|P|2.5\rMSA|AA|7\rERR||PID^1^3|101|E\r");

    private final List<byte[]> seeds = seeds();
    private final List<Hl7Path> paths = Stream.of(
                    "MSH-1", "MSH-2", "MSH-9.1", "MSH-18", "PID-3(2).4.2", "OBX(2)-5", "BHS-11", "ZZZ-999")
            .map(Hl7Path::parse)
            .toList();
    private final List<Hl7Intake> intakes = intakes();
    private final Hl7Validator validator =
            new Hl7Validator(ValidationRules.parse("tables, z"), SchemaCategory.parse("2.5, ADT_A08=2.3:ADT_A01"));

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        SEEDS.forEach(seed -> seeds.add(seed.getBytes(ISO_8859_1)));
        if (Long.getLong("hie.fuzz.minutes", 0) > 0) {
            for (Path file : Hl7Corpus.files()) {
                byte[] bytes = Hl7Corpus.read(file);
                if (bytes.length > 0 && bytes.length <= LARGEST_SEED) {
                    seeds.add(bytes);
                }
            }
        }
        return seeds;
    }

    private static List<Hl7Intake> intakes() {
        List<Hl7Intake> intakes = new ArrayList<>();
        for (String mode : List.of("Immediate", "Never", "Byte", "MSH-determined")) {
            for (String handling : List.of("Whole", "Single-Session", "Multi-Session", "Individual")) {
                intakes.add(new Hl7Intake(FakeHostContext.of(
                        MllpService.class,
                        Map.of(
                                "Port", "1",
                                "AckMode", mode,
                                "BatchHandling", handling,
                                "Validation", "tables",
                                "MessageSchemaCategory", "2.5",
                                "UseAckCommitCodes", "true",
                                "DefCharEncoding", "!UTF-8"))));
            }
        }
        return intakes;
    }

    @Test
    void shouldSurviveWhateverItIsGiven() throws Exception {
        Fuzz.run(USUAL, MEGABYTES, (seed, random) -> {
            byte[] bytes = Fuzz.mutated(seeds.get(random.nextInt(seeds.size())), TELLING, random);
            byte[] before = bytes.clone();

            decode(bytes, random);
            read(bytes, random);
            takeApart(bytes);
            receive(bytes, intakes.get(random.nextInt(intakes.size())));
            draft(bytes, random);

            assertThat(bytes).as("nobody writes to a message's bytes").isEqualTo(before);
        });
    }

    /** A stream of bytes, cut anywhere: frames come out of it, or a limit is named. */
    private static void decode(byte[] bytes, Random random) {
        FrameDecoder decoder = new FrameDecoder(Framing.DEFAULT, 4096, 512);
        byte[] stream = new byte[bytes.length + 3];
        stream[0] = 0x0B;
        System.arraycopy(bytes, 0, stream, 1, bytes.length);
        stream[stream.length - 2] = 0x1C;
        stream[stream.length - 1] = 0x0D;
        int at = 0;
        try {
            while (at < stream.length) {
                int length = Math.min(random.nextInt(1, 64), stream.length - at);
                ByteBuffer piece = ByteBuffer.wrap(stream, at, length);
                Optional<byte[]> frame = decoder.decode(piece);
                while (frame.isPresent()) {
                    frame = decoder.decode(piece);
                }
                at += length;
            }
        } catch (FrameViolationException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private void read(byte[] bytes, Random random) {
        Hl7Message hl7 = random.nextBoolean() ? Hl7Message.of(bytes) : Hl7Message.of(bytes, Hl7Encoding.parse("UTF-8"));
        for (Hl7Path path : paths) {
            assertThat(hl7.get(path)).isNotNull();
            assertThat(hl7.repetitions(path)).isNotNegative();
        }
        assertThat(hl7.charset()).isNotNull();
        assertThat(hl7.segmentNames()).isNotNull();
        assertThat(CharsetCheck.of(hl7, bytes)).hasSizeLessThanOrEqualTo(21);
        assertThat(validator.check(hl7, bytes)).hasSizeLessThanOrEqualTo(50);
        assertThat(Fingerprint.of(hl7, bytes)).isNotNull();
        Hl7Header.of(bytes).ifPresent(header -> assertThat(header.controlId()).isNotNull());
        assertThat(Hl7Header.failureAcknowledgement(bytes, "AE", "no")).isNotEmpty();
    }

    private static void takeApart(byte[] bytes) {
        Hl7Batch batch = Hl7Batch.split(bytes);
        int size = batch.messages().stream().mapToInt(message -> message.length).sum();
        assertThat(size).isLessThanOrEqualTo(bytes.length);
        assertThat(batch.envelope().length).isLessThanOrEqualTo(bytes.length + 1);
    }

    /** Whatever comes, the sender is told something that can be read, or nothing where that is what was asked for. */
    private static void receive(byte[] bytes, Hl7Intake intake) throws Exception {
        Message message = intake.described(new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.EPOCH, "In", Message.HL7_V2), MessageBody.of(bytes)));
        Receipt receipt = intake.judge(message, new SentMessages());
        assertThat(receipt.accepted() || !receipt.reason().isBlank()).isTrue();
        byte[] reply = receipt.reply();
        if (reply != null && reply.length > 1) {
            assertThat(Hl7Message.of(reply).hasHeader()).isTrue();
        }
        if (receipt.later() != null) {
            receipt.later().await();
        }
        intake.failure(message);
        intake.full(message, "full");
    }

    private static void draft(byte[] bytes, Random random) {
        Hl7Message hl7 = Hl7Message.of(bytes);
        if (!hl7.hasHeader() || hl7.isBatch()) {
            return;
        }
        Hl7Draft draft = Hl7Draft.copyOf(hl7, bytes, "");
        assertThat(draft.bytes()).isEqualTo(bytes);
        try {
            draft.set(VirtualPath.parse("PID:5.1"), key -> "1", Leaf.of(random.nextBoolean() ? "Example" : "\u0141"));
            draft.remove(VirtualPath.parse("PID:3(2)"), key -> "1");
            draft.bytes();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
