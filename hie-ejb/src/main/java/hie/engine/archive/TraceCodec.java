package hie.engine.archive;

import hie.store.message.ArchivedMessage;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A trace record as bytes on the trace queue. The first byte is the format's version: records written before an upgrade
 * are read after it.
 */
public final class TraceCodec {

    private static final int VERSION = 1;

    private TraceCodec() {}

    /** Writes a record. */
    public static byte[] encode(TraceRecord record) {
        int size = 64;
        for (ArchivedMessage message : record.messages()) {
            size += 512 + message.body().length;
        }
        for (Hop hop : record.hops()) {
            size += 256 + (hop.reply() == null ? 0 : hop.reply().length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(record.messages().size());
            for (ArchivedMessage message : record.messages()) {
                write(out, message);
            }
            out.writeInt(record.hops().size());
            for (Hop hop : record.hops()) {
                write(out, hop);
            }
            out.writeInt(record.attempts().size());
            for (Attempt attempt : record.attempts()) {
                write(out, attempt);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when the bytes are none, or of a version that this engine does not know
     */
    public static TraceRecord decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "Trace record of version " + version + " (expected: " + VERSION + ")");
            }
            List<ArchivedMessage> messages = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                messages.add(readMessage(in));
            }
            List<Hop> hops = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                hops.add(readHop(in));
            }
            List<Attempt> attempts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                attempts.add(readAttempt(in));
            }
            return new TraceRecord(messages, hops, attempts);
        } catch (IOException | NullPointerException | IndexOutOfBoundsException | DateTimeException e) {
            throw new IllegalArgumentException("Not a trace record: " + bytes.length + " bytes", e);
        }
    }

    private static void write(DataOutputStream out, ArchivedMessage m) throws IOException {
        writeId(out, m.id());
        writeId(out, m.session());
        writeId(out, m.correlation());
        writeId(out, m.causation());
        writeTime(out, m.created());
        writeText(out, m.project());
        writeText(out, m.source());
        out.writeBoolean(m.accepted());
        writeText(out, m.reason());
        out.writeByte(m.priority());
        writeText(out, m.contentType());
        writeText(out, m.schemaName());
        writeText(out, m.schemaVersion());
        writeText(out, m.controlId());
        writeText(out, m.patientId());
        writeText(out, m.peer());
        writeText(out, m.properties());
        writeBytes(out, m.body());
        writeBytes(out, m.reply());
    }

    private static ArchivedMessage readMessage(DataInputStream in) throws IOException {
        return new ArchivedMessage(
                readId(in),
                readId(in),
                readId(in),
                readId(in),
                readTime(in),
                readText(in),
                readText(in),
                in.readBoolean(),
                readText(in),
                in.readUnsignedByte(),
                readText(in),
                readText(in),
                readText(in),
                readText(in),
                readText(in),
                readText(in),
                readText(in),
                readBytes(in),
                readBytes(in));
    }

    private static void write(DataOutputStream out, Hop hop) throws IOException {
        writeId(out, hop.message());
        writeId(out, hop.session());
        writeText(out, hop.project());
        writeText(out, hop.item());
        writeText(out, hop.from());
        out.writeByte(hop.status().ordinal());
        writeTime(out, hop.at());
        out.writeLong(hop.tookMicros());
        out.writeInt(hop.attempts());
        writeText(out, hop.detail());
        writeBytes(out, hop.reply());
    }

    private static Hop readHop(DataInputStream in) throws IOException {
        return new Hop(
                readId(in),
                readId(in),
                readText(in),
                readText(in),
                readText(in),
                HopStatus.values()[in.readUnsignedByte()],
                readTime(in),
                in.readLong(),
                in.readInt(),
                readText(in),
                readBytes(in));
    }

    private static void write(DataOutputStream out, Attempt attempt) throws IOException {
        writeId(out, attempt.message());
        writeText(out, attempt.item());
        out.writeInt(attempt.number());
        writeTime(out, attempt.at());
        writeText(out, attempt.detail());
        writeBytes(out, attempt.reply());
    }

    private static Attempt readAttempt(DataInputStream in) throws IOException {
        return new Attempt(readId(in), readText(in), in.readInt(), readTime(in), readText(in), readBytes(in));
    }

    private static void writeTime(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant readTime(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void writeId(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id == null ? 0 : id.getMostSignificantBits());
        out.writeLong(id == null ? 0 : id.getLeastSignificantBits());
    }

    private static UUID readId(DataInputStream in) throws IOException {
        long high = in.readLong();
        long low = in.readLong();
        return high == 0 && low == 0 ? null : new UUID(high, low);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    /** A length of -1 stands for {@code null}. */
    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        if (length > in.available()) {
            throw new EOFException();
        }
        return in.readNBytes(length);
    }
}
