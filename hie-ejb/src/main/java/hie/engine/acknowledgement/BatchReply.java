package hie.engine.acknowledgement;

import hie.api.hl7.Hl7Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes the answer to a batch: a batch of acknowledgements, with sender and receiver exchanged and a reference to the batch's id (BHS-12,
 * FHS-12), in a file when the batch came in one. Messages that came without an envelope get theirs without one.
 */
public final class BatchReply {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final ControlIds CONTROL_IDS = new ControlIds();

    private final Clock clock;

    public BatchReply(Clock clock) {
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @param batch what is answered
     * @param acknowledgements of its messages, in their order; those that want none are left out
     */
    public byte[] of(Hl7Message batch, List<byte[]> acknowledgements) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        boolean isFile = batch.isBatch() && batch.hasSegment("FHS");
        boolean isBatch = batch.isBatch();
        if (isFile) {
            header(reply, "FHS", batch);
        }
        if (isBatch) {
            header(reply, "BHS", batch);
        }
        acknowledgements.forEach(reply::writeBytes);
        if (isBatch) {
            trailer(reply, "BTS", batch, acknowledgements.size());
        }
        if (isFile) {
            trailer(reply, "FTS", batch, 1);
        }
        return reply.toByteArray();
    }

    private void header(ByteArrayOutputStream reply, String name, Hl7Message batch) {
        String separator = separator(batch);
        String encoding = batch.headerText(2).orElse("^~\\&");
        String fields = String.join(
                separator,
                batch.headerText(5).orElse(""),
                batch.headerText(6).orElse(""),
                batch.headerText(3).orElse(""),
                batch.headerText(4).orElse(""),
                TIME.format(clock.instant().atZone(clock.getZone())),
                "",
                "",
                "",
                CONTROL_IDS.next(),
                batch.controlId().orElse(""));
        write(reply, name + separator + encoding + separator + fields);
    }

    private static void trailer(ByteArrayOutputStream reply, String name, Hl7Message batch, int count) {
        write(reply, name + separator(batch) + count);
    }

    private static String separator(Hl7Message batch) {
        return String.valueOf((char) (batch.fieldSeparator() & 0xFF));
    }

    private static void write(ByteArrayOutputStream reply, String segment) {
        reply.writeBytes((segment + "\r").getBytes(StandardCharsets.ISO_8859_1));
    }
}
