package hie.engine.archive;

import hie.store.message.ArchivedMessage;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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
            size += 512 + message.body().length + length(message.reply());
        }
        for (Hop hop : record.hops()) {
            size += 256 + length(hop.reply());
        }
        TraceBytes out = new TraceBytes(size);
        out.octet(VERSION);
        out.number(record.messages().size());
        for (ArchivedMessage message : record.messages()) {
            write(out, message);
        }
        out.number(record.hops().size());
        for (Hop hop : record.hops()) {
            write(out, hop);
        }
        out.number(record.attempts().size());
        for (Attempt attempt : record.attempts()) {
            write(out, attempt);
        }
        return out.content();
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when the bytes are none, or of a version that this engine does not know
     */
    public static TraceRecord decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int version = in.get() & 0xFF;
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "Trace record of version " + version + " (expected: " + VERSION + ")");
            }
            List<ArchivedMessage> messages = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                messages.add(readMessage(in));
            }
            List<Hop> hops = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                hops.add(readHop(in));
            }
            List<Attempt> attempts = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                attempts.add(readAttempt(in));
            }
            return new TraceRecord(messages, hops, attempts);
        } catch (BufferUnderflowException
                | NullPointerException
                | IndexOutOfBoundsException
                | DateTimeException
                | ArithmeticException e) {
            throw new IllegalArgumentException("Not a trace record: " + bytes.length + " bytes", e);
        }
    }

    private static void write(TraceBytes out, ArchivedMessage m) {
        out.id(m.id());
        out.id(m.session());
        out.id(m.correlation());
        out.id(m.causation());
        out.time(m.created());
        out.text(m.project());
        out.text(m.source());
        out.octet(m.accepted() ? 1 : 0);
        out.text(m.reason());
        out.octet(m.priority());
        out.text(m.contentType());
        out.text(m.schemaName());
        out.text(m.schemaVersion());
        out.text(m.controlId());
        out.text(m.patientId());
        out.text(m.peer());
        out.text(m.properties());
        out.bytes(m.body());
        out.bytes(m.reply());
    }

    private static ArchivedMessage readMessage(ByteBuffer in) {
        return new ArchivedMessage(
                readId(in),
                readId(in),
                readId(in),
                readId(in),
                readTime(in),
                readText(in),
                readText(in),
                in.get() != 0,
                readText(in),
                in.get() & 0xFF,
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

    private static void write(TraceBytes out, Hop hop) {
        out.id(hop.message());
        out.id(hop.session());
        out.text(hop.project());
        out.text(hop.item());
        out.text(hop.from());
        out.octet(hop.status().ordinal());
        out.time(hop.at());
        out.number(hop.tookMicros());
        out.number(hop.attempts());
        out.text(hop.detail());
        out.bytes(hop.reply());
    }

    private static Hop readHop(ByteBuffer in) {
        return new Hop(
                readId(in),
                readId(in),
                readText(in),
                readText(in),
                readText(in),
                HopStatus.values()[in.get() & 0xFF],
                readTime(in),
                in.getLong(),
                in.getInt(),
                readText(in),
                readBytes(in));
    }

    private static void write(TraceBytes out, Attempt attempt) {
        out.id(attempt.message());
        out.text(attempt.item());
        out.number(attempt.number());
        out.time(attempt.at());
        out.text(attempt.detail());
        out.bytes(attempt.reply());
    }

    private static Attempt readAttempt(ByteBuffer in) {
        return new Attempt(readId(in), readText(in), in.getInt(), readTime(in), readText(in), readBytes(in));
    }

    private static Instant readTime(ByteBuffer in) {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private static UUID readId(ByteBuffer in) {
        long high = in.getLong();
        long low = in.getLong();
        return high == 0 && low == 0 ? null : new UUID(high, low);
    }

    private static String readText(ByteBuffer in) {
        int length = present(in, in.getInt());
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** A length of -1 stands for {@code null}. */
    private static byte[] readBytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[present(in, length)];
        in.get(bytes);
        return bytes;
    }

    /** Before room is made for so many bytes. */
    private static int present(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}
